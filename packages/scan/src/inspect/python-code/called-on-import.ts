import type { Expression, Statement } from "@castellan/formats";
import { childrenOf } from "./expressions.ts";

const DEPTH = 60;

/** Functions of a module that run when it is imported: called at its top, or by functions that are. */
export function calledOnImport(body: readonly Statement[]): ReadonlySet<string> {
  const bodies = new Map<string, readonly Statement[]>();
  for (const statement of body) if (statement.kind === "function") bodies.set(statement.function.name, statement.function.body);
  const called = new Set<string>();
  const open: (readonly Statement[])[] = [body];
  for (let statements = open.pop(); statements !== undefined; statements = open.pop()) {
    for (const name of calledIn(statements, 0)) {
      if (called.has(name)) continue;
      called.add(name);
      const inner = bodies.get(name);
      if (inner !== undefined) open.push(inner);
    }
  }
  return called;
}

/** Names called in statements as they run; functions that are only defined there are left out. */
function* calledIn(statements: readonly Statement[], depth: number): Generator<string> {
  if (depth > DEPTH) return;
  for (const statement of statements) {
    for (const expression of expressionsOf(statement)) yield* calledBy(expression, depth + 1);
    if (statement.kind === "branch") for (const arm of statement.arms) yield* calledIn(arm, depth + 1);
    else if (statement.kind === "loop" || statement.kind === "with") yield* calledIn(statement.body, depth + 1);
    else if (statement.kind === "class") yield* calledIn(statement.class.body, depth + 1);
  }
}

function expressionsOf(statement: Statement): readonly Expression[] {
  switch (statement.kind) {
    case "assign":
    case "return":
      return statement.value === undefined ? [] : [statement.value];
    case "expression":
    case "export":
      return [statement.value];
    case "loop":
      return statement.iterable === undefined ? [] : [statement.iterable];
    case "with":
      return statement.items.map(({ value }) => value);
    case "branch":
      return statement.tests;
    default:
      return [];
  }
}

function* calledBy(expression: Expression, depth: number): Generator<string> {
  if (depth > DEPTH) return;
  if (expression.kind === "call" && expression.callee.kind === "name") yield expression.callee.name;
  for (const child of childrenOf(expression)) yield* calledBy(child, depth + 1);
}
