import type { Argument, Expression } from "../ir.ts";
import { callAt, dottedName } from "../lower-expressions.ts";
import type { ExpressionRule, LoweringContext } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";

/** Annotations among the modifiers of a declaration, as expressions: `@Tool` a name, `@Tool("x")` a call. */
export function annotationsOf(declaration: SyntaxNode, context: LoweringContext): readonly Expression[] {
  const modifiers = declaration.first("modifiers");
  return (modifiers?.namedChildren ?? []).filter((child) => child.type.endsWith("annotation")).map((child) => context.expression(child));
}

export function hasModifier(declaration: SyntaxNode, word: string): boolean {
  return declaration.first("modifiers")?.has(word) ?? false;
}

function nameOf(node: SyntaxNode): Expression {
  return dottedName(node.span, node.child("name")?.text ?? "");
}

const annotation: ExpressionRule = (node, context) => {
  const members = node.child("arguments")?.namedChildren ?? [];
  const args = members.map((member): Argument => {
    if (member.type !== "element_value_pair") return { value: context.expression(member) };
    return { name: member.child("key")?.text ?? "", value: context.inField(member, "value") };
  });
  return callAt(node, nameOf(node), args);
};

export const ANNOTATION_RULES: readonly (readonly [string, ExpressionRule])[] = [
  ["marker_annotation", nameOf],
  ["annotation", annotation],
];
