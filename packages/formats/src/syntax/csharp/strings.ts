import type { Expression } from "../ir.ts";
import { joinedStrings, stringAt } from "../lower-expressions.ts";
import type { ExpressionRule } from "../lowering.ts";
import { decodeEscapes, type EscapeStyle } from "../string-escapes.ts";

const STYLE: EscapeStyle = { letters: { e: "\u001b" } };

function verbatim(text: string): string {
  return text.replaceAll('""', '"');
}

/**
 * The lines of a raw string without the indentation of its closing quotes, and without the feeds after the
 * opening and before the closing ones (C# 11, "raw string literal text").
 */
export function rawLines(pieces: readonly string[]): readonly string[] {
  const first = pieces[0] ?? "";
  const margin = /\r?\n([ \t]*)$/u.exec(pieces.at(-1) ?? "");
  if (!/^[ \t]*\r?\n/u.test(first) || margin === null) return pieces;
  const indent = margin[1] ?? "";
  return pieces.map((piece, index) => {
    let text = index === pieces.length - 1 ? piece.slice(0, margin.index) : piece;
    text = text.replaceAll(`\n${indent}`, "\n");
    return index === 0 ? text.replace(/^[ \t]*\r?\n/u, "") : text;
  });
}

const raw: ExpressionRule = (node) => stringAt(node, rawLines([node.first("raw_string_content")?.text ?? ""])[0] ?? "");

const plain: ExpressionRule = (node) => {
  const text = /^"(.*?)"?(?:[uU]8)?$/su.exec(node.text)?.[1] ?? "";
  return stringAt(node, decodeEscapes(text, STYLE));
};

/** `$"…{x}…"`, `$@"…"` and `$"""…"""`; the format after the colon is dropped. */
const interpolated: ExpressionRule = (node, context) => {
  const isVerbatim = /^(?:\$@|@\$)/u.test(node.first("interpolation_start")?.text ?? "");
  const isRaw = node.first("interpolation_quote")?.text.startsWith('"""') ?? false;
  const parts: (Expression | string)[] = [];
  for (const child of node.namedChildren) {
    if (child.type === "interpolation") {
      const value = child.namedChildren.find((inner) => !inner.type.startsWith("interpolation_"));
      if (value !== undefined) parts.push(context.expression(value));
    } else if (child.type === "string_content" || child.type === "escape_sequence") {
      const text = child.text;
      const last = parts.at(-1);
      const decoded = isRaw ? text : (isVerbatim ? verbatim(text) : decodeEscapes(text, STYLE)).replaceAll("{{", "{").replaceAll("}}", "}");
      if (typeof last === "string") parts[parts.length - 1] = last + decoded;
      else parts.push(decoded);
    }
  }
  return joinedStrings(
    node,
    strings(parts, isRaw).map((part) => (typeof part === "string" ? stringAt(node, part) : part)),
  );
};

/** Raw text begins and ends with a string, so that both of its margins are seen. */
function strings(parts: readonly (Expression | string)[], isRaw: boolean): readonly (Expression | string)[] {
  if (!isRaw) return parts;
  const lines = rawLines(parts.filter((part) => typeof part === "string"));
  let next = 0;
  return parts.map((part) => (typeof part === "string" ? (lines[next++] ?? "") : part));
}

export const STRING_RULES: readonly (readonly [string, ExpressionRule])[] = [
  ["string_literal", plain],
  ["verbatim_string_literal", (node) => stringAt(node, verbatim(/^@"(.*?)"?(?:[uU]8)?$/su.exec(node.text)?.[1] ?? ""))],
  ["raw_string_literal", raw],
  ["character_literal", (node) => stringAt(node, decodeEscapes(node.text.slice(1, -1), STYLE))],
  ["interpolated_string_expression", interpolated],
];
