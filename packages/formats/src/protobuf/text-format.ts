/** What a text of protocol buffers says, in its order. */
export interface TextFormatEvents {
  enter(name: string, offset: number): void;
  leave(name: string, offset: number): void;
  /** A value: strings joined and unescaped, everything else as written. */
  scalar(name: string, value: string, offset: number): void;
}

export interface TextFormatProblem {
  readonly message: string;
  readonly offset: number;
}

const MAX_DEPTH = 100;
const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", a: "\x07", b: "\b", f: "\f", v: "\v" };
const SPACE = /[\s;,]/;
const WORD = /[\w.+-]/;

/**
 * Reads the text format of protocol buffers (`saved_model.pbtxt`, `.prototxt`) without a schema.
 * Answers the first thing that is not the format; everything before it was told.
 * @see https://protobuf.dev/reference/protobuf/textformat-spec/
 */
export class TextFormatReader {
  readonly #text: string;
  readonly #events: TextFormatEvents;
  readonly #stack: { readonly name: string; readonly close: string }[] = [];
  #at = 0;

  constructor(text: string, events: TextFormatEvents) {
    this.#text = text;
    this.#events = events;
  }

  /** @param spend called now and then with the characters read since; may throw to end the reading */
  run(spend?: (characters: number) => void): TextFormatProblem | undefined {
    let told = 0;
    for (;;) {
      if (this.#at - told > 65_536) {
        spend?.(this.#at - told);
        told = this.#at;
      }
      this.#space();
      if (this.#at >= this.#text.length) return this.#stack.length === 0 ? undefined : this.#problem("A message is not closed.");
      const char = this.#text[this.#at] ?? "";
      const top = this.#stack.at(-1);
      if (top !== undefined && char === top.close) {
        this.#stack.pop();
        this.#events.leave(top.name, this.#at++);
        continue;
      }
      const problem = this.#field();
      if (problem !== undefined) return problem;
    }
  }

  #problem(message: string): TextFormatProblem {
    return { message, offset: this.#at };
  }

  #space(): void {
    const text = this.#text;
    for (;;) {
      const char = text[this.#at];
      if (char === "#") {
        const end = text.indexOf("\n", this.#at);
        this.#at = end < 0 ? text.length : end + 1;
      } else if (char !== undefined && SPACE.test(char)) this.#at++;
      else return;
    }
  }

  #word(): string {
    const start = this.#at;
    while (this.#at < this.#text.length && WORD.test(this.#text[this.#at] ?? "")) this.#at++;
    return this.#text.slice(start, this.#at);
  }

  #name(): string | undefined {
    if (this.#text[this.#at] !== "[") return this.#word() || undefined;
    const end = this.#text.indexOf("]", this.#at);
    if (end < 0 || end - this.#at > 1000) return undefined;
    const name = this.#text.slice(this.#at + 1, end);
    this.#at = end + 1;
    return name;
  }

  #field(): TextFormatProblem | undefined {
    const name = this.#name();
    if (name === undefined) return this.#problem("There is no name of a field.");
    this.#space();
    const colon = this.#text[this.#at] === ":";
    if (colon) {
      this.#at++;
      this.#space();
    }
    const char = this.#text[this.#at];
    if (char === "{" || char === "<") return this.#enter(name);
    // Lists of messages need no colon.
    if (char === "[") {
      this.#at++;
      return this.#list(name);
    }
    return colon ? this.#value(name) : this.#problem("A field has no value.");
  }

  #enter(name: string): TextFormatProblem | undefined {
    if (this.#stack.length >= MAX_DEPTH) return this.#problem(`Messages are nested deeper than ${MAX_DEPTH}.`);
    this.#stack.push({ name, close: this.#text[this.#at] === "{" ? "}" : ">" });
    this.#events.enter(name, this.#at++);
    return undefined;
  }

  /** Values in brackets; messages in them are read as if they stood alone, so the bracket is left to be skipped. */
  #list(name: string): TextFormatProblem | undefined {
    const depth = this.#stack.length;
    for (;;) {
      this.#space();
      const char = this.#text[this.#at];
      if (char === undefined) return this.#problem("A list is not closed.");
      if (char === "]") {
        this.#at++;
        return undefined;
      }
      if (char === "{" || char === "<") {
        const entered = this.#enter(name);
        if (entered !== undefined) return entered;
        while (this.#stack.length > depth) {
          this.#space();
          const top = this.#stack.at(-1);
          if (this.#at >= this.#text.length) return this.#problem("A message is not closed.");
          if (top !== undefined && this.#text[this.#at] === top.close) {
            this.#stack.pop();
            this.#events.leave(top.name, this.#at++);
          } else {
            const problem = this.#field();
            if (problem !== undefined) return problem;
          }
        }
      } else {
        const problem = this.#value(name);
        if (problem !== undefined) return problem;
      }
    }
  }

  #value(name: string): TextFormatProblem | undefined {
    const offset = this.#at;
    const char = this.#text[this.#at];
    if (char === '"' || char === "'") {
      const parts: string[] = [];
      for (let quote = this.#text[this.#at]; quote === '"' || quote === "'"; quote = this.#text[this.#at]) {
        const part = this.#string(quote);
        if (part === undefined) return this.#problem("A text is not closed.");
        parts.push(part);
        this.#space();
      }
      this.#events.scalar(name, parts.join(""), offset);
      return undefined;
    }
    const word = this.#word();
    if (word === "") return this.#problem("A field has no value.");
    this.#events.scalar(name, word, offset);
    return undefined;
  }

  #string(quote: string): string | undefined {
    const text = this.#text;
    const parts: string[] = [];
    let from = ++this.#at;
    for (;;) {
      const char = text[this.#at];
      if (char === undefined || char === "\n") return undefined;
      if (char === quote) {
        parts.push(text.slice(from, this.#at++));
        return parts.join("");
      }
      if (char !== "\\") {
        this.#at++;
        continue;
      }
      parts.push(text.slice(from, this.#at), this.#escape());
      from = this.#at;
    }
  }

  #escape(): string {
    const rest = this.#text.slice(this.#at + 1, this.#at + 11);
    const coded = /^(?:([0-7]{1,3})|[xX]([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/.exec(rest);
    if (coded === null) {
      this.#at += 2;
      return ESCAPES[rest[0] ?? ""] ?? rest[0] ?? "";
    }
    this.#at += 1 + coded[0].length;
    const code = coded[1] === undefined ? Number.parseInt(coded[2] ?? coded[3] ?? coded[4] ?? "0", 16) : Number.parseInt(coded[1], 8);
    return code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
  }
}
