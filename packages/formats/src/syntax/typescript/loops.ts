import type { Statement } from "../ir.ts";
import type { LoweringContext, StatementRule } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { bodyOf } from "./statements.ts";

export const loopStatements: readonly (readonly [string, StatementRule])[] = [
  ["for_in_statement", lowerForIn],
  ["for_statement", lowerFor],
  ["while_statement", lowerWhile],
  ["do_statement", lowerWhile],
];

/** for … of and for … in. */
function lowerForIn(node: SyntaxNode, context: LoweringContext, into: Statement[]): void {
  into.push({
    kind: "loop",
    target: context.inField(node, "left"),
    iterable: context.inField(node, "right"),
    body: bodyOf(node.child("body"), context),
    ...node.span,
  });
}

/** The initializer stands in front, the increment ends the body. */
function lowerFor(node: SyntaxNode, context: LoweringContext, into: Statement[]): void {
  const initializer = node.child("initializer");
  if (initializer) into.push(...context.statements([initializer]));
  const condition = node.children.find((child) => child.field === "condition" && child.named && child.type !== "empty_statement");
  const test = condition && context.expression(condition);
  const increment = node.child("increment");
  into.push({
    kind: "loop",
    ...(test && { test }),
    body: [...bodyOf(node.child("body"), context), ...(increment ? context.statements([increment]) : [])],
    ...node.span,
  });
}

function lowerWhile(node: SyntaxNode, context: LoweringContext, into: Statement[]): void {
  const test = context.optionalInField(node, "condition");
  into.push({ kind: "loop", ...(test && { test }), body: bodyOf(node.child("body"), context), ...node.span });
}
