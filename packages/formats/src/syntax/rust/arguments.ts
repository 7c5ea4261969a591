import type { Argument } from "../ir.ts";
import type { LoweringContext } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";

/** The children as arguments. `a = b` does not occur in calls, but names an argument of macros and attributes. */
export function argumentsIn(list: SyntaxNode | undefined, context: LoweringContext): readonly Argument[] {
  const nodes = (list?.namedChildren ?? []).filter((child) => child.type !== "attribute_item");
  return nodes.map((node): Argument => {
    const left = node.type === "assignment_expression" ? node.child("left") : undefined;
    if (left?.type === "identifier") return { name: left.text, value: context.inField(node, "right") };
    return { value: context.expression(node) };
  });
}
