import type { AssetKind, RelationKind } from "@castellan/graph";
import type { Emission } from "../../knowledge/schema.ts";
import type { Scope } from "../../resolve/scope.ts";
import type { Closed, ConstantValue, EnvironmentValue, FunctionValue, Value } from "../../resolve/value.ts";
import { fileAsset, localSymbol } from "../identity/index.ts";
import { secretRef } from "../secrets/credential-names.ts";
import { isDataPath } from "./data-paths.ts";
import { servedBy } from "./emit.ts";
import { identify, MODEL_ARN } from "./identify.ts";
import { modelOfClassConstant } from "./model-constants.ts";
import { namesOf } from "./names.ts";
import { fileAt } from "./paths.ts";
import { occurrenceAt } from "./places.ts";
import { providerOfModel, splitRouted } from "./providers.ts";
import type { CodeAssets } from "./registry.ts";
import type { Sighting } from "./sighting.ts";
import { describesAgent, subAgents } from "./sub-agents.ts";
import { BUILT_IN, builtInTool, classTool, externalTool, functionTool, schemaTool } from "./tool-targets.ts";

/** What a plain text means at the end of a relation. */
const TEXT_KINDS: { readonly [kind in RelationKind]?: AssetKind } = {
  uses_model: "model",
  embeds_with: "model",
  fine_tunes: "model",
  adapter_of: "model",
  has_prompt: "prompt",
  uses_tool: "tool",
  trains_on: "dataset",
  validates_on: "dataset",
  uses_dataset: "dataset",
  uses_image: "container-image",
  reads: "dataset",
  writes_to: "dataset",
  loads: "model-file",
};
/** A prompt is a sentence; shorter texts are separators, roles and keys. */
const MIN_PROMPT = 20;
/** A text that flows in from afar, without a name that says what it is, has to be longer. */
/** What is said to a database. */
const SQL =
  /^\s*(?:SELECT\s[\s\S]*\sFROM|INSERT\s+INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM|(?:CREATE|ALTER|DROP)\s+(?:TABLE|INDEX|EXTENSION|VIEW)|WITH\s+\w+\s+AS\s*\()\s/;
const PROMPT_FILE = /\.(?:txt|md|markdown|jinja2?|j2|prompt|prompty|ya?ml|json|xml|mustache|hbs|tmpl|tpl)$/i;
/** JSON that keeps prompts says so by its name; any other is data that a prompt is put together from. */
const PROMPT_JSON = /prompt|instruct|system|persona|template|message|agent|character|polic(?:y|ies)/i;
const MIN_INLINE_PROMPT = 60;

/** Assets that a value without a sighting of its own stands for in this relation. */
export function namedTarget(
  assets: CodeAssets,
  sighting: Sighting,
  kind: RelationKind,
  side: "from" | "to",
  value: Value,
  at: Closed,
  direct = true,
  role: "system" | "user" = "system",
): readonly string[] {
  if (side === "from") return [];
  if (value.kind === "constant" && kind === "runs") return agentOfMethod(assets, sighting, value);
  if (value.kind === "constant") return textTarget(assets, sighting, kind, value, at, direct, role);
  if (value.kind === "environment" && !direct) return [];
  if (value.kind === "environment" && kind === "authenticated_by") return [credential(assets, value)];
  if (value.kind === "environment")
    return TEXT_KINDS[kind] === "model" && /model|llm|deployment|engine|embed/i.test(value.name) ? modelTarget(assets, sighting, at) : [];
  // The result of calling a function is not that function, and `list.map((x) => …)` is what it gives.
  if (value.kind === "function" && at.expression.kind !== "call" && (kind === "uses_tool" || kind === "exposes_tool"))
    return lastName(value.scope.qualifiedName.split(".").at(-1) ?? "") === undefined ? [] : [functionTool(assets, value)];
  if (value.kind === "function" && kind === "has_prompt" && direct && at.expression.kind !== "call") return functionPrompt(assets, value);
  if (value.kind === "class" && kind === "uses_tool") return [classTool(assets, value)];
  if (value.kind === "map" && kind === "hands_off_to")
    return subAgents(assets, sighting, value, at, (told, relation, part, place) => {
      const own = assets.ofValue(part).filter((asset) => TEXT_KINDS[relation] === asset.kind);
      return own.length > 0 ? own.map(({ id }) => id) : namedTarget(assets, told, relation, "to", part, place);
    });
  if (value.kind === "map" && (kind === "uses_tool" || kind === "exposes_tool"))
    return describesAgent(assets, value) ? [] : schemaTool(assets, value, at);
  if (value.kind === "external" && TEXT_KINDS[kind] === "model" && modelOfClassConstant(value.path) !== undefined)
    return modelTarget(assets, sighting, at);
  if (value.kind === "external" && kind === "uses_tool") return externalTool(assets, sighting, value, at);
  return [];
}

/** The agent that a task names by the method of its class that makes it. */
function agentOfMethod(assets: CodeAssets, sighting: Sighting, { value }: ConstantValue): readonly string[] {
  const method = sighting.frame.scope.parent?.children.find((child) => child.function?.name === value);
  if (method === undefined || sighting.frame.scope.parent?.kind !== "class") return [];
  return assets.sightings.all
    .filter(({ frame }) => frame.scope === method)
    .flatMap((other) => assets.of(other))
    .filter(({ kind }) => kind === "agent")
    .map(({ id }) => id);
}

function textTarget(
  assets: CodeAssets,
  sighting: Sighting,
  relation: RelationKind,
  value: ConstantValue,
  at: Closed,
  direct: boolean,
  role: "system" | "user",
): readonly string[] {
  if (typeof value.value !== "string" || value.value === "") return [];
  switch (TEXT_KINDS[relation]) {
    case "prompt":
      return promptTarget(assets, sighting, value, value.value, at, direct, role);
    case "model":
      if (!direct && (splitRouted(value.value)?.provider ?? providerOfModel(value.value.replace(MODEL_ARN, ""))) === undefined) return [];
      return /^[\w./:@-]{2,120}$/.test(value.value.replace(MODEL_ARN, "")) ? modelTarget(assets, sighting, at) : [];
    case "dataset":
      if (assets.catalogue.has(value.value.toLowerCase())) return [assets.catalogue.get(value.value.toLowerCase()) ?? ""];
      if (/\.(?:ya?ml|toml|ini|cfg|conf|env|py|ipynb|md|txt|sh|log)$/i.test(value.value)) return [];
      if (/(?:^|[/_.-])(?:config|configuration|settings|params|parameters|manifest|package)\.json$/i.test(value.value)) return [];
      return isDataPath(value.value) ? [plain(assets, sighting, { kind: "dataset", identity: "path" }, at)].flat() : [];
    case "container-image":
      return /^[\w.-]+(?::\d+)?\/[\w./@:-]+$/.test(value.value)
        ? plain(assets, sighting, { kind: "container-image", identity: "image" }, at)
        : [];
    case "tool":
      return BUILT_IN.has(sighting.library.id) ? builtInTool(assets, sighting, value.value, at) : [];
    case "model-file":
      return /\.\w+$/.test(value.value) ? [plain(assets, sighting, { kind: "model-file", identity: "path" }, at)].flat() : [];
    default:
      return [];
  }
}

function promptTarget(
  assets: CodeAssets,
  sighting: Sighting,
  value: ConstantValue,
  text: string,
  at: Closed,
  direct: boolean,
  role: "system" | "user",
): readonly string[] {
  const { project, sink } = assets.context;
  const target = project.targets[value.unit.file.target] ?? { index: 0, name: "", key: "" };
  assets.told.add(value.span);
  if (SQL.test(text)) return [];
  if (text.length < 260 && !/\s/.test(text)) {
    const file = fileAt(project, value.unit, text);
    if (file === undefined || !PROMPT_FILE.test(file.path)) return [];
    if (/\.json$/i.test(file.path) && !PROMPT_JSON.test(file.path)) return [];
    return [
      sink.asset({
        kind: "prompt",
        name: file.path,
        identity: fileAsset(target, file.path),
        scope: file.scope,
        lifecycle: "committed",
        occurrences: [
          { target: file.target, file: file.path, line: 1, technique: "syntax", confidence: "likely" },
          occurrenceAt(sighting.unit, sighting),
        ],
      }),
    ];
  }
  if (text.length < (value.symbol === undefined && !direct ? MIN_INLINE_PROMPT : MIN_PROMPT) || !/\s/.test(text)) return [];
  // The text of a function that builds prompts bears its name.
  const builder = at.frame.scope !== sighting.frame.scope && at.frame.scope.kind === "function" ? at.frame.scope : undefined;
  const built = builder?.qualifiedName.split(".").at(-1);
  if (
    value.symbol === undefined &&
    builder !== undefined &&
    built !== undefined &&
    !built.startsWith("<") &&
    sighting.subject !== builder &&
    givesBack(builder, value)
  ) {
    return [
      sink.asset({
        kind: "prompt",
        name: built,
        identity: localSymbol(target, builder.unit.file, builder.qualifiedName),
        scope: builder.unit.file.scope,
        lifecycle: "declared",
        attributes: { characters: text.length, role: "system", computed: true },
        occurrences: [occurrenceAt(builder.unit, builder.function ?? value.span, builder.qualifiedName)],
      }),
    ];
  }
  // A text that a caller hands over stands in the caller.
  const around = builder?.qualifiedName ?? sighting.subject?.qualifiedName ?? sighting.assignedTo ?? sighting.frame.scope.qualifiedName;
  const symbol = value.symbol === undefined ? undefined : boundSymbol(assets, value, value.symbol);
  const kind = role === "user" ? "user prompt" : "prompt";
  const identity = symbol ?? `${around === "" ? "module" : around}.${kind.replace(" ", "-")}`;
  const bearer =
    lastName(builder?.qualifiedName ?? sighting.subject?.qualifiedName ?? sighting.frame.scope.qualifiedName) ??
    sighting.assignedTo ??
    "inline";
  const name = value.symbol?.slice(value.symbol.lastIndexOf(".") + 1) ?? `${bearer} ${kind}`;
  return [
    sink.asset({
      kind: "prompt",
      name,
      identity: localSymbol(target, value.unit.file, identity),
      scope: value.unit.file.scope,
      lifecycle: "declared",
      attributes: { characters: text.length, role, ...(value.partial === true ? { template: true } : {}) },
      occurrences: [occurrenceAt(value.unit, value.span, value.symbol)],
    }),
  ];
}

/** Whether a text stands in what a function gives back; one that it hands on to others is its own. */
function givesBack(builder: Scope, text: ConstantValue): boolean {
  return builder.returns.some(
    ({ value }) => (value.cell ?? 0) === (text.span.cell ?? 0) && value.line <= text.span.line && text.span.endLine <= value.endLine,
  );
}

/** `Chat.ask` is ask, a constructor its class; a function without a name bears none. */
function lastName(qualified: string): string | undefined {
  return qualified
    .split(".")
    .findLast((step) => step !== "" && !step.startsWith("<") && !["constructor", "__init__", "initialize"].includes(step));
}

/** The name of a text with the function around it. */
function boundSymbol(assets: CodeAssets, value: ConstantValue, symbol: string): string {
  const tree = assets.context.evaluator.program.tree(value.unit);
  const scope = tree.all.find(
    (candidate) =>
      candidate.bindings.get(symbol)?.some(({ span }) => span.line <= value.span.line && value.span.endLine <= span.endLine) === true,
  );
  return scope === undefined || scope.qualifiedName === "" ? symbol : `${scope.qualifiedName}.${symbol}`;
}

function modelTarget(assets: CodeAssets, sighting: Sighting, at: Closed): readonly string[] {
  return plain(assets, sighting, { kind: "model", identity: "hosted", provider: sighting.library.provider ?? "infer" }, at);
}

/** An asset named by a text alone. */
function plain(
  assets: CodeAssets,
  sighting: Sighting,
  emission: Pick<Emission, "kind" | "identity" | "provider">,
  at: Closed,
): readonly string[] {
  const { project, environment, evaluator, sink } = assets.context;
  return namesOf(evaluator, environment, at).map((candidate) => {
    const named = identify({ ...emission }, candidate, {
      project,
      unit: at.frame.scope.unit,
      symbol: candidate.text,
      ...(emission.provider === undefined || emission.provider === "infer" ? {} : { provider: emission.provider }),
    });
    const id = sink.asset({
      kind: emission.kind,
      name: named.name,
      identity: named.identity,
      scope: at.frame.scope.unit.file.scope,
      lifecycle: "declared",
      attributes: named.attributes,
      occurrences: [occurrenceAt(at.frame.scope.unit, at.expression)],
    });
    if (emission.kind === "model" && named.provider !== undefined) {
      servedBy(assets.context, sighting, id, named.provider);
      // The name of a gateway tells who answers; a plain name may be any vendor's.
      if (named.name.includes("/")) assets.namedModels.push({ name: named.name.toLowerCase(), provider: named.provider });
    }
    return id;
  });
}

/** The variable that a key is read from. */
function credential(assets: CodeAssets, value: EnvironmentValue): string {
  const { file } = value.unit;
  const target = assets.context.project.targets[file.target] ?? { index: 0, name: "", key: "" };
  return assets.context.sink.asset(secretRef(target, value.name, file.scope, occurrenceAt(value.unit, value.span, value.name)));
}

/** A function that gives the text of a prompt. */
function functionPrompt(assets: CodeAssets, value: FunctionValue): readonly string[] {
  const { unit, qualifiedName, returns } = value.scope;
  const target = assets.context.project.targets[unit.file.target] ?? { index: 0, name: "", key: "" };
  if (value.node.name === "" || returns.length === 0) return [];
  return [
    assets.context.sink.asset({
      kind: "prompt",
      name: value.node.name,
      identity: localSymbol(target, unit.file, qualifiedName),
      scope: unit.file.scope,
      lifecycle: "declared",
      attributes: { computed: true },
      occurrences: [occurrenceAt(unit, value.node, qualifiedName)],
    }),
  ];
}
