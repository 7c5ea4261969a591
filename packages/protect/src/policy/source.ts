/** A policy in a file: its text, and where it begins. */
export interface PolicySource {
  readonly file: string;
  /** Of the first character that is neither space nor comment, from 1. */
  readonly line: number;
  readonly text: string;
}

/** Strings, comments, whole numbers and the end of a policy; nothing else matters here. */
const TOKEN = /"(?:[^"\\]|\\[^])*"|\/\/[^\n]*|[A-Za-z_][A-Za-z0-9_]*|[0-9]+|;|-|\s+|[^]/gy;

/** Cuts a file behind every `;` that ends a policy; what stands behind the last is kept, so that Cedar's parser judges it. */
export function splitPolicies(file: string, text: string): readonly PolicySource[] {
  const sources: PolicySource[] = [];
  let start: number | undefined;
  let line = 1;
  let startLine = 1;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (start === undefined && !isBlank(token)) [start, startLine] = [index, line];
    if (token.includes("\n")) line += token.split("\n").length - 1;
    if (token !== ";" || start === undefined) continue;
    sources.push({ file, line: startLine, text: text.slice(start, index + 1) });
    start = undefined;
  }
  if (start !== undefined) sources.push({ file, line: startLine, text: text.slice(start) });
  return sources;
}

function isBlank(token: string): boolean {
  return token.startsWith("//") || token.trim() === "";
}

/**
 * Writes whole numbers that JavaScript would round as sums of small ones, because Cedar's JSON form carries numbers as
 * JavaScript does. Of a text that Cedar's parser took; the value is the same and nothing overflows on the way.
 */
export function spellOutLongs(text: string): string {
  let result = "";
  for (const { 0: token } of text.matchAll(TOKEN)) {
    const value = /^[0-9]/.test(token) ? BigInt(token) : 0n;
    if (value <= BigInt(Number.MAX_SAFE_INTEGER)) result += token;
    else if (value < 2n ** 63n) result += `(${value >> 32n} * 4294967296 + ${value & 0xffffffffn})`;
    // The least number is written with its sign in front, which stays: -(2^63 - 1) - 1.
    else result = `${withoutMinus(result)}(-(2147483647 * 4294967296 + 4294967295) - 1)`;
  }
  return result;
}

function withoutMinus(text: string): string {
  const at = text.lastIndexOf("-");
  return at === -1 ? text : text.slice(0, at);
}

/** Line of a byte offset in the text of a policy that begins at a line. */
export function lineAt({ line, text }: PolicySource, offset: number): number {
  return line + Buffer.from(text).subarray(0, offset).toString("utf8").split("\n").length - 1;
}
