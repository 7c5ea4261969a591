import type { Expression } from "../ir.ts";
import { callAt, otherAt } from "../lower-expressions.ts";
import type { LoweringContext } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { tokenArguments } from "./macros.ts";

/** `#[tool(description = "x")]` as a call with named arguments, `#[test]` as a name, `#[path = "x"]` as a call. */
export function decoratorOf(item: SyntaxNode, context: LoweringContext): Expression {
  const attribute = item.first("attribute");
  const path = attribute?.namedChildren[0];
  if (attribute === undefined || path === undefined) return otherAt(item);
  const callee = context.expression(path);
  const tokens = attribute.child("arguments");
  if (tokens !== undefined) return callAt(item, callee, tokenArguments(tokens, false, context));
  const value = attribute.child("value");
  return value === undefined ? callee : callAt(item, callee, [{ value: context.expression(value) }]);
}

/** Attributes stand before what they belong to, as its siblings. Calls `use` with each node and its attributes. */
export function withAttributes(nodes: readonly SyntaxNode[], use: (node: SyntaxNode, attributes: readonly SyntaxNode[]) => void): void {
  let attributes: SyntaxNode[] = [];
  for (const node of nodes) {
    if (node.type === "attribute_item") attributes.push(node);
    else if (node.type !== "visibility_modifier") {
      use(node, attributes);
      attributes = [];
    }
  }
}
