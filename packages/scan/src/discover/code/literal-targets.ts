import type { AssetKind, RelationKind } from "@castellan/graph";
import type { Emission } from "../../knowledge/schema.ts";
import type { CallExpression, Scope } from "../../resolve/scope.ts";
import type {
  ClassValue,
  Closed,
  ConstantValue,
  EnvironmentValue,
  ExternalValue,
  Frame,
  FunctionValue,
  MapValue,
  Value,
} from "../../resolve/value.ts";
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
import { keyText } from "./selectors.ts";
import type { Sighting } from "./sighting.ts";

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
  if (value.kind === "map" && (kind === "uses_tool" || kind === "exposes_tool")) return schemaTool(assets, value, at);
  if (value.kind === "external" && TEXT_KINDS[kind] === "model" && modelOfClassConstant(value.path) !== undefined)
    return modelTarget(assets, sighting, at);
  if (value.kind === "external" && kind === "uses_tool") return externalTool(assets, sighting, value, at);
  return [];
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
      return isDataPath(value.value) ? [plain(assets, sighting, { kind: "dataset", identity: "path" }, at)].flat() : [];
    case "container-image":
      return /^[\w.-]+(?::\d+)?\/[\w./@:-]+$/.test(value.value)
        ? plain(assets, sighting, { kind: "container-image", identity: "image" }, at)
        : [];
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
  if (SQL.test(text)) return [];
  if (text.length < 260 && !/\s/.test(text)) {
    const file = fileAt(project, value.unit, text);
    if (file === undefined || !PROMPT_FILE.test(file.path)) return [];
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
    if (emission.kind === "model" && named.provider !== undefined) servedBy(assets.context, sighting, id, named.provider);
    return id;
  });
}

/** The variable that a key is read from. */
function credential(assets: CodeAssets, value: EnvironmentValue): string {
  const { file } = value.unit;
  const target = assets.context.project.targets[file.target] ?? { index: 0, name: "", key: "" };
  return assets.context.sink.asset(secretRef(target, value.name, file.scope, occurrenceAt(value.unit, value.span, value.name)));
}

/** A function handed over as a tool. */
function functionTool(assets: CodeAssets, value: FunctionValue): string {
  const unit = value.scope.unit;
  const target = assets.context.project.targets[unit.file.target] ?? { index: 0, name: "", key: "" };
  const name = value.node.name === "" ? value.scope.qualifiedName : value.node.name;
  return assets.context.sink.asset({
    kind: "tool",
    name,
    identity: localSymbol(target, unit.file, value.scope.qualifiedName),
    scope: unit.file.scope,
    lifecycle: "declared",
    attributes: value.node.doc === undefined ? {} : { description: value.node.doc.slice(0, 200) },
    occurrences: [occurrenceAt(unit, value.node, value.scope.qualifiedName)],
  });
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

/** A class bound as a tool: its fields are the tool's arguments. */
function classTool(assets: CodeAssets, value: ClassValue): string {
  const { unit, qualifiedName } = value.scope;
  const target = assets.context.project.targets[unit.file.target] ?? { index: 0, name: "", key: "" };
  const node = value.scope.class;
  return assets.context.sink.asset({
    kind: "tool",
    name: node?.name ?? qualifiedName,
    identity: localSymbol(target, unit.file, qualifiedName),
    scope: unit.file.scope,
    lifecycle: "declared",
    attributes: { schema: true },
    occurrences: [occurrenceAt(unit, node ?? { line: 1, endLine: 1 }, qualifiedName)],
  });
}

/** A tool described as data: { type: "function", function: { name } }, { name, input_schema }, { key: { execute } }. */
function schemaTool(assets: CodeAssets, value: MapValue, at: Closed): readonly string[] {
  const { evaluator, project, sink } = assets.context;
  const text = (inner: Value, key: string): ConstantValue | undefined =>
    evaluator.step(inner, key).find((found): found is ConstantValue => found.kind === "constant" && typeof found.value === "string");
  // `{ type: "function", function: { name } }`, `{ toolSpec: { name } }` of Bedrock's Converse.
  const nested = ["function", "toolSpec"].flatMap((key) => evaluator.step(value, key).flatMap((inner) => text(inner, "name") ?? []));
  const type = text(value, "type");
  const [label] = type?.value === "mcp" ? [text(value, "server_label") ?? text(value, "serverLabel")] : [];
  const own = label ?? text(value, "name") ?? (hostedTool(type?.value) === undefined ? undefined : type);
  const names = nested.length > 0 ? nested : own === undefined ? [] : [own];
  if (names.length === 0) return keyedTools(assets, value);
  return names.map((found) => {
    const name = String(found.value);
    // It stands where its name is written, by whatever way it came here.
    const elsewhere = found.unit !== at.frame.scope.unit;
    const { unit } = elsewhere ? found : at.frame.scope;
    const target = project.targets[unit.file.target] ?? { index: 0, name: "", key: "" };
    const url = label === undefined ? undefined : (text(value, "server_url") ?? text(value, "serverUrl"));
    return sink.asset({
      kind: label === undefined ? "tool" : "mcp-server",
      name,
      identity: localSymbol(target, unit.file, `${label === undefined ? "tool" : "mcp"}:${name}`),
      scope: unit.file.scope,
      lifecycle: "declared",
      attributes: label === undefined ? { schema: true } : { role: "remote", ...(url === undefined ? {} : { url: String(url.value) }) },
      occurrences: [occurrenceAt(unit, elsewhere ? found.span : at.expression, name)],
    });
  });
}

/** `{ weather: { description, parameters, execute } }`: tools named by their keys, among others that are assets already. */
function keyedTools(assets: CodeAssets, value: MapValue): readonly string[] {
  const { evaluator, project, sink } = assets.context;
  const isTool = (inner: Value): boolean => {
    if (inner.kind !== "map") return false;
    const keys = inner.entries.flatMap((entry) => (entry.key === undefined ? [] : [keyText(evaluator, entry.key)]));
    return keys.includes("execute") || (keys.includes("description") && (keys.includes("parameters") || keys.includes("inputSchema")));
  };
  const hosted = value.entries.filter(({ key }) => key !== undefined && HOSTED_BY_KEY.has(keyText(evaluator, key) ?? ""));
  if (hosted.length > 0)
    return hosted.flatMap(({ key, value: at }) => (key === undefined ? [] : [namedTool(assets, keyText(evaluator, key) ?? "", at)]));
  const resolved = value.entries.map((entry) => ({ entry, values: evaluator.evaluate(entry.value.expression, entry.value.frame) }));
  if (!resolved.some(({ values }) => values.some(isTool))) return [];
  return resolved.flatMap(({ entry, values }) => {
    const name = entry.key === undefined ? undefined : keyText(evaluator, entry.key);
    if (name === undefined || !values.some(isTool))
      return values
        .flatMap((inner) => assets.ofValue(inner))
        .filter((asset) => asset.kind === "tool")
        .map((asset) => asset.id);
    const { unit } = entry.value.frame.scope;
    const target = project.targets[unit.file.target] ?? { index: 0, name: "", key: "" };
    return [
      sink.asset({
        kind: "tool",
        name,
        identity: localSymbol(target, unit.file, `tool:${name}`),
        scope: unit.file.scope,
        lifecycle: "declared",
        attributes: { schema: true },
        occurrences: [occurrenceAt(unit, entry.value.expression, name)],
      }),
    ];
  });
}

/** Tools of Gemini that stand under their name alone: { google_search: {} }, Tool(code_execution=…). */
const HOSTED_BY_KEY: ReadonlySet<string> = new Set([
  ...["google_search", "google_search_retrieval", "enterprise_web_search", "google_maps", "url_context", "code_execution"],
  ...["googleSearch", "googleSearchRetrieval", "enterpriseWebSearch", "googleMaps", "urlContext", "codeExecution"],
]);

/** Tools that the provider runs have a type and no name: { type: "web_search_preview" }. */
function hostedTool(type: ConstantValue["value"] | undefined): string | undefined {
  return typeof type !== "string" || ["function", "object", "custom", "text", "tool"].includes(type) ? undefined : type;
}

/** `Tool{Function: FunctionDefinition{Name: "x"}}`, `new FunctionTool { Name = "x" }`: a description that says its name. */
function declaredName(assets: CodeAssets, value: ExternalValue): string | undefined {
  const { evaluator } = assets.context;
  const named = (call: CallExpression, frame: Frame, depth: number): string | undefined => {
    for (const key of ["Name", "name", "Function", "function", "OfFunction", "OfTool"]) {
      const argument = call.arguments.find((candidate) => candidate.name === key);
      const [inner] = argument === undefined ? [] : evaluator.evaluate(argument.value, frame);
      if (inner?.kind === "constant" && typeof inner.value === "string") return inner.value;
      const site = inner?.kind === "external" ? inner.calls.at(-1) : undefined;
      if (site !== undefined && depth < 3) return named(site.call, site.frame, depth + 1);
    }
    // FunctionTool(FunctionDefinition{Name: "x"})
    const [first] = call.arguments;
    const [inner] = first === undefined || first.name !== undefined || depth > 2 ? [] : evaluator.evaluate(first.value, frame);
    const site = inner?.kind === "external" ? inner.calls.at(-1) : undefined;
    return site === undefined ? undefined : named(site.call, site.frame, depth + 1);
  };
  const site = value.calls.at(-1);
  return site === undefined || value.path.at(-1) !== "()" ? undefined : named(site.call, site.frame, 0);
}

/** Gemini: `Tool(function_declarations=[{ "name": … }, FunctionDeclaration(name=…)])` stands for its functions, Tool(google_search=…) for what Google runs. */
function declaredFunctions(assets: CodeAssets, value: ExternalValue): readonly string[] {
  const { evaluator } = assets.context;
  const site = value.calls.at(-1);
  if (site === undefined) return [];
  const hosted = site.call.arguments.filter(({ name }) => name !== undefined && HOSTED_BY_KEY.has(name));
  if (hosted.length > 0)
    return hosted.map(({ name, value: expression }) => namedTool(assets, name ?? "", { expression, frame: site.frame }));
  const list = site.call.arguments.find(({ name }) => name === "function_declarations" || name === "functionDeclarations")?.value;
  if (list === undefined) return [];
  const items = evaluator.evaluate(list, site.frame).flatMap((found) => (found.kind === "list" ? found.items : []));
  return items.flatMap((item) =>
    evaluator.evaluate(item.expression, item.frame).flatMap((found): readonly string[] => {
      if (found.kind === "map") return schemaTool(assets, found, item);
      const name = found.kind === "external" ? declaredName(assets, found) : undefined;
      return name === undefined ? [] : [namedTool(assets, name, item)];
    }),
  );
}

function namedTool(assets: CodeAssets, name: string, at: Closed): string {
  const { unit } = at.frame.scope;
  const target = assets.context.project.targets[unit.file.target] ?? { index: 0, name: "", key: "" };
  return assets.context.sink.asset({
    kind: "tool",
    name,
    identity: localSymbol(target, unit.file, `tool:${name}`),
    scope: unit.file.scope,
    lifecycle: "declared",
    attributes: { schema: true },
    occurrences: [occurrenceAt(unit, at.expression, name)],
  });
}

/** `TavilySearch(max_results=5)` among the tools: a tool that a library brings. */
function externalTool(assets: CodeAssets, sighting: Sighting, value: ExternalValue, at: Closed): readonly string[] {
  const declared = declaredName(assets, value);
  if (declared !== undefined) return [namedTool(assets, declared, at)];
  const declarations = declaredFunctions(assets, value);
  if (declarations.length > 0) return declarations;
  // An annotation names a type, not a tool that was made.
  if (
    value.annotated === true ||
    /(?:Param|Params|Union|Options|Config|Type)$/.test(value.path.findLast((step) => step !== "()") ?? "") ||
    ["typing", "builtins", "collections.abc"].includes(value.module)
  )
    return [];
  const called = value.path.at(-1) === "()";
  const name = value.path.findLast((step) => step !== "()" && step !== "[]");
  if (
    !called ||
    name === undefined ||
    !/^[A-Z]\w+(?:Tool|Search|Retriever|Toolkit|Results|Run|Interpreter|API|Wrapper|Query)?$/.test(name) ||
    value.module === ""
  )
    return [];
  const unit = at.frame.scope.unit;
  const target = assets.context.project.targets[unit.file.target] ?? { index: 0, name: "", key: "" };
  if (/Agent|Model|LLM|Message|Prompt|Config/.test(name)) return [];
  return [
    assets.context.sink.asset({
      kind: "tool",
      name,
      identity: localSymbol(target, unit.file, `${sighting.frame.scope.qualifiedName}.${name}`),
      scope: unit.file.scope,
      lifecycle: "declared",
      attributes: { library: value.module },
      occurrences: [occurrenceAt(unit, at.expression, name)],
    }),
  ];
}
