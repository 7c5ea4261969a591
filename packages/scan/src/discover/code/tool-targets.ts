import type { Evaluator } from "../../resolve/evaluate.ts";
import type { CallExpression, Scope } from "../../resolve/scope.ts";
import type { ClassValue, Closed, ConstantValue, ExternalValue, Frame, FunctionValue, MapValue, Value } from "../../resolve/value.ts";
import { localSymbol } from "../identity/index.ts";
import { occurrenceAt } from "./places.ts";
import type { CodeAssets } from "./registry.ts";
import { keyText } from "./selectors.ts";
import type { Sighting } from "./sighting.ts";

/* Tools that no call of their own makes: functions, classes, descriptions, names and objects among the tools of an agent. */

/** Libraries whose agents bring tools of their own, which are allowed by name: `allowed_tools=["Bash", "Read"]`. */
export const BUILT_IN: ReadonlySet<string> = new Set(["claude-agent-sdk"]);

export function builtInTool(assets: CodeAssets, sighting: Sighting, text: string, at: Closed): readonly string[] {
  // `Bash(git:*)` is Bash within limits; `mcp__email__search` is a tool of a server.
  const name = /^([A-Z][A-Za-z]+)(?:\(.*\))?$/.exec(text)?.[1];
  if (name === undefined) return [];
  const { unit } = at.frame.scope;
  const target = assets.context.project.targets[unit.file.target] ?? { index: 0, name: "", key: "" };
  return [
    assets.context.sink.asset({
      kind: "tool",
      name,
      identity: localSymbol(target, unit.file, `tool:${name}`),
      scope: unit.file.scope,
      lifecycle: "declared",
      attributes: { library: sighting.library.id, hosted: true },
      occurrences: [occurrenceAt(unit, at.expression, name)],
    }),
  ];
}

/** A function handed over as a tool. */
export function functionTool(assets: CodeAssets, value: FunctionValue): string {
  const unit = value.scope.unit;
  const target = assets.context.project.targets[unit.file.target] ?? { index: 0, name: "", key: "" };
  const name = value.node.name === "" ? value.scope.qualifiedName : value.node.name;
  const id = assets.context.sink.asset({
    kind: "tool",
    name,
    identity: localSymbol(target, unit.file, value.scope.qualifiedName),
    scope: unit.file.scope,
    lifecycle: "declared",
    attributes: value.node.doc === undefined ? {} : { description: value.node.doc.slice(0, 200) },
    occurrences: [occurrenceAt(unit, value.node, value.scope.qualifiedName)],
  });
  assets.keepTool(id, name, unit, [value.scope]);
  return id;
}

/** A class bound as a tool: its fields are the tool's arguments. */
export function classTool(assets: CodeAssets, value: ClassValue): string {
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
export function schemaTool(assets: CodeAssets, value: MapValue, at: Closed): readonly string[] {
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
    const id = sink.asset({
      kind: label === undefined ? "tool" : "mcp-server",
      name,
      identity: localSymbol(target, unit.file, `${label === undefined ? "tool" : "mcp"}:${name}`),
      scope: unit.file.scope,
      lifecycle: "declared",
      attributes: label === undefined ? { schema: true } : { role: "remote", ...(url === undefined ? {} : { url: String(url.value) }) },
      occurrences: [occurrenceAt(unit, elsewhere ? found.span : at.expression, name)],
    });
    if (label === undefined) assets.keepTool(id, name, unit, workOf(evaluator, value));
    return id;
  });
}

/** Keys under which a tool that is described as data brings the function that does its work. */
const WORK_KEYS = ["execute", "function", "func", "handler", "run", "callback", "invoke", "implementation"];

function workOf(evaluator: Evaluator, value: Value): readonly Scope[] {
  return WORK_KEYS.flatMap((key) => evaluator.step(value, key)).flatMap((found) => (found.kind === "function" ? [found.scope] : []));
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
    const id = sink.asset({
      kind: "tool",
      name,
      identity: localSymbol(target, unit.file, `tool:${name}`),
      scope: unit.file.scope,
      lifecycle: "declared",
      attributes: { schema: true },
      occurrences: [occurrenceAt(unit, entry.value.expression, name)],
    });
    const work = values.filter(isTool).flatMap((inner) => workOf(evaluator, inner));
    assets.keepTool(id, name, unit, work);
    return [id];
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

/** `strands_tools`, `google.adk.tools`: modules that hold tools and little else. */
const TOOL_MODULE = /(?:^|[._])tools$/;
/** Modules of the languages themselves: what they make is no tool of an agent. */
const PLAIN_MODULES: ReadonlySet<string> = new Set(
  "typing builtins collections collections.abc contextlib asyncio functools threading datetime pathlib uuid logging queue json re os".split(
    " ",
  ),
);

/** `TavilySearch(max_results=5)` among the tools: a tool that a library brings. */
export function externalTool(assets: CodeAssets, sighting: Sighting, value: ExternalValue, at: Closed): readonly string[] {
  const declared = declaredName(assets, value);
  if (declared !== undefined) return [namedTool(assets, declared, at)];
  const declarations = declaredFunctions(assets, value);
  if (declarations.length > 0) return declarations;
  // An annotation names a type, not a tool that was made.
  if (
    value.annotated === true ||
    /(?:Param|Params|Parameters|Union|Options|Config|Type)$/.test(value.path.findLast((step) => step !== "()") ?? "") ||
    PLAIN_MODULES.has(value.module)
  )
    return [];
  const called = value.path.at(-1) === "()";
  const name = value.path.findLast((step) => step !== "()" && step !== "[]");
  // `from strands_tools import calculator`: a function of a module of tools, handed over as it is.
  const ready =
    !called &&
    value.path.every((step) => /^[a-z]\w*$/.test(step)) &&
    TOOL_MODULE.test([value.module, ...value.path.slice(0, -1)].join("."));
  if (
    !(called || ready) ||
    name === undefined ||
    !(ready || /^[A-Z]\w+(?:Tool|Search|Retriever|Toolkit|Results|Run|Interpreter|API|Wrapper|Query)?$/.test(name)) ||
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
