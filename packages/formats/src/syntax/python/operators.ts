import type { Expression } from "../ir.ts";
import { binaryAt, choiceAt, nameAt, numberAt, otherAt } from "../lower-expressions.ts";
import { assignAt } from "../lower-statements.ts";
import type { ExpressionRule, LoweringContext } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";

export const operatorExpressions: readonly (readonly [string, ExpressionRule])[] = [
  ["binary_operator", (node, context) => binaryAt(node, operatorOf(node), context.inField(node, "left"), context.inField(node, "right"))],
  ["boolean_operator", lowerBoolean],
  ["conditional_expression", lowerConditional],
  ["unary_operator", lowerUnary],
  ["named_expression", lowerWalrus],
  ["await", (node, context) => unwrapped(node, context)],
  ["parenthesized_expression", (node, context) => unwrapped(node, context)],
  ["yield", lowerYield],
];

function operatorOf(node: SyntaxNode): string {
  return node.child("operator")?.type ?? "";
}

/** `a or b or c` is one choice of three; `and` is a binary. */
function lowerBoolean(node: SyntaxNode, context: LoweringContext): Expression {
  const left = context.inField(node, "left");
  const right = context.inField(node, "right");
  if (operatorOf(node) === "and") return binaryAt(node, "and", left, right);
  const options = [left, right].flatMap((side) => (side.kind === "choice" && side.test === undefined ? side.options : [side]));
  return choiceAt(node, options);
}

/** `value if test else alternative`. */
function lowerConditional(node: SyntaxNode, context: LoweringContext): Expression {
  const [value, test, alternative] = node.namedChildren;
  if (!value || !test || !alternative) return otherAt(node, context.expressions(node.namedChildren));
  const options = [context.expression(value), context.expression(alternative)];
  return choiceAt(node, options, context.expression(test));
}

function lowerUnary(node: SyntaxNode, context: LoweringContext): Expression {
  const value = context.inField(node, "argument");
  if (value.kind === "number" && operatorOf(node) === "-") return numberAt(node, -value.value);
  return otherAt(node, [value]);
}

/** `(n := value)` is an assignment in front of the statement, and the name here. */
function lowerWalrus(node: SyntaxNode, context: LoweringContext): Expression {
  const target = node.child("name");
  const value = node.child("value");
  if (!target || !value) return otherAt(node, context.expressions(node.namedChildren));
  context.hoist(assignAt(node, nameAt(target), context.expression(value)));
  return nameAt(target);
}

/** A single child in brackets or behind a keyword is the child itself. */
function unwrapped(node: SyntaxNode, context: LoweringContext): Expression {
  const [child, ...more] = node.namedChildren;
  return child && more.length === 0 ? context.expression(child) : otherAt(node, context.expressions(node.namedChildren));
}

/** `yield` inside an expression: what comes back is not known. */
function lowerYield(node: SyntaxNode, context: LoweringContext): Expression {
  if (context.scope) context.scope.generator = true;
  return otherAt(node, context.expressions(node.namedChildren));
}
