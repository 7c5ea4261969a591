import type { Expression } from "../ir.ts";
import { joinedStrings, stringAt } from "../lower-expressions.ts";
import type { ExpressionRule } from "../lowering.ts";
import { decodeEscapes, dedent, type EscapeStyle } from "../string-escapes.ts";

const STYLE: EscapeStyle = { letters: { s: " " }, continuation: "feed" };

/**
 * The value of a text block: what stands after the first line, without the indentation that all lines and the
 * closing mark share, without blanks at the ends of lines (the Java Language Specification, 3.10.6).
 */
export function textBlock(literal: string): string {
  const inside = literal.replace(/^"""[^\n]*\n?/u, "").replace(/"""$/u, "");
  const closing = inside.slice(inside.lastIndexOf("\n") + 1);
  // A mark keeps the closing line in the count when only blanks stand before it.
  const mark = closing.trim() === "" ? "\u0000" : "";
  const marked = dedent(`${inside.replaceAll("\r\n", "\n")}${mark}`);
  const body = mark === "" ? marked : marked.slice(0, -1);
  return decodeEscapes(body.replace(/[ \t]+$/gmu, ""), STYLE);
}

const literal: ExpressionRule = (node, context) => {
  const interpolations = node.namedChildren.filter((child) => child.type === "string_interpolation");
  if (interpolations.length > 0) {
    const parts = node.namedChildren.flatMap((child): Expression[] => {
      if (child.type === "string_interpolation") return context.expressions(child.namedChildren);
      return [stringAt(child, decodeEscapes(child.text, STYLE))];
    });
    return joinedStrings(node, parts);
  }
  const text = node.text;
  if (text.startsWith('"""')) return stringAt(node, textBlock(text));
  return stringAt(node, decodeEscapes(text.length > 1 && text.endsWith('"') ? text.slice(1, -1) : text.slice(1), STYLE));
};

export const STRING_RULES: readonly (readonly [string, ExpressionRule])[] = [
  ["string_literal", literal],
  ["character_literal", (node) => stringAt(node, decodeEscapes(node.text.slice(1, -1), STYLE))],
];
