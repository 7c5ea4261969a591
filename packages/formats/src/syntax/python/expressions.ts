import type { Expression } from "../ir.ts";
import { binaryAt, booleanAt, indexAt, listAt, memberAt, nameAt, nullAt, numberAt, numberValue, otherAt } from "../lower-expressions.ts";
import type { ExpressionRule, LoweringContext } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";

/** Names, literals, attributes, subscripts and types. */
export const basicExpressions: readonly (readonly [string, ExpressionRule])[] = [
  ["identifier", (node) => nameAt(node)],
  ["dotted_name", lowerDottedName],
  ["attribute", (node, context) => memberAt(node, context.inField(node, "object"), node.child("attribute")?.text ?? "")],
  ["subscript", lowerSubscript],
  ["integer", lowerNumber],
  ["float", lowerNumber],
  ["true", (node) => booleanAt(node, true)],
  ["false", (node) => booleanAt(node, false)],
  ["none", (node) => nullAt(node)],
  ["type", lowerOnlyChild],
  ["as_pattern_target", lowerOnlyChild],
  ["format_expression", lowerOnlyChild],
  ["generic_type", lowerGenericType],
  ["member_type", lowerMemberType],
  ["union_type", lowerUnionType],
];

/** A wrapper that stands for its child. */
function lowerOnlyChild(node: SyntaxNode, context: LoweringContext): Expression {
  const [child, ...more] = node.namedChildren;
  return child && more.length === 0 ? context.expression(child) : otherAt(node, context.expressions(node.namedChildren));
}

function lowerDottedName(node: SyntaxNode): Expression {
  const [head, ...rest] = node.namedChildren;
  let expression: Expression = head ? nameAt(head) : nameAt(node);
  for (const part of rest) expression = memberAt(node, expression, part.text);
  return expression;
}

/** Several subscripts (`dict[str, int]`) are a list, as the tuple that Python makes of them. */
function lowerSubscript(node: SyntaxNode, context: LoweringContext): Expression {
  const subscripts = context.expressions(node.childrenIn("subscript"));
  const [only] = subscripts;
  const index = subscripts.length === 1 && only ? only : listAt(node, subscripts);
  return indexAt(node, context.inField(node, "value"), index);
}

function lowerNumber(node: SyntaxNode): Expression {
  const value = numberValue(node.text);
  return value === undefined ? otherAt(node) : numberAt(node, value);
}

/** `list[int]` in an annotation, as the subscript that it is elsewhere. */
function lowerGenericType(node: SyntaxNode, context: LoweringContext): Expression {
  const [head, parameters] = node.namedChildren;
  if (!head || !parameters) return lowerOnlyChild(node, context);
  const types = context.expressions(parameters.namedChildren);
  const [only] = types;
  return indexAt(node, context.expression(head), types.length === 1 && only ? only : listAt(parameters, types));
}

function lowerMemberType(node: SyntaxNode, context: LoweringContext): Expression {
  const [object, name] = node.namedChildren;
  return object && name ? memberAt(node, context.expression(object), name.text) : lowerOnlyChild(node, context);
}

/** `int | None` inside the brackets of a type. */
function lowerUnionType(node: SyntaxNode, context: LoweringContext): Expression {
  const [left, right] = node.namedChildren;
  return left && right ? binaryAt(node, "|", context.expression(left), context.expression(right)) : lowerOnlyChild(node, context);
}
