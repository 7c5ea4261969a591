import type { JinjaExpression, JinjaStatement } from "@castellan/formats";

/** Where an expression stands. */
export type Role =
  /** Its value is put out, and nothing else is done with it. */
  | "output"
  /** It is compared with something, itself or as an item of a list that is. */
  | "compared"
  /** It is the function that is called. */
  | "callee"
  | "used";

type Visitor = (expression: JinjaExpression, role: Role) => void;

const COMPARISONS: ReadonlySet<string> = new Set(["==", "!=", "in", "<", "<=", ">", ">="]);

/** Every expression of a statement, without those of statements inside. */
export function expressionsOf(statement: JinjaStatement): readonly JinjaExpression[] {
  switch (statement.kind) {
    case "output":
    case "do":
      return [statement.value];
    case "set":
      return present([statement.target.kind === "name" ? undefined : statement.target, statement.value, statement.filter]);
    case "for":
      return present([statement.over, statement.test]);
    case "if":
      return statement.branches.map((branch) => branch.test);
    case "macro":
      return present(statement.parameters.map(({ value }) => value));
    case "call-block":
      return [statement.call, ...present(statement.parameters.map(({ value }) => value))];
    case "filter-block":
      return [statement.filter];
    case "with":
      return statement.values.map(({ value }) => value);
    case "import":
      return [statement.template];
    case "block":
      return statement.values;
    default:
      return [];
  }
}

/** Statements in a statement. */
export function bodiesOf(statement: JinjaStatement): readonly (readonly JinjaStatement[])[] {
  if (statement.kind === "if") return [...statement.branches.map(({ body }) => body), statement.otherwise];
  if (statement.kind === "for") return [statement.body, statement.otherwise];
  return "body" in statement ? [statement.body] : [];
}

/** Visits every statement, outer ones first, in the order of the text. */
export function eachStatement(template: readonly JinjaStatement[], visit: (statement: JinjaStatement) => void): void {
  for (const statement of template) {
    visit(statement);
    for (const body of bodiesOf(statement)) eachStatement(body, visit);
  }
}

/** Visits an expression and all in it; without recursion, as chains of accesses may be long. */
export function eachExpression(root: JinjaExpression, role: Role, visit: Visitor): void {
  const open: { readonly expression: JinjaExpression; readonly role: Role }[] = [{ expression: root, role }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    visit(next.expression, next.role);
    for (const part of partsOf(next.expression, next.role)) open.push(part);
  }
}

function partsOf(expression: JinjaExpression, role: Role): readonly { readonly expression: JinjaExpression; readonly role: Role }[] {
  const used = (parts: readonly (JinjaExpression | undefined)[]) =>
    present(parts).map((part) => ({ expression: part, role: "used" as const }));
  switch (expression.kind) {
    case "list":
    case "tuple":
      return expression.items.map((item) => ({ expression: item, role: role === "compared" ? role : "used" }));
    case "dict":
      return used(expression.entries.flat());
    case "attribute":
      return used([expression.object]);
    case "item":
      return used([expression.object, expression.index]);
    case "slice":
      return used(expression.parts);
    case "call":
      return [{ expression: expression.callee, role: "callee" }, ...used(argumentsOf(expression))];
    case "filter":
      return used([expression.operand, ...argumentsOf(expression)]);
    case "test":
      return [expression.operand, ...argumentsOf(expression)].map((part) => ({ expression: part, role: "compared" }));
    case "operation":
      return expression.operands.map((part) => ({ expression: part, role: COMPARISONS.has(expression.operator) ? "compared" : "used" }));
    case "condition":
      return [
        ...used([expression.test]),
        ...present([expression.whenTrue, expression.otherwise]).map((part) => ({
          expression: part,
          role: role === "output" ? role : ("used" as const),
        })),
      ];
    default:
      return [];
  }
}

/** All arguments of a call, filter or test, whatever their form. */
export function argumentsOf(expression: Extract<JinjaExpression, { kind: "call" | "filter" | "test" }>): readonly JinjaExpression[] {
  const { positional, keywords, spread } = expression.arguments;
  return [...positional, ...keywords.map(({ value }) => value), ...spread];
}

function present<T>(items: readonly (T | undefined)[]): readonly T[] {
  return items.filter((item) => item !== undefined);
}
