/*
 * Python literals as `ast.literal_eval` accepts them, as far as data files write them: strings, bytes, numbers, names
 * of constants, tuples, lists and dicts. Nothing is evaluated.
 */

export type PythonLiteral =
  | string
  | number
  | boolean
  | null
  | { readonly kind: "tuple" | "list"; readonly items: readonly PythonLiteral[] }
  | { readonly kind: "dict"; readonly entries: readonly (readonly [PythonLiteral, PythonLiteral])[] }
  | { readonly kind: "bytes"; readonly text: string };

export type PythonReading =
  | { readonly value: PythonLiteral }
  /** `call`: a name or a value is called, which no literal does. */
  | { readonly problem: string; readonly at: number; readonly call: boolean };

const DEPTH = 32;
const NODES = 100_000;
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["\\", "\\"],
  ["'", "'"],
  ['"', '"'],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["a", "\x07"],
  ["b", "\b"],
  ["f", "\f"],
  ["v", "\v"],
  ["\n", ""],
]);

class NoLiteral extends Error {
  readonly at: number;
  readonly call: boolean;

  constructor(message: string, at: number, call = false) {
    super(message);
    this.at = at;
    this.call = call;
  }
}

/** Reads one literal that fills the text. Never throws. */
export function readPythonLiteral(text: string): PythonReading {
  const reader = new Reader(text);
  try {
    return { value: reader.whole() };
  } catch (error) {
    if (error instanceof NoLiteral) return { problem: error.message, at: error.at, call: error.call };
    throw error;
  }
}

class Reader {
  readonly #text: string;
  #at = 0;
  #depth = 0;
  #nodes = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): PythonLiteral {
    const value = this.#value();
    this.#space();
    if (this.#at < this.#text.length) this.#fail("text behind the value");
    return value;
  }

  #fail(message: string): never {
    // A name or a closing bracket before `(` is a call.
    let before = this.#at - 1;
    while (before >= 0 && /\s/.test(this.#text[before] ?? "")) before--;
    const call = this.#text[this.#at] === "(" && /[\w)\]}'"]/.test(this.#text[before] ?? "");
    throw new NoLiteral(call ? "a call" : message, this.#at, call);
  }

  #space(): void {
    for (;;) {
      const char = this.#text[this.#at] ?? "";
      if (/^[ \t\r\n\f]$/.test(char)) this.#at++;
      else if (char === "#") {
        const end = this.#text.indexOf("\n", this.#at);
        this.#at = end === -1 ? this.#text.length : end;
      } else return;
    }
  }

  #value(): PythonLiteral {
    this.#space();
    if (++this.#nodes > NODES) this.#fail(`more than ${NODES} values`);
    const char = this.#text[this.#at] ?? "";
    if (char === "(" || char === "[" || char === "{") {
      if (++this.#depth > DEPTH) this.#fail(`nested deeper than ${DEPTH}`);
      this.#at++;
      const value = char === "{" ? this.#dict() : this.#sequence(char === "(" ? ")" : "]");
      this.#depth--;
      return value;
    }
    if (char === "'" || char === '"') return this.#string();
    const number = this.#match(/[-+]?(?:0[xX][\da-fA-F]{1,40}|\d{1,40}(?:\.\d{0,40})?(?:[eE][-+]?\d{1,4})?)[lL]?(?![\w.])/y);
    if (number !== undefined) return Number(number.replace(/^\+|[lL]$/g, ""));
    const word = this.#match(/[A-Za-z_]\w{0,80}/y);
    if (word === undefined) this.#fail("no value where one must stand");
    if (word === "True" || word === "False") return word === "True";
    if (word === "None") return null;
    const next = this.#text[this.#at];
    if (/^[uUrRbB]{1,2}$/.test(word) && (next === "'" || next === '"')) {
      const text = this.#string(/[rR]/.test(word));
      return /[bB]/.test(word) ? { kind: "bytes", text } : text;
    }
    this.#space();
    this.#fail(`the name ${word}`);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  /** Items to the closing bracket; one in round brackets without a comma is no tuple. */
  #sequence(end: string): PythonLiteral {
    const items: PythonLiteral[] = [];
    let comma = true;
    for (;;) {
      this.#space();
      if (this.#text[this.#at] === end) break;
      if (!comma) this.#fail("no comma between values");
      items.push(this.#value());
      comma = this.#comma();
    }
    this.#at++;
    const [only] = items;
    return end === ")" && items.length === 1 && !comma && only !== undefined ? only : { kind: end === ")" ? "tuple" : "list", items };
  }

  #comma(): boolean {
    this.#space();
    if (this.#text[this.#at] !== ",") return false;
    this.#at++;
    return true;
  }

  #dict(): PythonLiteral {
    const entries: [PythonLiteral, PythonLiteral][] = [];
    let comma = true;
    for (;;) {
      this.#space();
      if (this.#text[this.#at] === "}") break;
      if (!comma) this.#fail("no comma between entries");
      const key = this.#value();
      this.#space();
      if (this.#text[this.#at] !== ":") this.#fail("no colon behind a key");
      this.#at++;
      entries.push([key, this.#value()]);
      comma = this.#comma();
    }
    this.#at++;
    return { kind: "dict", entries };
  }

  /** Strings that stand behind one another are one. */
  #string(raw = false): string {
    let text = this.#oneString(raw);
    for (;;) {
      this.#space();
      const char = this.#text[this.#at];
      if (char !== "'" && char !== '"') return text;
      if (++this.#nodes > NODES) this.#fail(`more than ${NODES} values`);
      text += this.#oneString(false);
    }
  }

  #oneString(raw: boolean): string {
    const quote = this.#text[this.#at] ?? "";
    let text = "";
    for (this.#at++; this.#at < this.#text.length; this.#at++) {
      const char = this.#text[this.#at] ?? "";
      if (char === quote) {
        this.#at++;
        return text;
      }
      if (char === "\n") break;
      text += char === "\\" && !raw ? this.#escape() : char;
    }
    this.#fail("a string without its end");
  }

  /** Leaves the position on the last character of the escape. */
  #escape(): string {
    const coded = this.#match(/\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U00[\da-fA-F]{6}|[0-7]{1,3})/y);
    if (coded !== undefined) {
      this.#at--;
      const digits = /[xuU]/.test(coded[1] ?? "") ? Number.parseInt(coded.slice(2), 16) : Number.parseInt(coded.slice(1), 8);
      return digits <= 0x10ffff ? String.fromCodePoint(digits) : "\ufffd";
    }
    this.#at++;
    const char = this.#text[this.#at] ?? "";
    return ESCAPES.get(char) ?? `\\${char}`;
  }
}
