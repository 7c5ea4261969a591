import type { JinjaProblem } from "./nodes.ts";
import { decodeString } from "./strings.ts";

export interface JinjaToken {
  readonly kind: "data" | "output" | "tag" | "end" | "name" | "text" | "number" | "operator";
  /** Decoded text of strings; the operator; the name. */
  readonly value: string;
  readonly offset: number;
}

/** The text is no template, or one beyond our limits. */
export class JinjaSyntaxError extends Error {
  readonly offset: number;
  readonly kind: JinjaProblem["kind"];

  constructor(message: string, offset: number, kind: JinjaProblem["kind"] = "syntax") {
    super(message);
    this.offset = offset;
    this.kind = kind;
  }
}

const TOKENS = 200_000;
const SPACE = /\s+/y;
const NUMBER = /0[bB][01_]+|0[oO][0-7_]+|0[xX][\da-fA-F_]+|\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][-+]?\d[\d_]*)?/y;
const NAME = /[\p{ID_Start}_]\p{ID_Continue}*/uy;
const STRING = /'[^'\\]*(?:\\[\s\S][^'\\]*)*'|"[^"\\]*(?:\\[\s\S][^"\\]*)*"/y;
const OPERATOR = /\/\/|\*\*|[=!<>]=|[-+/*%~[\](){}<>=.:|,;]/y;
const CLOSING: ReadonlyMap<string, string> = new Map([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
]);
const RAW = /\{%[-+]?\s*raw\s*-?%\}/y;
const END_RAW = /\{%[-+]?\s*endraw\s*[-+]?%\}/g;

/**
 * Tokens of a template with Jinja's default delimiters, as Jinja2 finds them: the first of `{{`, `{%`, `{#`, raw blocks,
 * ends of tags only outside of brackets.
 *
 * @throws JinjaSyntaxError
 */
export function readTokens(source: string): readonly JinjaToken[] {
  return new Lexer(source).all();
}

class Lexer {
  readonly #source: string;
  readonly #tokens: JinjaToken[] = [];
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  all(): readonly JinjaToken[] {
    while (this.#at < this.#source.length) this.#root();
    return this.#tokens;
  }

  #push(kind: JinjaToken["kind"], value: string, offset: number): void {
    if (this.#tokens.length >= TOKENS) throw new JinjaSyntaxError(`more than ${TOKENS} tokens`, offset, "limit");
    this.#tokens.push({ kind, value, offset });
  }

  /** Text to the next tag, and the tag. */
  #root(): void {
    const start = this.#at;
    let at = start;
    for (;;) {
      at = this.#source.indexOf("{", at);
      if (at === -1) at = this.#source.length;
      const next = this.#source[at + 1];
      if (at >= this.#source.length || next === "{" || next === "%" || next === "#") break;
      at++;
    }
    if (at > start) this.#push("data", this.#source.slice(start, at), start);
    this.#at = at;
    if (at >= this.#source.length) return;
    if (this.#source[at + 1] === "#") return this.#comment();
    const raw = this.#match(RAW);
    if (raw !== undefined) return this.#raw(at);
    const output = this.#source[at + 1] === "{";
    this.#at += /[-+]/.test(this.#source[at + 2] ?? "") ? 3 : 2;
    this.#push(output ? "output" : "tag", "", at);
    this.#code(output ? "}}" : "%}");
  }

  #comment(): void {
    const end = this.#source.indexOf("#}", this.#at + 2);
    if (end === -1) throw new JinjaSyntaxError("a comment without its end", this.#at);
    this.#at = end + 2;
  }

  #raw(start: number): void {
    END_RAW.lastIndex = this.#at;
    const end = END_RAW.exec(this.#source);
    if (end === null) throw new JinjaSyntaxError("a raw block without its end", start);
    this.#push("data", this.#source.slice(this.#at, end.index), this.#at);
    this.#at = end.index + end[0].length;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#source)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  /** What stands between a beginning and its end. */
  #code(end: "}}" | "%}"): void {
    const open: string[] = [];
    const start = this.#at;
    for (;;) {
      this.#match(SPACE);
      const at = this.#at;
      if (at >= this.#source.length) throw new JinjaSyntaxError("a tag without its end", start);
      if (open.length === 0) {
        // `+%}` ends a block, `+}}` no output.
        const signed = this.#source[at] === "-" || (this.#source[at] === "+" && end === "%}");
        const from = signed && this.#source.startsWith(end, at + 1) ? at + 1 : at;
        if (this.#source.startsWith(end, from)) {
          this.#at = from + 2;
          return this.#push("end", end, at);
        }
      }
      this.#token(at, open);
    }
  }

  #token(at: number, open: string[]): void {
    const number = this.#match(NUMBER);
    if (number !== undefined) return this.#push("number", number.replaceAll("_", ""), at);
    const name = this.#match(NAME);
    if (name !== undefined) return this.#push("name", name, at);
    const string = this.#match(STRING);
    if (string !== undefined) {
      const value = decodeString(string.slice(1, -1));
      if (value === undefined) throw new JinjaSyntaxError("an escape that Python does not know", at);
      return this.#push("text", value, at);
    }
    const operator = this.#match(OPERATOR);
    if (operator === undefined) throw new JinjaSyntaxError(`an unexpected ${JSON.stringify(this.#source[at])}`, at);
    const closing = CLOSING.get(operator);
    if (closing !== undefined) open.push(closing);
    else if (operator === ")" || operator === "]" || operator === "}") {
      if (open.pop() !== operator) throw new JinjaSyntaxError(`an unexpected ${JSON.stringify(operator)}`, at);
    }
    this.#push("operator", operator, at);
  }
}
