import type { FileFacts } from "./facts.ts";

type Problem = FileFacts["problems"][number];

interface SyntaxError {
  readonly line: number;
  readonly message: string;
}

/** What parsers say of a text that ends too early: in JSON, in YAML's brackets and quotes, in HCL. */
const UNCLOSED = /^Close(?:Brace|Bracket)Expected$|end with a [\]}]$|^Missing closing |^the block .{1,200} is not closed$/;

/**
 * Says that a text was cut, or was never written to its end, where its syntax tells: something stays open, or the last line breaks off.
 * Text with template actions is no sign: it is not what a program reads.
 */
export function cutOf(reader: string, text: string, errors: readonly SyntaxError[]): readonly Problem[] {
  if (errors.length === 0 || text.includes("{{")) return [];
  const end = lastLine(text);
  const unclosed = errors.some(({ message }) => UNCLOSED.test(message));
  const breaks = errors.some(({ line }) => line >= end) && errors.length === 1 && !text.endsWith("\n");
  if (!unclosed && !breaks) return [];
  return [
    { reader, code: "TRUNCATED", reason: `it breaks off at line ${end}: what stands before was read, the rest is missing`, line: end },
  ];
}

/** The last line that holds anything. */
function lastLine(text: string): number {
  let lines = 1;
  const { length } = text.trimEnd();
  for (let at = text.indexOf("\n"); at >= 0 && at < length; at = text.indexOf("\n", at + 1)) lines += 1;
  return lines;
}
