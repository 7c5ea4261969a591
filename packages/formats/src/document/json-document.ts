import { ascii, type ByteSource } from "../byte-source.ts";
import { FormatError } from "../errors.ts";
import { DocumentBuilder } from "./builder.ts";
import type { DocumentBudget, DocumentParts, DocumentReading } from "./document.ts";

const WINDOW = 256 * 1024;
const LONGEST_WORD = 64;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const DECODER = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const LENIENT = new TextDecoder("utf-8", { ignoreBOM: true });
/** RFC 8259 section 6. Numbers are cut at 64 bytes before this is asked. */
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;

/**
 * Strict JSON of any size. Broken syntax throws: a loader would refuse the file. NaN and Infinity are read and noted,
 * since model libraries write them; keys that stand twice are noted, since readers disagree about them.
 *
 * @throws FormatError NOT_THIS_FORMAT, MALFORMED, TRUNCATED, BUDGET_DEPTH, BUDGET_NODES
 * @see https://www.rfc-editor.org/rfc/rfc8259
 */
export function readJsonDocument(source: ByteSource, budget?: DocumentBudget, parts?: DocumentParts): DocumentReading {
  const reader = new JsonReader(source, new DocumentBuilder(budget, parts));
  return reader.read();
}

class JsonReader {
  readonly #source: ByteSource;
  readonly #builder: DocumentBuilder;
  #window: Uint8Array = new Uint8Array(0);
  /** Of the window in the source. */
  #base = 0;
  /** Next byte in the window. */
  #at = 0;

  constructor(source: ByteSource, builder: DocumentBuilder) {
    this.#source = source;
    this.#builder = builder;
    this.#fill();
    const [a, b, c] = this.#window;
    if (a === 0xef && b === 0xbb && c === 0xbf) this.#at = 3;
  }

  read(): DocumentReading {
    const builder = this.#builder;
    for (;;) {
      const byte = this.#next();
      const inObject = builder.inObject;
      if (inObject === undefined) this.#value(byte);
      else if (byte === (inObject ? 0x7d : 0x5d) && builder.count === 0) {
        this.#at++;
        builder.end();
      } else {
        if (inObject) this.#key(byte);
        this.#value(inObject ? this.#next() : byte);
      }
      if (this.#close()) break;
    }
    this.#next();
    const end = this.#offset;
    if (end < this.#source.size) builder.problem("trailing-bytes", end, `${this.#source.size - end} bytes follow the JSON value`);
    return builder.reading(end);
  }

  get #offset(): number {
    return this.#base + this.#at;
  }

  /** Moves the window to the next byte; false at the end of the source. */
  #fill(): boolean {
    this.#base += this.#at;
    this.#at = 0;
    this.#window = this.#source.read(this.#base, WINDOW);
    return this.#window.length > 0;
  }

  /** Separators and ends behind a value; true where the root is finished. */
  #close(): boolean {
    const builder = this.#builder;
    for (;;) {
      if (builder.complete) return true;
      const inObject = builder.inObject;
      if (builder.count === 0) return false;
      const byte = this.#next();
      if (byte === 0x2c) {
        this.#at++;
        return false;
      }
      if (byte !== (inObject === true ? 0x7d : 0x5d)) this.#malformed("a comma or the end of the value is missing");
      this.#at++;
      builder.end();
    }
  }

  #key(byte: number): void {
    if (byte !== QUOTE) this.#malformed("a key is missing");
    const offset = this.#offset;
    this.#builder.key(this.#text(), offset);
    if (this.#next() !== 0x3a) this.#malformed("a colon is missing");
    this.#at++;
  }

  #value(byte: number): void {
    if (byte === 0x7b || byte === 0x5b) {
      this.#builder.begin(byte === 0x7b ? "object" : "list", this.#offset);
      this.#at++;
    } else if (byte === QUOTE) this.#builder.scalar(this.#text());
    else this.#word();
  }

  #word(): void {
    const offset = this.#offset;
    if (this.#window.length - this.#at <= LONGEST_WORD) this.#fill();
    const window = this.#window;
    const start = this.#at;
    let at = start;
    let whole = 0;
    // Most words are short whole numbers.
    for (let byte = window[at] ?? 0; byte >= 0x30 && byte <= 0x39 && at - start < 15; byte = window[++at] ?? 0)
      whole = whole * 10 + byte - 0x30;
    if (at > start && (window[start] !== 0x30 || at === start + 1) && !isWord(window[at] ?? 0)) {
      this.#at = at;
      return this.#builder.scalar(whole);
    }
    while (isWord(window[at] ?? 0) && at - start <= LONGEST_WORD) at++;
    const word = ascii(window, start, at);
    this.#at = at;
    if (word === "true" || word === "false") this.#builder.scalar(word === "true");
    else if (word === "null") this.#builder.scalar(null);
    else this.#number(word, offset);
  }

  #number(word: string, offset: number): void {
    const builder = this.#builder;
    if (NUMBER.test(word)) {
      const value = Number(word);
      const exact = word.length <= 15 || !/^-?\d+$/.test(word) || Number.isSafeInteger(value);
      builder.scalar(exact ? value : BigInt(word));
    } else if (/^-?(?:NaN|Infinity|inf|nan)$/.test(word)) {
      builder.problem("extended-number", offset, `${word} is not in the standard`);
      builder.scalar(/nan/i.test(word) ? Number.NaN : word.startsWith("-") ? -Infinity : Infinity);
    } else if (word === "" && offset >= this.#source.size) throw new FormatError("TRUNCATED", `the JSON text ends at offset ${offset}`);
    else this.#malformed(`${JSON.stringify(word.slice(0, 40))} is no JSON value`, offset);
  }

  /** The next byte that is no white space; -1 at the end. */
  #next(): number {
    for (;;) {
      const window = this.#window;
      let at = this.#at;
      for (; at < window.length; at++) {
        const byte = window[at] ?? 0;
        if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) {
          this.#at = at;
          return byte;
        }
      }
      this.#at = at;
      if (!this.#fill()) return -1;
    }
  }

  #text(): string {
    const offset = this.#offset;
    const budget = this.#builder.budget.text;
    this.#at++;
    const chunks: Uint8Array[] = [];
    let kept = 0;
    let escaped = false;
    let cut = false;
    /** The window ended inside of an escape: its letter comes first in the next one. */
    let open = false;
    for (let closed = false; !closed; ) {
      if (this.#at >= this.#window.length && !this.#fill())
        throw new FormatError("TRUNCATED", `the text at offset ${offset} is not closed`);
      const window = this.#window;
      let at: number = this.#at + (open ? 1 : 0);
      let stop = -1;
      while (at < window.length) {
        const byte = window[at] ?? 0;
        if (byte === BACKSLASH) {
          escaped = true;
          at += 2;
        } else if (byte === QUOTE || byte < 0x20) {
          stop = byte;
          break;
        } else at++;
      }
      if (stop !== -1 && stop < 0x20) this.#malformed("a control character stands in a text", this.#base + at);
      open = at > window.length;
      const end = Math.min(at, window.length);
      if (kept < budget) chunks.push(window.subarray(this.#at, end));
      else cut ||= end > this.#at;
      kept += end - this.#at;
      closed = stop === QUOTE;
      this.#at = closed ? end + 1 : end;
    }
    if (cut) this.#builder.problem("cut-text", offset, `a text of ${kept} bytes is kept in part`);
    return this.#decode(chunks, escaped, offset);
  }

  #decode(chunks: readonly Uint8Array[], escaped: boolean, offset: number): string {
    const bytes = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
    const text = this.#characters(bytes, offset);
    if (!escaped) return text;
    try {
      const parsed: unknown = JSON.parse(`"${text}"`);
      return typeof parsed === "string" ? parsed : text;
    } catch {
      // A text that was cut inside of an escape is no fault of the file.
      if (bytes.length >= this.#builder.budget.text) return text;
      return this.#malformed("a text has an escape that JSON does not know", offset);
    }
  }

  #characters(bytes: Uint8Array, offset: number): string {
    // Keys are short and ASCII: no decoder is needed for them.
    if (bytes.length < 24 && bytes.every((byte) => byte < 0x80)) return ascii(bytes);
    try {
      return DECODER.decode(bytes);
    } catch {
      this.#builder.problem("invalid-text", offset, "a text is not UTF-8");
      return LENIENT.decode(bytes);
    }
  }

  #malformed(message: string, offset = this.#offset): never {
    throw new FormatError("MALFORMED", `at offset ${offset}: ${message}`);
  }
}

/** A byte that a number or a word of JSON may hold. */
function isWord(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x41 && byte <= 0x5a) ||
    (byte >= 0x61 && byte <= 0x7a) ||
    byte === 0x2d ||
    byte === 0x2b ||
    byte === 0x2e
  );
}
