import type { Expression } from "../ir.ts";
import { indexAt, listAt, memberAt, nameAt, otherAt } from "../lower-expressions.ts";
import type { ExpressionRule, LoweringContext } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";

/** The types between angle brackets of a generic name. */
export function typeArguments(name: SyntaxNode | undefined, context: LoweringContext): readonly Expression[] {
  return name?.type === "generic_name" ? context.expressions(name.first("type_argument_list")?.namedChildren ?? []) : [];
}

/** The plain name of an identifier or a generic name. */
export function simpleName(node: SyntaxNode | undefined): string {
  return (node?.type === "generic_name" ? node.first("identifier") : node)?.text ?? "";
}

/** The type of a declaration, but not `var`. */
export function declaredType(declaration: SyntaxNode, context: LoweringContext, field = "type"): Expression | undefined {
  const type = declaration.child(field);
  return type === undefined || /^(?:(?:scoped|ref) )*var$/u.test(type.text) ? undefined : context.expression(type);
}

/** A type to be called: without its type arguments, which `types` hold. */
export function constructed(
  type: SyntaxNode,
  context: LoweringContext,
): { readonly callee: Expression; readonly types: readonly Expression[] } {
  if (type.type === "nullable_type") {
    const inner = type.child("type");
    if (inner !== undefined) return constructed(inner, context);
  }
  if (type.type === "generic_name") return { callee: nameAt(type, simpleName(type)), types: typeArguments(type, context) };
  const name = type.type === "qualified_name" ? type.child("name") : undefined;
  if (name?.type !== "generic_name") return { callee: context.expression(type), types: [] };
  return { callee: memberAt(type, context.inField(type, "qualifier"), simpleName(name)), types: typeArguments(name, context) };
}

/** `List<T>` is an index of List; `Dictionary<K, V>` one by a list. */
const generic: ExpressionRule = (node, context) => {
  const args = typeArguments(node, context);
  const [only] = args;
  const name = nameAt(node, simpleName(node));
  return only === undefined ? name : indexAt(node, name, args.length === 1 ? only : listAt(node, args));
};

const qualified: ExpressionRule = (node, context) => {
  const name = node.child("name");
  const object = context.inField(node, "qualifier");
  const member = memberAt(node, object, simpleName(name));
  const args = typeArguments(name, context);
  const [only] = args;
  return only === undefined ? member : indexAt(node, member, args.length === 1 ? only : listAt(node, args));
};

/** `T?`, `T*` and `ref T` are T. */
const inner: ExpressionRule = (node, context) => context.inField(node, "type");

const name: ExpressionRule = (node) => nameAt(node);

export const TYPE_RULES: readonly (readonly [string, ExpressionRule])[] = [
  ["predefined_type", name],
  ["implicit_type", name],
  ["generic_name", generic],
  ["qualified_name", qualified],
  ["alias_qualified_name", (node, context) => context.inField(node, "name")],
  ["nullable_type", inner],
  ["pointer_type", inner],
  ["ref_type", inner],
  ["scoped_type", inner],
  ["tuple_element", inner],
  ["array_type", (node, context) => listAt(node, [context.inField(node, "type")])],
  ["tuple_type", (node, context) => listAt(node, context.expressions(node.namedChildren))],
  ["function_pointer_type", (node) => otherAt(node)],
];
