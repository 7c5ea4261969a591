import type { Argument, Expression } from "../ir.ts";
import { callAt, otherAt } from "../lower-expressions.ts";
import type { ExpressionRule, LoweringContext } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { constructed } from "./types.ts";

/** `[A, B("x")] [C]` above a declaration or before a parameter: `A` a name, `B("x")` a call. */
export function attributesOf(declaration: SyntaxNode, context: LoweringContext): readonly Expression[] {
  const lists = declaration.children.filter((child) => child.type === "attribute_list");
  return lists.flatMap((list) =>
    list.namedChildren.filter((child) => child.type === "attribute").map((child) => context.expression(child)),
  );
}

export function hasModifier(declaration: SyntaxNode, word: string): boolean {
  return declaration.children.some((child) => child.type === "modifier" && child.text === word);
}

const attribute: ExpressionRule = (node, context) => {
  const name = node.child("name");
  if (name === undefined) return otherAt(node);
  const { callee, types } = constructed(name, context);
  const list = node.first("attribute_argument_list");
  if (list === undefined && types.length === 0) return callee;
  const call = callAt(
    node,
    callee,
    (list?.namedChildren ?? []).map((child) => argument(child, context)),
  );
  return call.kind === "call" && types.length > 0 ? { ...call, types } : call;
};

/** `Name = x` sets a property, `name: x` a parameter. */
function argument(node: SyntaxNode, context: LoweringContext): Argument {
  const [first, second] = node.namedChildren;
  if (first === undefined) return { value: otherAt(node) };
  if (first.type === "assignment_expression") return { name: first.child("left")?.text ?? "", value: context.inField(first, "right") };
  return second === undefined ? { value: context.expression(first) } : { name: first.text, value: context.expression(second) };
}

export const ATTRIBUTE_RULES: readonly (readonly [string, ExpressionRule])[] = [["attribute", attribute]];
