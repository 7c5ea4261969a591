import type { Expression } from "../ir.ts";
import { indexAt, listAt, mapAt, memberAt, nameAt, otherAt } from "../lower-expressions.ts";
import type { ExpressionRule, LoweringContext } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";

/**
 * Types as values: `pkg.T` is a member, `*T` and `chan T` are T, `[]T` is a list of one item, `map[K]V` a map of
 * one entry, `T[A]` an index.
 */
const inner: ExpressionRule = (node, context) => {
  const type = node.namedChildren.at(-1);
  return type === undefined ? otherAt(node) : context.expression(type);
};

const qualified: ExpressionRule = (node, context) => {
  const name = node.child("name");
  return name === undefined ? otherAt(node) : memberAt(node, context.inField(node, "package"), name.text);
};

const elements: ExpressionRule = (node, context) => listAt(node, [context.inField(node, "element")]);

const mapping: ExpressionRule = (node, context) =>
  mapAt(node, [{ key: context.inField(node, "key"), value: context.inField(node, "value") }]);

const generic: ExpressionRule = (node, context) => {
  const types = typeArguments(node, context);
  const [only] = types;
  const type = context.inField(node, "type");
  if (only === undefined) return type;
  return indexAt(node, type, types.length === 1 ? only : listAt(node, types));
};

/** The types between the brackets of `f[A, B]`. */
export function typeArguments(node: SyntaxNode, context: LoweringContext): readonly Expression[] {
  return context.expressions(node.child("type_arguments")?.namedChildren ?? []);
}

/** `(T, error)` as a list, a single result as itself. */
export function resultType(node: SyntaxNode | undefined, context: LoweringContext): Expression | undefined {
  if (node === undefined) return undefined;
  if (node.type !== "parameter_list") return context.expression(node);
  const types = node.namedChildren.flatMap((parameter) => parameter.child("type") ?? []).map((type) => context.expression(type));
  return types.length === 1 ? types[0] : listAt(node, types);
}

export const TYPE_RULES: ReadonlyMap<string, ExpressionRule> = new Map<string, ExpressionRule>([
  ["type_identifier", (node) => nameAt(node)],
  ["package_identifier", (node) => nameAt(node)],
  ["qualified_type", qualified],
  ["generic_type", generic],
  ["slice_type", elements],
  ["array_type", elements],
  ["implicit_length_array_type", elements],
  ["map_type", mapping],
  ["pointer_type", inner],
  ["channel_type", inner],
  ["parenthesized_type", inner],
  ["type_elem", inner],
  ["type_constraint", inner],
  ["function_type", (node) => otherAt(node)],
  ["struct_type", (node) => otherAt(node)],
  ["interface_type", (node) => otherAt(node)],
]);
