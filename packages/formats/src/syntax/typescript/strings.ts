import type { Expression } from "../ir.ts";
import { joinedStrings, otherAt, stringAt } from "../lower-expressions.ts";
import type { ExpressionRule, LoweringContext } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { unescaped } from "./escapes.ts";

export const stringExpressions: readonly (readonly [string, ExpressionRule])[] = [
  ["string", (node) => stringAt(node, stringValue(node))],
  ["template_string", (node, context) => joinedStrings(node, lowerParts(node, context))],
];

/** The text of a string literal. */
export function stringValue(node: SyntaxNode): string {
  let value = "";
  for (const child of node.children) {
    if (child.type === "string_fragment") value += child.text;
    else if (child.type === "escape_sequence") value += unescaped(child.text);
    else if (child.type === "html_character_reference") value += characterReference(child.text);
  }
  return value;
}

/** Text and expressions of a template, in order. */
export function lowerParts(node: SyntaxNode, context: LoweringContext): Expression[] {
  const parts: Expression[] = [];
  for (const child of node.children) {
    if (child.type === "string_fragment") parts.push(stringAt(child, newlines(child.text)));
    else if (child.type === "escape_sequence") parts.push(stringAt(child, unescaped(child.text)));
    else if (child.type === "template_substitution") {
      const [value, ...more] = context.expressions(child.namedChildren);
      parts.push(value && more.length === 0 ? value : otherAt(child, value ? [value, ...more] : []));
    }
  }
  return parts;
}

/** Template literals hold "\n" whatever the file's line ends are. */
function newlines(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

const REFERENCES: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["nbsp", "\u00a0"],
]);

/** `&amp;`, `&#65;`, `&#x41;`; other names stay as written. */
export function characterReference(text: string): string {
  const name = text.slice(1, -1);
  const number = name.startsWith("#x")
    ? Number.parseInt(name.slice(2), 16)
    : name.startsWith("#")
      ? Number.parseInt(name.slice(1), 10)
      : Number.NaN;
  if (number >= 0 && number <= 0x10ffff) return String.fromCodePoint(number);
  return REFERENCES.get(name) ?? text;
}
