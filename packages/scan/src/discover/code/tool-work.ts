import type { Expression, Span, Statement } from "@castellan/formats";
import type { Scope } from "../../resolve/scope.ts";
import { genericFrame } from "../../resolve/value.ts";
import type { Emitted } from "./emit.ts";
import type { Linker } from "./link.ts";
import type { CodeAssets, DescribedTool } from "./registry.ts";

/*
 * A tool that is described as data says nothing of what it does. The program that runs it picks the function by the
 * name: in a comparison (`if name == "search": …`), a switch, a table (`{"search": search}`), or by calling it the same.
 */

/** The lines of a function that run where a name was asked for. */
interface Arm {
  readonly scope: Scope;
  readonly span: Span;
}

/** Relates tools to what the functions behind them use. */
export function linkToolWork(assets: CodeAssets, linker: Linker): void {
  for (const sighting of assets.sightings.all)
    for (const asset of assets.of(sighting))
      if (asset.kind === "tool" && asset.emission.body === undefined && sighting.subject === undefined)
        assets.keepTool(asset.id, asset.name, sighting.unit);
  const tools = [...assets.described.values()];
  if (tools.length === 0) return;
  const open = new Set(tools.filter(({ bodies }) => bodies.size === 0).map(({ tool }) => tool.name));
  const arms = armsByName(assets, open);
  const tables = functionsByName(assets, open);
  for (const { tool, unit, bodies } of tools) {
    for (const body of bodies) linker.holdBody(tool, body);
    if (bodies.size > 0) continue;
    const own: readonly Arm[] = nearest(assets, unit, arms.get(tool.name) ?? []);
    for (const { scope, span } of own) linker.holdBody(tool, scope, span);
    if (own.length > 0) continue;
    const held = nearest(
      assets,
      unit,
      (tables.get(tool.name) ?? []).map((scope) => ({ scope })),
    );
    for (const { scope } of held) linker.holdBody(tool, scope);
    if (held.length === 0) for (const scope of namesake(assets, tool, unit)) linker.holdBody(tool, scope);
  }
}

/** What stands in the file of the tool, else in its project. */
function nearest<T extends { readonly scope: Scope }>(assets: CodeAssets, unit: DescribedTool["unit"], all: readonly T[]): readonly T[] {
  const own = all.filter(({ scope }) => scope.unit === unit);
  if (own.length > 0) return own;
  const { project } = assets.context;
  const root = project.rootOf(unit.file);
  return all.filter(
    ({ scope: { unit: other } }) =>
      other.file.target === unit.file.target && other.file.scope === unit.file.scope && project.rootOf(other.file) === root,
  );
}

/** Functions of the tool's own file that bear its name: `get_weather` or `getWeather`. */
function namesake(assets: CodeAssets, tool: Emitted, unit: DescribedTool["unit"]): readonly Scope[] {
  const { evaluator } = assets.context;
  const { module } = evaluator.program.tree(unit);
  const span = { line: 1, endLine: 1 };
  return [tool.name, tool.name.replace(/[_-](\w)/g, (_, letter: string) => letter.toUpperCase())]
    .filter((name) => module.bindings.has(name))
    .flatMap((name) => evaluator.evaluate({ kind: "name", name, ...span }, genericFrame(module)))
    .flatMap((value) => (value.kind === "function" ? [value.scope] : []));
}

/** `{"search": search_papers}`, `new Map([["search", searchPapers]])`: functions by the name of a tool. */
function functionsByName(assets: CodeAssets, names: ReadonlySet<string>): ReadonlyMap<string, readonly Scope[]> {
  const { evaluator } = assets.context;
  const found = new Map<string, Scope[]>();
  const look = (scope: Scope, key: string | undefined, value: Expression): void => {
    if (key === undefined || !names.has(key)) return;
    for (const made of evaluator.evaluate(value, genericFrame(scope)))
      if (made.kind === "function") found.set(key, [...(found.get(key) ?? []), made.scope]);
  };
  for (const scope of evaluator.program.scopes()) {
    for (const bindings of scope.bindings.values())
      for (const { source } of bindings)
        if (source.kind === "value" && source.path.length === 0 && source.value.kind === "map")
          for (const { key, value } of source.value.entries) look(scope, key?.kind === "string" ? key.value : undefined, value);
    for (const { key, value } of scope.put) look(scope, key, value);
  }
  return found;
}

/** The arms of comparisons and switches that ask for the name of a tool. */
function armsByName(assets: CodeAssets, names: ReadonlySet<string>): ReadonlyMap<string, readonly Arm[]> {
  const found = new Map<string, Arm[]>();
  if (names.size === 0) return found;
  for (const scope of assets.context.evaluator.program.scopes()) {
    if (scope.function === undefined) continue;
    const visit = (statements: readonly Statement[]): void => {
      for (const statement of statements) {
        if (statement.kind === "loop" || statement.kind === "with") visit(statement.body);
        if (statement.kind !== "branch") continue;
        const labels = statement.form === "switch" ? statement.tests.slice(1) : statement.form === "if" ? statement.tests : [];
        for (const [index, arm] of statement.arms.entries()) {
          const label = labels[index];
          const [first, last] = [arm[0], arm.at(-1)];
          if (label !== undefined && first !== undefined && last !== undefined)
            for (const name of asked(label, names)) {
              const span = { line: first.line, endLine: last.endLine, ...(first.cell === undefined ? {} : { cell: first.cell }) };
              found.set(name, [...(found.get(name) ?? []), { scope, span }]);
            }
          visit(arm);
        }
      }
    };
    visit(scope.function.body);
  }
  return found;
}

/** Names that a test compares with: `name == "a"`, `request.params.name === "a"`, `name in ("a", "b")`, `case "a"`. */
function asked(test: Expression, names: ReadonlySet<string>): readonly string[] {
  if (test.kind === "string") return names.has(test.value) ? [test.value] : [];
  if (test.kind === "other") return test.children.flatMap((child) => asked(child, names));
  if (test.kind === "binary") return [...asked(test.left, names), ...asked(test.right, names)];
  return test.kind === "list" ? test.items.flatMap((item) => asked(item, names)) : [];
}
