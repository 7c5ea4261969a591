/** A piece of TorchScript source. */
export interface TorchScriptToken {
  readonly kind: "name" | "number" | "string" | "operator" | "newline";
  /** Without quotes for strings, cut at a limit. */
  readonly text: string;
  readonly line: number;
  /** Blanks before the first token of a line. */
  readonly indent: number;
}

const MAX_TEXT = 200;
const NAME_START = /[A-Za-z_\u0080-\uffff]/;
const NAME = /[A-Za-z0-9_\u0080-\uffff]/;

/**
 * Splits TorchScript source, whose words are those of Python. Comments are left out; what is no token is one by itself.
 * @see torch/csrc/jit/frontend/lexer.h
 */
export function* torchScriptTokens(source: string): Generator<TorchScriptToken> {
  let line = 1;
  let indent = 0;
  let atStart = true;
  for (let at = 0; at < source.length; ) {
    const char = source[at] ?? "";
    if (char === "\n") {
      yield { kind: "newline", text: "\n", line, indent };
      line++;
      at++;
      indent = 0;
      atStart = true;
    } else if (char === " " || char === "\t" || char === "\r" || char === "\f") {
      if (atStart) indent++;
      at++;
    } else if (char === "#") {
      const end = source.indexOf("\n", at);
      at = end < 0 ? source.length : end;
    } else if (char === "\\" && /\r?\n/.test(source.slice(at + 1, at + 3))) {
      at = source.indexOf("\n", at) + 1;
      line++;
    } else {
      atStart = false;
      const end = char === '"' || char === "'" ? stringEnd(source, at) : wordEnd(source, at);
      const text = source.slice(at, Math.min(end, at + MAX_TEXT));
      const kind = char === '"' || char === "'" ? "string" : NAME_START.test(char) ? "name" : /[0-9]/.test(char) ? "number" : "operator";
      yield { kind, text, line, indent };
      if (kind === "string") line += newlinesIn(source, at, end);
      at = end;
    }
  }
}

function newlinesIn(source: string, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at++) if (source[at] === "\n") count++;
  return count;
}

/** After a string in one or three quotes; of one that does not end, after its line. */
function stringEnd(source: string, start: number): number {
  const quote = source[start] ?? "";
  const triple = source.startsWith(quote.repeat(3), start);
  const closing = triple ? quote.repeat(3) : quote;
  for (let at = start + closing.length; at < source.length; at++) {
    if (source[at] === "\\") at++;
    else if (source.startsWith(closing, at)) return at + closing.length;
    else if (source[at] === "\n" && !triple) return at;
  }
  return source.length;
}

function wordEnd(source: string, start: number): number {
  if (!NAME.test(source[start] ?? "")) return start + 1;
  let at = start + 1;
  while (at < source.length && NAME.test(source[at] ?? "")) at++;
  return at;
}
