import type { Expression, Statement } from "../ir.ts";
import { otherAt } from "../lower-expressions.ts";
import { assignAt, branchAt } from "../lower-statements.ts";
import type { LoweringContext, StatementRule } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";

/** Statements with blocks, except match. */
export const compoundStatements: readonly (readonly [string, StatementRule])[] = [
  ["if_statement", lowerIf],
  ["for_statement", lowerLoop],
  ["while_statement", lowerLoop],
  ["with_statement", lowerWith],
  ["try_statement", lowerTry],
];

function lowerIf(node: SyntaxNode, context: LoweringContext, into: Statement[]): void {
  const tests: Expression[] = [];
  const arms: Statement[][] = [];
  const outerTypeOnly = context.typeOnly;
  const condition = node.child("condition");
  tests.push(context.inField(node, "condition"));
  context.typeOnly = outerTypeOnly || (condition !== undefined && isTypeChecking(condition));
  arms.push(context.block(node.child("consequence")));
  context.typeOnly = outerTypeOnly;
  let exhaustive = false;
  for (const alternative of node.childrenIn("alternative")) {
    if (alternative.type === "else_clause") exhaustive = true;
    else tests.push(context.inField(alternative, "condition"));
    arms.push(context.block(alternative.child("consequence") ?? alternative.child("body")));
  }
  into.push(branchAt(node, "if", tests, arms, exhaustive));
}

/** `if TYPE_CHECKING:` and `if typing.TYPE_CHECKING:`. */
function isTypeChecking(condition: SyntaxNode): boolean {
  const name = condition.type === "attribute" ? condition.child("attribute") : condition;
  return name?.type === "identifier" && name.text === "TYPE_CHECKING";
}

/** The else part of a loop runs after it, unless it was left. */
function lowerLoop(node: SyntaxNode, context: LoweringContext, into: Statement[]): void {
  const target = context.optionalInField(node, "left");
  const iterable = context.optionalInField(node, "right");
  const test = context.optionalInField(node, "condition");
  into.push({
    kind: "loop",
    ...(target && { target }),
    ...(iterable && { iterable }),
    ...(test && { test }),
    body: context.block(node.child("body")),
    ...node.span,
  });
  const alternative = node.child("alternative");
  if (alternative) into.push(branchAt(alternative, "if", [], [context.block(alternative.child("body"))], false));
}

function lowerWith(node: SyntaxNode, context: LoweringContext, into: Statement[]): void {
  const clause = node.first("with_clause");
  const items = (clause?.namedChildren ?? []).map((item) => {
    const value = item.child("value") ?? item;
    return value.type === "as_pattern" ? lowerAs(value, context) : { value: context.expression(value) };
  });
  into.push({ kind: "with", items, body: context.block(node.child("body")), ...node.span });
}

/** `value as target`. */
function lowerAs(node: SyntaxNode, context: LoweringContext): { value: Expression; target?: Expression } {
  const [value] = node.namedChildren;
  const target = context.optionalInField(node, "alias");
  return { value: value ? context.expression(value) : otherAt(node), ...(target && { target }) };
}

function lowerTry(node: SyntaxNode, context: LoweringContext, into: Statement[]): void {
  const body = context.block(node.child("body"));
  const otherwise = node.first("else_clause");
  if (otherwise) body.push(...context.block(otherwise.child("body")));
  const tests: Expression[] = [];
  const arms: Statement[][] = [body];
  for (const handler of node.children) {
    if (handler.type === "except_clause" || handler.type === "except_group_clause") arms.push(lowerHandler(handler, tests, context));
  }
  into.push(branchAt(node, "try", tests, arms, true));
  into.push(...context.block(node.first("finally_clause")?.first("block")));
}

function lowerHandler(node: SyntaxNode, tests: Expression[], context: LoweringContext): Statement[] {
  const arm: Statement[] = [];
  for (const caught of node.childrenIn("value")) {
    const { value, target } = caught.type === "as_pattern" ? lowerAs(caught, context) : { value: context.expression(caught) };
    tests.push(value);
    if (target) arm.push(assignAt(caught, target, otherAt(caught, [value])));
  }
  arm.push(...context.block(node.first("block")));
  return arm;
}
