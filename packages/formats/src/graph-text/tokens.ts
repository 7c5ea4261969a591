import { FormatError } from "../errors.ts";

/** A word, a quoted text or a mark of a graph that is written as text. Numbers and commas are passed over. */
export interface GraphToken {
  readonly kind: "name" | "text" | "mark";
  readonly value: string;
  /** In code units. */
  readonly offset: number;
}

const MOST_TOKENS = 5_000_000;
const LONGEST_TEXT = 64 * 1024;

/** What is passed over, a name, a quoted text, `=>`, and single marks. Numbers may begin with a sign or a point. */
const TOKEN = /[\s,;]+|(?:\/\/|#)[^\n]*|([A-Za-z_][\w.]*)|"((?:[^"\\]|\\[^])*)"|[-+]?\.?\d[\w.+-]*|(=>|[<>()[\]{}=:?|%@*!&^-])|[^]/gy;

/**
 * Takes a text apart in which names, quoted texts and brackets stand: ONNX's own syntax, and Core ML's MIL.
 * @throws FormatError MALFORMED for a quote without an end; BUDGET_NODES
 */
export function graphTokens(text: string): readonly GraphToken[] {
  const tokens: GraphToken[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    const { 0: whole, 1: name, 2: quoted, 3: mark, index: offset } = match;
    if (tokens.length >= MOST_TOKENS) throw new FormatError("BUDGET_NODES", `more than ${MOST_TOKENS} words and marks`);
    if (name !== undefined) tokens.push({ kind: "name", value: name.slice(0, LONGEST_TEXT), offset });
    else if (quoted !== undefined) tokens.push({ kind: "text", value: unescaped(quoted.slice(0, LONGEST_TEXT)), offset });
    else if (mark !== undefined) tokens.push({ kind: "mark", value: mark, offset });
    else if (whole === '"') throw new FormatError("MALFORMED", `a quote at ${offset} has no end`);
  }
  return tokens;
}

function unescaped(quoted: string): string {
  return quoted.replace(/\\([^])/g, (_, char: string) => (char === "n" ? "\n" : char === "t" ? "\t" : char));
}

/** For each opening bracket of these kinds the index of its closing one; -1 where it has none. */
export function closings(tokens: readonly GraphToken[], open = "(", close = ")"): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  const stack: number[] = [];
  for (const [index, { kind, value }] of tokens.entries()) {
    if (kind !== "mark") continue;
    if (value === open) stack.push(index);
    else if (value === close) {
      const start = stack.pop();
      if (start !== undefined) found.set(start, index);
    }
  }
  return found;
}
