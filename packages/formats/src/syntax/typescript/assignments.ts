import type { Expression, Statement } from "../ir.ts";
import { otherAt } from "../lower-expressions.ts";
import { assignAt } from "../lower-statements.ts";
import type { ExpressionRule, LoweringContext, StatementRule } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { exportsOf } from "./common-js.ts";

/** Assignments as statements; used as values they are hoisted in front of the statement. */
export const assignmentStatements: readonly (readonly [string, StatementRule])[] = [
  ["assignment_expression", (node, context, into) => void lowerAssignment(node, context, into)],
  ["augmented_assignment_expression", (node, context, into) => into.push(lowerAugmented(node, context))],
  ["update_expression", (node, context, into) => into.push({ kind: "expression", value: lowerUpdate(node, context), ...node.span })],
];

export const assignmentExpressions: readonly (readonly [string, ExpressionRule])[] = [
  ["assignment_expression", lowerAssignmentValue],
  ["augmented_assignment_expression", lowerAugmentedValue],
  ["update_expression", lowerUpdate],
];

/** `a = b = value` is two statements that share the value. Returns the first target. */
function lowerAssignment(node: SyntaxNode, context: LoweringContext, into: Statement[]): Expression {
  const assignments: SyntaxNode[] = [node];
  let right = node.child("right");
  while (right?.type === "assignment_expression") {
    assignments.push(right);
    right = right.child("right");
  }
  const value = right && context.expression(right);
  let first: Expression | undefined;
  for (const assignment of assignments) {
    const target = context.inField(assignment, "left");
    first ??= target;
    const exported = value ? exportsOf(assignment, target, value) : [];
    into.push(...(exported.length > 0 ? exported : [assignAt(assignment, target, value)]));
  }
  return first ?? otherAt(node);
}

function lowerAugmented(node: SyntaxNode, context: LoweringContext): Statement {
  const op = (node.child("operator")?.type ?? "").replace(/=$/, "");
  return assignAt(node, context.inField(node, "left"), context.inField(node, "right"), { op });
}

function lowerAssignmentValue(node: SyntaxNode, context: LoweringContext): Expression {
  const statements: Statement[] = [];
  const target = lowerAssignment(node, context, statements);
  for (const statement of statements) context.hoist(statement);
  return target;
}

function lowerAugmentedValue(node: SyntaxNode, context: LoweringContext): Expression {
  const statement = lowerAugmented(node, context);
  context.hoist(statement);
  return statement.kind === "assign" ? statement.target : otherAt(node);
}

function lowerUpdate(node: SyntaxNode, context: LoweringContext): Expression {
  return otherAt(node, [context.inField(node, "argument")]);
}
