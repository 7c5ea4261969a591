import type { Argument, Expression } from "../ir.ts";
import { otherAt } from "../lower-expressions.ts";
import type { LoweringContext } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";

/** `f(a, name: b, out var c)`. */
export function argumentsOf(list: SyntaxNode | undefined, context: LoweringContext): readonly Argument[] {
  return (list?.namedChildren ?? []).map((node): Argument => {
    const name = node.child("name");
    const value = argumentValue(node, context);
    return name === undefined ? { value } : { name: name.text, value };
  });
}

export function argumentValue(node: SyntaxNode, context: LoweringContext): Expression {
  if (node.type !== "argument") return context.expression(node);
  const value = node.namedChildren.findLast((child) => child.field !== "name");
  return value === undefined ? otherAt(node) : context.expression(value);
}
