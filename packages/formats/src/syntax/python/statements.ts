import type { Expression, Statement } from "../ir.ts";
import { callAt, nameAt, otherAt } from "../lower-expressions.ts";
import { expressionStatement, returnAt } from "../lower-statements.ts";
import type { LoweringContext, StatementRule } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";

const nothing: StatementRule = () => undefined;

/** Statements of one line. */
export const simpleStatements: readonly (readonly [string, StatementRule])[] = [
  ["expression_statement", lowerExpressionStatement],
  ["return_statement", (node, context, into) => into.push(returnAt(node, onlyChild(node, context)))],
  ["delete_statement", lowerOperands],
  ["assert_statement", lowerOperands],
  ["raise_statement", lowerOperands],
  ["print_statement", (node, context, into) => lowerPythonTwo(node, "print", context, into)],
  ["exec_statement", (node, context, into) => lowerPythonTwo(node, "exec", context, into)],
  ["global_statement", lowerOuterNames],
  ["nonlocal_statement", lowerOuterNames],
  ["pass_statement", nothing],
  ["break_statement", nothing],
  ["continue_statement", nothing],
];

function lowerExpressionStatement(node: SyntaxNode, context: LoweringContext, into: Statement[]): void {
  const children = node.namedChildren;
  const [first] = children;
  if (first && (first.type === "assignment" || first.type === "augmented_assignment")) {
    into.push(...context.statements(children));
    return;
  }
  if (first?.type === "yield" && children.length === 1) {
    if (context.scope) context.scope.generator = true;
    into.push(returnAt(node, onlyChild(first, context), true));
    return;
  }
  // `a, b` without brackets has its items as children.
  for (const child of children) into.push(expressionStatement(node, context.expression(child)));
}

function onlyChild(node: SyntaxNode, context: LoweringContext): Expression | undefined {
  const [child] = node.namedChildren;
  return child && context.expression(child);
}

/** Keeps what is called in the operands of del, assert and raise. */
function lowerOperands(node: SyntaxNode, context: LoweringContext, into: Statement[]): void {
  into.push(expressionStatement(node, otherAt(node, context.expressions(node.namedChildren))));
}

/** `print "x"` and `exec code` of Python 2 are calls. */
function lowerPythonTwo(node: SyntaxNode, name: string, context: LoweringContext, into: Statement[]): void {
  const args = node.namedChildren.map((child) => ({ value: context.expression(child) }));
  into.push(expressionStatement(node, callAt(node, nameAt(node, name), args)));
}

function lowerOuterNames(node: SyntaxNode, context: LoweringContext): void {
  context.scope?.outerNames.push(...node.namedChildren.map((name) => name.text));
}
