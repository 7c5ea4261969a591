import type { Expression } from "../ir.ts";
import { indexAt, listAt, memberAt, nameAt, otherAt } from "../lower-expressions.ts";
import type { ExpressionRule, LoweringContext } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";

/** The types between angle brackets, without lifetimes. */
export function typeArguments(node: SyntaxNode | undefined, context: LoweringContext): readonly Expression[] {
  const list = node?.child("type_arguments")?.namedChildren ?? [];
  return context.expressions(list.filter((child) => child.type !== "lifetime"));
}

/** `Vec<T>` is an index of Vec; several arguments are a list. */
const generic: ExpressionRule = (node, context) => {
  const type = context.inField(node, "type");
  const args = typeArguments(node, context);
  const [only] = args;
  return only === undefined ? type : indexAt(node, type, args.length === 1 ? only : listAt(node, args));
};

/** `&T`, `*const T`, `dyn T`, `impl T`, `<T as U>` and `Output = T` are T. */
const inner: ExpressionRule = (node, context) => {
  const type = node.child("type") ?? node.child("trait") ?? node.namedChildren.find((child) => child.type !== "lifetime");
  return type === undefined ? otherAt(node) : context.expression(type);
};

const scoped: ExpressionRule = (node, context) => {
  const name = node.child("name")?.text ?? "";
  const path = node.child("path");
  return path === undefined ? nameAt(node, name) : memberAt(node, context.expression(path), name);
};

/** The plain name of the type that an `impl` is for: `&'a foo::Server<T>` is Server. */
export function implementedName(type: SyntaxNode | undefined): string {
  let at = type;
  while (at !== undefined) {
    if (at.type === "type_identifier" || at.type === "primitive_type") return at.text;
    at =
      at.type === "scoped_type_identifier"
        ? at.child("name")
        : (at.child("type") ?? at.child("trait") ?? at.child("element") ?? at.namedChildren.find((child) => child.type !== "lifetime"));
  }
  return "";
}

const name: ExpressionRule = (node) => nameAt(node);

export const TYPE_RULES: readonly (readonly [string, ExpressionRule])[] = [
  ["type_identifier", name],
  ["primitive_type", name],
  ["scoped_type_identifier", scoped],
  ["generic_type", generic],
  ["generic_type_with_turbofish", generic],
  ["reference_type", inner],
  ["pointer_type", inner],
  ["dynamic_type", inner],
  ["abstract_type", inner],
  ["bounded_type", inner],
  ["qualified_type", inner],
  ["bracketed_type", inner],
  ["array_type", (node, context) => listAt(node, [context.inField(node, "element")])],
  ["tuple_type", (node, context) => listAt(node, context.expressions(node.namedChildren))],
  ["unit_type", (node) => listAt(node, [])],
  ["function_type", (node) => otherAt(node)],
  ["never_type", (node) => otherAt(node)],
  ["lifetime", (node) => otherAt(node)],
  ["_", (node) => otherAt(node)],
  ["type_binding", inner],
  ["higher_ranked_trait_bound", inner],
];
