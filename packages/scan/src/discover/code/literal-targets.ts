import type { AssetKind, RelationKind } from "@castellan/graph";
import type { Emission } from "../../knowledge/schema.ts";
import type { ClassValue, Closed, ConstantValue, ExternalValue, FunctionValue, MapValue, Value } from "../../resolve/value.ts";
import { fileAsset, localSymbol } from "../identity/index.ts";
import { servedBy } from "./emit.ts";
import { identify } from "./identify.ts";
import { namesOf } from "./names.ts";
import { fileAt } from "./paths.ts";
import { occurrenceAt } from "./places.ts";
import type { CodeAssets } from "./registry.ts";
import type { Sighting } from "./sighting.ts";

/** What a plain text means at the end of a relation. */
const TEXT_KINDS: { readonly [kind in RelationKind]?: AssetKind } = {
  uses_model: "model", embeds_with: "model", fine_tunes: "model", adapter_of: "model", has_prompt: "prompt", uses_tool: "tool", trains_on: "dataset", validates_on: "dataset",
  uses_dataset: "dataset", reads: "dataset", writes_to: "dataset", loads: "model-file",
};
/** A prompt is a sentence; shorter texts are separators, roles and keys. */
const MIN_PROMPT = 20;
const MIN_INLINE_PROMPT = 60;

/** Assets that a value without a sighting of its own stands for in this relation. */
export function namedTarget(assets: CodeAssets, sighting: Sighting, kind: RelationKind, side: "from" | "to", value: Value, at: Closed): readonly string[] {
  if (side === "from") return [];
  if (value.kind === "constant") return textTarget(assets, sighting, kind, value, at);
  if (value.kind === "environment") return TEXT_KINDS[kind] === "model" ? modelTarget(assets, sighting, at) : [];
  // The result of calling a function is not that function.
  if (value.kind === "function" && at.expression.kind !== "call" && (kind === "uses_tool" || kind === "exposes_tool")) return [functionTool(assets, value)];
  if (value.kind === "function" && kind === "has_prompt" && at.expression.kind !== "call") return functionPrompt(assets, value);
  if (value.kind === "class" && kind === "uses_tool") return [classTool(assets, value)];
  if (value.kind === "map" && kind === "uses_tool") return schemaTool(assets, value, at);
  if (value.kind === "external" && kind === "uses_tool") return externalTool(assets, sighting, value, at);
  return [];
}

function textTarget(assets: CodeAssets, sighting: Sighting, relation: RelationKind, value: ConstantValue, at: Closed): readonly string[] {
  if (typeof value.value !== "string" || value.value === "") return [];
  switch (TEXT_KINDS[relation]) {
    case "prompt":
      return promptTarget(assets, sighting, value, value.value);
    case "model":
      return /^[\w./:@-]{2,120}$/.test(value.value) ? modelTarget(assets, sighting, at) : [];
    case "dataset":
      return /[/.]/.test(value.value) && !/\s/.test(value.value) && value.value.length < 200 ? [plain(assets, sighting, { kind: "dataset", identity: "path" }, at)].flat() : [];
    case "model-file":
      return /\.\w+$/.test(value.value) ? [plain(assets, sighting, { kind: "model-file", identity: "path" }, at)].flat() : [];
    default:
      return [];
  }
}

function promptTarget(assets: CodeAssets, sighting: Sighting, value: ConstantValue, text: string): readonly string[] {
  const { project, sink } = assets.context;
  const target = project.targets[value.unit.file.target] ?? { index: 0, name: "", key: "" };
  if (text.length < 260 && !/\s/.test(text)) {
    const file = fileAt(project, value.unit, text);
    if (file === undefined) return [];
    return [sink.asset({ kind: "prompt", name: file.path, identity: fileAsset(target, file.path), scope: file.scope, lifecycle: "committed", occurrences: [{ target: file.target, file: file.path, line: 1, technique: "syntax", confidence: "likely" }, occurrenceAt(sighting.unit, sighting)] })];
  }
  if (text.length < (value.symbol === undefined ? MIN_INLINE_PROMPT : MIN_PROMPT) || !/\s/.test(text)) return [];
  const around = sighting.subject?.qualifiedName ?? sighting.assignedTo ?? sighting.frame.scope.qualifiedName;
  const symbol = value.symbol ?? `${around === "" ? "module" : around}.prompt`;
  const name = value.symbol ?? `${around === "" ? "inline" : around} prompt`;
  return [sink.asset({
    kind: "prompt", name, identity: localSymbol(target, value.unit.file, symbol), scope: value.unit.file.scope, lifecycle: "declared",
    attributes: { characters: text.length, role: "system", ...(value.partial === true ? { template: true } : {}) }, occurrences: [occurrenceAt(value.unit, value.span, value.symbol)],
  })];
}

function modelTarget(assets: CodeAssets, sighting: Sighting, at: Closed): readonly string[] {
  return plain(assets, sighting, { kind: "model", identity: "hosted", provider: sighting.library.provider ?? "infer" }, at);
}

/** An asset named by a text alone. */
function plain(assets: CodeAssets, sighting: Sighting, emission: Pick<Emission, "kind" | "identity" | "provider">, at: Closed): readonly string[] {
  const { project, environment, evaluator, sink } = assets.context;
  return namesOf(evaluator, environment, at).map((candidate) => {
    const named = identify({ ...emission }, candidate, { project, unit: at.frame.scope.unit, symbol: candidate.text, ...(emission.provider === undefined || emission.provider === "infer" ? {} : { provider: emission.provider }) });
    const id = sink.asset({ kind: emission.kind, name: named.name, identity: named.identity, scope: at.frame.scope.unit.file.scope, lifecycle: "declared", attributes: named.attributes, occurrences: [occurrenceAt(at.frame.scope.unit, at.expression)] });
    if (emission.kind === "model" && named.provider !== undefined) servedBy(assets.context, sighting, id, named.provider);
    return id;
  });
}

/** A function handed over as a tool. */
function functionTool(assets: CodeAssets, value: FunctionValue): string {
  const unit = value.scope.unit;
  const target = assets.context.project.targets[unit.file.target] ?? { index: 0, name: "", key: "" };
  const name = value.node.name === "" ? value.scope.qualifiedName : value.node.name;
  return assets.context.sink.asset({
    kind: "tool", name, identity: localSymbol(target, unit.file, value.scope.qualifiedName), scope: unit.file.scope, lifecycle: "declared",
    attributes: value.node.doc === undefined ? {} : { description: value.node.doc.slice(0, 200) }, occurrences: [occurrenceAt(unit, value.node, value.scope.qualifiedName)],
  });
}

/** A function that gives the text of a prompt. */
function functionPrompt(assets: CodeAssets, value: FunctionValue): readonly string[] {
  const { unit, qualifiedName, returns } = value.scope;
  const target = assets.context.project.targets[unit.file.target] ?? { index: 0, name: "", key: "" };
  if (value.node.name === "" || returns.length === 0) return [];
  return [assets.context.sink.asset({
    kind: "prompt", name: value.node.name, identity: localSymbol(target, unit.file, qualifiedName), scope: unit.file.scope, lifecycle: "declared",
    attributes: { computed: true }, occurrences: [occurrenceAt(unit, value.node, qualifiedName)],
  })];
}

/** A class bound as a tool: its fields are the tool's arguments. */
function classTool(assets: CodeAssets, value: ClassValue): string {
  const { unit, qualifiedName } = value.scope;
  const target = assets.context.project.targets[unit.file.target] ?? { index: 0, name: "", key: "" };
  const node = value.scope.class;
  return assets.context.sink.asset({
    kind: "tool", name: node?.name ?? qualifiedName, identity: localSymbol(target, unit.file, qualifiedName), scope: unit.file.scope, lifecycle: "declared",
    attributes: { schema: true }, occurrences: [occurrenceAt(unit, node ?? { line: 1, endLine: 1 }, qualifiedName)],
  });
}

/** A tool described as data: { type: "function", function: { name } }, { name, input_schema }, { key: { execute } }. */
function schemaTool(assets: CodeAssets, value: MapValue, at: Closed): readonly string[] {
  const { evaluator, project, sink } = assets.context;
  const text = (inner: Value, key: string): string | undefined => {
    const [found] = evaluator.step(inner, key);
    return found?.kind === "constant" && typeof found.value === "string" ? found.value : undefined;
  };
  const nested = evaluator.step(value, "function").flatMap((inner) => text(inner, "name") ?? []);
  const names = [...nested, ...(nested.length > 0 ? [] : [text(value, "name") ?? hostedTool(text(value, "type"))])].filter((name) => name !== undefined);
  const unit = at.frame.scope.unit;
  const target = project.targets[unit.file.target] ?? { index: 0, name: "", key: "" };
  return names.map((name) => sink.asset({
    kind: "tool", name, identity: localSymbol(target, unit.file, `tool:${name}`), scope: unit.file.scope, lifecycle: "declared",
    attributes: { schema: true }, occurrences: [occurrenceAt(unit, at.expression, name)],
  }));
}

/** Tools that the provider runs have a type and no name: { type: "web_search_preview" }. */
function hostedTool(type: string | undefined): string | undefined {
  return type === undefined || ["function", "object", "custom", "text", "tool"].includes(type) ? undefined : type;
}

/** `TavilySearch(max_results=5)` among the tools: a tool that a library brings. */
function externalTool(assets: CodeAssets, sighting: Sighting, value: ExternalValue, at: Closed): readonly string[] {
  const called = value.path.at(-1) === "()";
  const name = value.path.findLast((step) => step !== "()" && step !== "[]");
  if (!called || name === undefined || !/^[A-Z]\w+(?:Tool|Search|Retriever|Toolkit|Results|Run|Interpreter|API|Wrapper|Query)?$/.test(name) || value.module === "") return [];
  const unit = at.frame.scope.unit;
  const target = assets.context.project.targets[unit.file.target] ?? { index: 0, name: "", key: "" };
  if (/Agent|Model|LLM|Message|Prompt|Config/.test(name)) return [];
  return [assets.context.sink.asset({
    kind: "tool", name, identity: localSymbol(target, unit.file, `${sighting.frame.scope.qualifiedName}.${name}`), scope: unit.file.scope, lifecycle: "declared",
    attributes: { library: value.module }, occurrences: [occurrenceAt(unit, at.expression, name)],
  })];
}
