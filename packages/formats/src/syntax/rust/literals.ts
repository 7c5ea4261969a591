import { booleanAt, numberAt, numberValue, otherAt, stringAt } from "../lower-expressions.ts";
import type { ExpressionRule } from "../lowering.ts";
import { decodeEscapes } from "../string-escapes.ts";

const number: ExpressionRule = (node) => {
  const text = node.text.toLowerCase();
  const suffix = text.startsWith("0x") ? /_?[iu](?:8|16|32|64|128|size)$/u : /_?(?:[iu](?:8|16|32|64|128|size)|f(?:32|64))$/u;
  const value = numberValue(text.replace(suffix, ""));
  return value === undefined ? otherAt(node) : numberAt(node, value);
};

/** `"…"`, `b"…"` and `c"…"`. */
const string: ExpressionRule = (node) => {
  const text = /^[bc]?"(.*?)"?$/su.exec(node.text)?.[1] ?? "";
  return stringAt(node, decodeEscapes(text, { continuation: "blanks" }));
};

export const LITERAL_RULES: readonly (readonly [string, ExpressionRule])[] = [
  ["string_literal", string],
  ["raw_string_literal", (node) => stringAt(node, node.first("string_content")?.text ?? "")],
  ["char_literal", (node) => stringAt(node, decodeEscapes(node.text.replace(/^b?'|'$/gu, "")))],
  ["integer_literal", number],
  ["float_literal", number],
  ["boolean_literal", (node) => booleanAt(node, node.text === "true")],
];
