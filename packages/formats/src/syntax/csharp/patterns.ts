import type { Argument, Expression, Statement } from "../ir.ts";
import { binaryAt, callAt, choiceAt, listAt, nameAt, otherAt } from "../lower-expressions.ts";
import { assignAt, branchAt } from "../lower-statements.ts";
import type { ExpressionRule, LoweringContext, StatementRule } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { declaredType } from "./types.ts";

/** What patterns bind is collected here, to be assigned where the pattern has matched. */
type Bound = Statement[];

/** A pattern as the expression that it looks like: a value, a type, a call of a type with what its members match. */
function pattern(node: SyntaxNode, subject: Expression, bound: Bound, context: LoweringContext): Expression {
  const inner = (child: SyntaxNode | undefined, of: Expression = subject): Expression =>
    child === undefined ? otherAt(node) : pattern(child, of, bound, context);
  const name = node.child("name");
  const type = declaredType(node, context);
  if (name?.type === "identifier" && node.type.endsWith("_pattern")) bound.push(assignAt(node, nameAt(name), subject, { type }));
  switch (node.type) {
    case "constant_pattern":
    case "relational_pattern":
    case "parenthesized_pattern":
      return inner(node.namedChildren[0]);
    case "declaration_pattern":
    case "type_pattern":
    case "var_pattern":
      return type ?? otherAt(node);
    case "recursive_pattern": {
      const clauses = node.namedChildren.filter((child) => child.type.endsWith("_clause"));
      const args = clauses.flatMap((clause) => clause.namedChildren.map((child) => memberPattern(child, subject, bound, context)));
      return callAt(node, type ?? otherAt(node), args);
    }
    case "or_pattern":
      return choiceAt(node, [inner(node.child("left")), inner(node.child("right"))]);
    case "and_pattern":
      return binaryAt(node, "and", inner(node.child("left")), inner(node.child("right")));
    case "list_pattern":
      return listAt(
        node,
        node.namedChildren.map((child) => inner(child, otherAt(child, [subject]))),
      );
    case "negated_pattern":
      return otherAt(node, [inner(node.namedChildren[0])]);
    case "discard":
      return otherAt(node);
    default:
      return context.expression(node);
  }
}

function memberPattern(node: SyntaxNode, subject: Expression, bound: Bound, context: LoweringContext): Argument {
  const value = node.namedChildren.at(-1);
  const name = node.namedChildren.length > 1 ? node.namedChildren[0]?.text : undefined;
  const matched = value === undefined ? otherAt(node) : pattern(value, otherAt(node, [subject]), bound, context);
  return name === undefined ? { value: matched } : { name, value: matched };
}

function isPattern(node: SyntaxNode): boolean {
  return node.type.endsWith("_pattern") || node.type === "discard";
}

/** `x is Foo f`: f is bound in front. */
const isExpression: ExpressionRule = (node, context) => {
  const subject = context.inField(node, "expression");
  const bound: Bound = [];
  const found = node.child("pattern");
  const test = found === undefined ? otherAt(node) : pattern(found, subject, bound, context);
  for (const statement of bound) context.hoist(statement);
  return binaryAt(node, "is", subject, test);
};

/** `x switch { p when g => v, … }`. */
const switchExpression: ExpressionRule = (node, context) => {
  const [first, ...arms] = node.namedChildren;
  const subject = first === undefined ? otherAt(node) : context.expression(first);
  const options: Expression[] = [];
  for (const arm of arms) {
    const bound: Bound = [];
    const value = arm.namedChildren.at(-1);
    for (const child of arm.namedChildren) if (isPattern(child)) pattern(child, subject, bound, context);
    for (const statement of bound) context.hoist(statement);
    if (value !== undefined && value.type !== "throw_expression") options.push(context.expression(value));
  }
  return choiceAt(node, options, subject);
};

/** Sections with labels only fall through to the next one. */
const switchStatement: StatementRule = (node, context, into) => {
  const subject = context.inField(node, "value");
  const tests: Expression[] = [subject];
  const arms: Statement[][] = [];
  let exhaustive = false;
  let bound: Bound = [];
  for (const section of node.child("body")?.namedChildren ?? []) {
    const rest: SyntaxNode[] = [];
    if (section.has("default")) exhaustive = true;
    for (const child of section.namedChildren) {
      const test = tests.at(-1);
      if (isPattern(child)) tests.push(pattern(child, subject, bound, context));
      else if (child.type === "when_clause" && test !== undefined)
        tests[tests.length - 1] = binaryAt(child, "&&", test, context.expression(child.namedChildren[0] ?? child));
      else rest.push(child);
    }
    if (rest.length === 0) continue;
    arms.push([...bound, ...context.statements(rest)]);
    bound = [];
  }
  into.push(branchAt(node, "switch", tests, arms, exhaustive));
};

export const PATTERN_EXPRESSIONS: readonly (readonly [string, ExpressionRule])[] = [
  ["is_pattern_expression", isExpression],
  ["switch_expression", switchExpression],
];

export const PATTERN_STATEMENTS: readonly (readonly [string, StatementRule])[] = [["switch_statement", switchStatement]];
