import { FormatError } from "../errors.ts";

export interface Token {
  readonly kind: "string" | "number" | "word" | "field" | "variable" | "dot" | "symbol" | "space";
  readonly text: string;
}

/** Text between actions, or the inside of an action. */
export type Piece =
  | { readonly kind: "text"; readonly text: string; readonly line: number }
  | { readonly kind: "action"; readonly tokens: readonly Token[]; readonly line: number };

const LEADING = /^[ \t\r\n]+/;
const PIECES = 100_000;

/**
 * Takes a template apart; white space that `{{-` and `-}}` trim is gone, comments too.
 *
 * @throws FormatError MALFORMED with the line; BUDGET_NODES
 */
export function pieces(text: string): readonly Piece[] {
  const found: Piece[] = [];
  let line = 1;
  let at = 0;
  let trim = false;
  while (at < text.length) {
    const open = text.indexOf("{{", at);
    const raw = text.slice(at, open === -1 ? text.length : open);
    const trimsBefore = open !== -1 && /^-[ \t\r\n]/.test(text.slice(open + 2, open + 4));
    const start = trim ? raw.slice(LEADING.exec(raw)?.[0].length ?? 0) : raw;
    const kept = trimsBefore ? start.trimEnd() : start;
    if (kept !== "") found.push({ kind: "text", text: kept, line: line + newlines(raw.slice(0, raw.length - start.length)) });
    line += newlines(raw);
    if (open === -1) break;
    if (found.length > PIECES) throw new FormatError("BUDGET_NODES", `a template has more than ${PIECES} parts`, { line });
    const action = readAction(text, open + 2 + (trimsBefore ? 1 : 0), line);
    if (action.tokens.length > 0) found.push({ kind: "action", tokens: action.tokens, line });
    line += newlines(text.slice(open, action.end));
    trim = action.trims;
    at = action.end;
  }
  return found;
}

function newlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}

const TOKENS: readonly (readonly [Token["kind"], RegExp])[] = [
  ["space", /[ \t\r\n]+/y],
  ["string", /"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)'/y],
  ["number", /[+-]?(?:0[xX][0-9a-fA-F]+|\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?)/y],
  ["variable", /\$\w*/y],
  ["field", /\.[A-Za-z_]\w*/y],
  ["word", /[A-Za-z_]\w*/y],
  ["dot", /\./y],
  ["symbol", /:=|[=|(),]/y],
];

function readAction(
  text: string,
  from: number,
  line: number,
): { readonly tokens: readonly Token[]; readonly end: number; readonly trims: boolean } {
  const comment = /[ \t\r\n]*\/\*/y;
  comment.lastIndex = from;
  if (comment.test(text)) {
    const close = text.indexOf("*/", from);
    const rest = /\*\/[ \t\r\n]*(-?)\}\}/y;
    rest.lastIndex = close;
    const end = close === -1 ? null : rest.exec(text);
    if (end === null) throw new FormatError("MALFORMED", "a comment is not closed", { line });
    return { tokens: [], end: rest.lastIndex, trims: end[1] === "-" };
  }
  const tokens: Token[] = [];
  let at = from;
  while (at < text.length) {
    if (text.startsWith("}}", at)) return { tokens, end: at + 2, trims: false };
    if (text.startsWith("-}}", at)) return { tokens, end: at + 3, trims: true };
    const token = tokenAt(text, at);
    if (token === undefined)
      throw new FormatError("MALFORMED", `unexpected ${JSON.stringify(text.slice(at, at + 10))} in an action`, {
        line: line + newlines(text.slice(from, at)),
      });
    tokens.push(token);
    at += token.text.length;
  }
  throw new FormatError("MALFORMED", "an action is not closed", { line });
}

function tokenAt(text: string, at: number): Token | undefined {
  for (const [kind, pattern] of TOKENS) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) return { kind, text: found };
  }
  return undefined;
}
