import type { Expression } from "../ir.ts";
import { joinedStrings, otherAt, stringAt } from "../lower-expressions.ts";
import type { ExpressionRule, LoweringContext } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { unescaped } from "./escapes.ts";

export const stringExpressions: readonly (readonly [string, ExpressionRule])[] = [
  ["string", lowerString],
  ["concatenated_string", (node, context) => joinedStrings(node, context.expressions(node.namedChildren))],
];

/** String, bytes, f-string or t-string. Bytes become text of the same code points. */
function lowerString(node: SyntaxNode, context: LoweringContext): Expression {
  const prefix = node.first("string_start")?.text.toLowerCase() ?? "";
  const raw = prefix.includes("r");
  const formatted = prefix.includes("f") || prefix.includes("t");
  const bytes = prefix.includes("b");
  const parts: Expression[] = [];
  for (const child of node.children) {
    if (child.type === "string_content") {
      // Without children there is nothing to decode.
      const plain = child.children.length === 0 ? child.text : unescaped(child.text, { raw, formatted, bytes });
      parts.push(stringAt(child, plain.includes("\r") ? plain.replace(/\r\n?/g, "\n") : plain));
    } else if (child.type === "interpolation") lowerInterpolation(child, context, parts);
  }
  return joinedStrings(node, parts);
}

/** `{value!r:{width}}`; `{value=}` is text and value. Expressions in the format follow the value as `other`. */
function lowerInterpolation(node: SyntaxNode, context: LoweringContext, into: Expression[]): void {
  const value = node.child("expression");
  if (!value) {
    into.push(otherAt(node, context.expressions(node.namedChildren)));
    return;
  }
  if (node.has("=")) into.push(stringAt(node, `${value.text}=`));
  into.push(context.expression(value));
  const nested = node.child("format_specifier")?.namedChildren.flatMap((format) => format.childrenIn("expression")) ?? [];
  if (nested.length > 0) into.push(otherAt(node, context.expressions(nested)));
}
