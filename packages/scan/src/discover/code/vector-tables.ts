import { type Expression, readSql } from "@castellan/formats";
import { assetId } from "@castellan/graph";
import { type CallExpression, isSelf, type Scope } from "../../resolve/scope.ts";
import { genericFrame } from "../../resolve/value.ts";
import { occurrenceAt } from "./places.ts";
import type { CodeAssets } from "./registry.ts";

const CREATES = /\bcreate\s+(?:unlogged\s+)?table\b/i;
/** Methods that run SQL or name a table. */
const RUNS_SQL =
  /^(?:execute\w*|exec\w*|query\w*|run|text|raw|sql|prepare|read_sql\w*|fetch\w*|table|from|from_|rpc|unsafe|\$queryRaw\w*)$/i;

/**
 * Tables with a vector column: pgvector and its kin are a vector store inside of an ordinary database. They are
 * declared by CREATE TABLE in SQL or in a text of the code, or by a mapped class with a Vector column.
 */
export function discoverVectorTables(assets: CodeAssets): void {
  mappedClasses(assets);
  declaredTables(assets);
  const names = tableNames(assets);
  if (names.size === 0) return;
  const searches = searchedTables(assets, names);
  for (const scope of assets.context.evaluator.program.scopes()) tableUses(assets, scope, names, searches);
}

/** Functions of the database that search a vector table → that table. */
function searchedTables(assets: CodeAssets, names: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const searches = assets.context.project.files.flatMap((file) => file.facts.sql?.searches ?? []);
  return new Map(
    searches.flatMap(({ name, tables }) => {
      const table = tables.find((candidate) => names.has(candidate));
      return table === undefined ? [] : [[name, table] as const];
    }),
  );
}

function declaredTables(assets: CodeAssets): void {
  for (const scope of assets.context.evaluator.program.scopes()) {
    for (const { call } of scope.calls) {
      for (const argument of call.arguments) {
        if (!mayCreate(argument.value, call)) continue;
        for (const value of assets.context.evaluator.evaluate(argument.value, genericFrame(scope))) {
          if (value.kind === "constant" && typeof value.value === "string" && value.value.length > 20) {
            for (const { name } of readSql(value.value).vectorTables)
              declare(assets, scope, name, value.span.line >= 1 && value.unit === scope.unit ? value.span : call);
          }
        }
      }
    }
  }
}

/** `class Item(Base): __tablename__ = "items"; embedding = mapped_column(Vector(1024))` */
function mappedClasses(assets: CodeAssets): void {
  const { evaluator } = assets.context;
  for (const scope of evaluator.program.scopes()) {
    if (scope.class === undefined) continue;
    const columns = scope.calls.some(
      ({ call }) => assets.sightings.ofCall.get(call)?.some((sighting) => sighting.entry.act === "vector-column") === true,
    );
    if (!columns) continue;
    const [table] = scope.bindings.get("__tablename__") ?? scope.bindings.get("table_name") ?? [];
    const [value] = table === undefined ? [] : evaluator.fromBindings([table], genericFrame(scope), undefined);
    const name = value?.kind === "constant" && typeof value.value === "string" ? value.value : scope.class.name;
    const id = declare(assets, scope, name, scope.class);
    if (id !== undefined) assets.assign(scope, { id, kind: "vector-store", name, emission: { kind: "vector-store" } });
  }
}

/** A text that creates a table, or a name that is run as SQL. */
function mayCreate(expression: Expression, call: CallExpression): boolean {
  if (expression.kind === "string") return CREATES.test(expression.value);
  if (expression.kind === "template") return expression.parts.some((part) => part.kind === "string" && CREATES.test(part.value));
  return expression.kind === "name" && mayUse(call);
}

function mayUse(call: CallExpression): boolean {
  return call.callee.kind === "member" ? RUNS_SQL.test(call.callee.name) : call.callee.kind === "name" && RUNS_SQL.test(call.callee.name);
}

/** Vector tables of the scan by name, from code and from SQL files. */
function tableNames(assets: CodeAssets): ReadonlyMap<string, string> {
  const { project } = assets.context;
  const names = new Map<string, string>();
  for (const [name, id] of assets.tables) names.set(name, id);
  for (const file of project.files) {
    const target = project.targets[file.target];
    for (const table of file.facts.sql?.vectorTables ?? [])
      if (target !== undefined) names.set(table.name, assetId("vector-store", `table:${target.key}:${table.name}`));
  }
  return names;
}

/** `.table("docs").insert(…)`, `.rpc("match_docs")`, `execute("SELECT … FROM docs")` */
function tableUses(assets: CodeAssets, scope: Scope, names: ReadonlyMap<string, string>, searches: ReadonlyMap<string, string>): void {
  const { evaluator } = assets.context;
  for (const { call } of scope.calls) {
    if (!mayUse(call)) continue;
    for (const argument of call.arguments.slice(0, 2)) {
      if (argument.value.kind !== "string" && argument.value.kind !== "template" && argument.value.kind !== "name") continue;
      for (const value of evaluator.evaluate(argument.value, genericFrame(scope))) {
        if (value.kind !== "constant" || typeof value.value !== "string") continue;
        for (const [name, id] of names) {
          const use = searches.get(value.value) === name ? "reads" : useOf(value.value, name, scope, call);
          if (use !== undefined) assets.keepUse(scope, { id, kind: "vector-store", name, emission: { kind: "vector-store", use } });
        }
      }
    }
  }
}

function useOf(text: string, name: string, scope: Scope, call: CallExpression): "reads" | "writes_to" | undefined {
  if (text === name)
    return scope.calls.some(
      (other) =>
        other.call.callee.kind === "member" &&
        /^(?:insert|upsert|update|delete)$/.test(other.call.callee.name) &&
        other.call.callee.object === call,
    )
      ? "writes_to"
      : "reads";
  if (text === `match_${name}`) return "reads";
  if (text.length < name.length + 6 || !text.includes(name)) return undefined;
  if (new RegExp(`\\b(?:INSERT\\s+INTO|UPDATE|DELETE\\s+FROM|UPSERT\\s+INTO)\\s+["\\w.]*\\b${name}\\b`, "i").test(text)) return "writes_to";
  return new RegExp(`\\b(?:FROM|JOIN)\\s+["\\w.]*\\b${name}\\b`, "i").test(text) ? "reads" : undefined;
}

function declare(
  assets: CodeAssets,
  scope: Scope,
  name: string,
  span: { readonly line: number; readonly endLine: number; readonly cell?: number },
): string | undefined {
  const { project, sink } = assets.context;
  const target = project.targets[scope.unit.file.target];
  if (target === undefined || isSelf(name)) return undefined;
  const id = sink.asset({
    kind: "vector-store",
    name,
    identity: { key: `table:${target.key}:${name}` },
    scope: scope.unit.file.scope,
    lifecycle: "declared",
    attributes: { technology: "pgvector", table: true },
    occurrences: [occurrenceAt(scope.unit, span, name)],
  });
  assets.tables.set(name, id);
  return id;
}
