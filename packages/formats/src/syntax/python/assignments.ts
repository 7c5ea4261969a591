import type { Expression, Statement } from "../ir.ts";
import { assignAt } from "../lower-statements.ts";
import type { LoweringContext, StatementRule } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";

export const assignmentStatements: readonly (readonly [string, StatementRule])[] = [
  ["assignment", lowerAssignment],
  ["augmented_assignment", lowerAugmented],
  ["type_alias_statement", lowerTypeAlias],
];

/** `a = b = value` is two statements, in source order, that share the value. */
function lowerAssignment(node: SyntaxNode, context: LoweringContext, into: Statement[]): void {
  const assignments: SyntaxNode[] = [node];
  let right = node.child("right");
  while (right?.type === "assignment") {
    assignments.push(right);
    right = right.child("right");
  }
  const value = right?.type === "augmented_assignment" ? undefined : right && context.expression(right);
  if (right?.type === "augmented_assignment") lowerAugmented(right, context, into);
  for (const assignment of assignments) {
    into.push(assignAt(assignment, context.inField(assignment, "left"), value, { type: context.optionalInField(assignment, "type") }));
  }
}

function lowerAugmented(node: SyntaxNode, context: LoweringContext, into: Statement[]): void {
  const op = (node.child("operator")?.type ?? "").replace(/=$/, "");
  into.push(assignAt(node, context.inField(node, "left"), context.inField(node, "right"), { op }));
}

/** `type Name[T] = value`: an assignment of the type to the name, without its parameters. */
function lowerTypeAlias(node: SyntaxNode, context: LoweringContext, into: Statement[]): void {
  const target = context.inField(node, "left");
  into.push(assignAt(node, withoutParameters(target), context.inField(node, "right")));
}

function withoutParameters(target: Expression): Expression {
  return target.kind === "index" ? target.object : target;
}
