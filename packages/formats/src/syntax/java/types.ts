import type { Expression } from "../ir.ts";
import { indexAt, listAt, memberAt, nameAt, otherAt } from "../lower-expressions.ts";
import type { ExpressionRule, LoweringContext } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";

/** The types between angle brackets; a diamond has none. */
export function typeArguments(node: SyntaxNode | undefined, context: LoweringContext): readonly Expression[] {
  return context.expressions(node?.first("type_arguments")?.namedChildren ?? []);
}

/** The declared type, but not `var`. */
export function declaredType(declaration: SyntaxNode, context: LoweringContext): Expression | undefined {
  const type = declaration.child("type");
  return type === undefined || type.text === "var" ? undefined : context.expression(type);
}

/** `List<String>` is an index of List; `Map<K, V>` one by a list. */
const generic: ExpressionRule = (node, context) => {
  const [type] = node.namedChildren;
  const args = typeArguments(node, context);
  const [only] = args;
  if (type === undefined) return otherAt(node);
  if (only === undefined) return context.expression(type);
  return indexAt(node, context.expression(type), args.length === 1 ? only : listAt(node, args));
};

/** `A.B` as a type; annotations between are no part of the name. */
const scoped: ExpressionRule = (node, context) => {
  const parts = node.namedChildren.filter((child) => child.type.includes("type") && !child.type.endsWith("annotation"));
  const [head, ...rest] = parts;
  if (head === undefined) return otherAt(node);
  return rest.reduce<Expression>((object, part) => memberAt(node, object, part.text), context.expression(head));
};

const annotated: ExpressionRule = (node, context) => {
  const type = node.namedChildren.at(-1);
  return type === undefined ? otherAt(node) : context.expression(type);
};

export const TYPE_RULES: readonly (readonly [string, ExpressionRule])[] = [
  ["type_identifier", (node) => nameAt(node)],
  ["integral_type", (node) => nameAt(node)],
  ["floating_point_type", (node) => nameAt(node)],
  ["boolean_type", (node) => nameAt(node)],
  ["void_type", (node) => nameAt(node)],
  ["generic_type", generic],
  ["scoped_type_identifier", scoped],
  ["array_type", (node, context) => listAt(node, [context.inField(node, "element")])],
  ["annotated_type", annotated],
  ["wildcard", (node, context) => otherAt(node, context.expressions(node.namedChildren))],
];
