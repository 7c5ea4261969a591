import type { SyntaxNode, SyntaxTree } from "./syntax-node.ts";

/** Signs that are no documentation: directives to tools. */
const DIRECTIVE = /^(?:eslint|prettier|biome|@ts-|tslint|istanbul|c8|go:|#!|frozen_string_literal)/;

/**
 * The comments directly above a node, joined, without their signs. A block comment counts alone; line comments count
 * as the unbroken run of lines that ends on the line above. A comment behind code on its own line is not counted.
 */
export function docComment(tree: SyntaxTree, node: SyntaxNode): string | undefined {
  const { comments, source } = tree;
  let index = lastBefore(comments, node.start);
  const lines: string[] = [];
  let below = node.line;
  for (; index >= 0; index -= 1) {
    const comment = comments[index];
    if (comment === undefined || comment.endLine < below - 1 || !startsItsLine(source.text, comment.start)) break;
    const text = comment.text.trimEnd();
    if (text.startsWith("/*")) {
      if (lines.length === 0) lines.unshift(...blockLines(text));
      break;
    }
    const line = text.replace(/^(?:\/\/[/!]?|#+!?)\s?/, "");
    if (!DIRECTIVE.test(line)) lines.unshift(line);
    below = comment.line;
  }
  const doc = lines.join("\n").trim();
  return doc === "" ? undefined : doc;
}

function blockLines(text: string): string[] {
  return text
    .replace(/^\/\*[*!]?/, "")
    .replace(/\*+\/$/, "")
    .split("\n")
    .map((line) => line.replace(/^\s*\*?\s?/, "").trimEnd());
}

function startsItsLine(text: string, start: number): boolean {
  for (let at = start - 1; at >= 0; at -= 1) {
    const character = text[at];
    if (character === "\n") return true;
    if (character !== " " && character !== "\t" && character !== "\r" && character !== "\uFEFF") return false;
  }
  return true;
}

/** Index of the last comment that ends at or before an offset, or -1. */
function lastBefore(comments: readonly SyntaxNode[], offset: number): number {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const comment = comments[middle];
    if (comment !== undefined && comment.end <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
