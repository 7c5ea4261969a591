import type { Expression } from "../ir.ts";
import { callAt, joinedStrings, listAt, nameAt, otherAt, stringAt } from "../lower-expressions.ts";
import type { ExpressionRule, LoweringContext } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { decoded } from "./escapes.ts";
import { otherOr } from "./heredocs.ts";

/** Text and interpolations of a literal. In `'…'` and `%q(…)` a backslash escapes itself and quotes only. */
function partsOf(node: SyntaxNode, context: LoweringContext): readonly Expression[] {
  const single = /^(?:'|%[qwis])/u.test(node.text.slice(0, 2));
  const parts: Expression[] = [];
  let raw = "";
  const flush = (at: SyntaxNode): void => {
    if (raw !== "") parts.push(stringAt(at, single ? raw.replace(/\\([\\'])/gu, "$1") : decoded(raw)));
    raw = "";
  };
  for (const child of node.namedChildren) {
    if (child.type === "interpolation") {
      flush(node);
      parts.push(otherOr(child, context));
    } else raw += child.text;
  }
  flush(node);
  return parts;
}

const literal: ExpressionRule = (node, context) => joinedStrings(node, partsOf(node, context));

/** "a" "b" side by side are one string. */
const chained: ExpressionRule = (node, context) => joinedStrings(node, context.expressions(node.namedChildren));

/** A symbol is its name as a string. */
const symbol: ExpressionRule = (node) => stringAt(node, node.text.replace(/^:/u, ""));

const words: ExpressionRule = (node, context) => listAt(node, context.expressions(node.namedChildren));

/** `command` in back quotes runs: a call of "`". */
const subshell: ExpressionRule = (node, context) => callAt(node, nameAt(node, "`"), [{ value: literal(node, context) }]);

export const STRING_RULES: readonly (readonly [string, ExpressionRule])[] = [
  ["string", literal],
  ["bare_string", literal],
  ["bare_symbol", literal],
  ["delimited_symbol", literal],
  ["chained_string", chained],
  ["simple_symbol", symbol],
  ["hash_key_symbol", symbol],
  ["string_array", words],
  ["symbol_array", words],
  ["subshell", subshell],
  ["character", (node) => stringAt(node, decoded(node.text.slice(1)))],
  [
    "regex",
    (node, context) =>
      otherAt(
        node,
        partsOf(node, context).filter((part) => part.kind !== "string"),
      ),
  ],
];
