import { ByteCursor } from "../byte-cursor.ts";
import type { ByteSource } from "../byte-source.ts";
import { FormatError } from "../errors.ts";
import { DocumentBuilder } from "./builder.ts";
import type { DocumentBudget, DocumentParts, DocumentReading } from "./document.ts";

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
  readonly #cursor: ByteCursor;
  readonly #builder: DocumentBuilder;

  constructor(source: ByteSource, builder: DocumentBuilder) {
    this.#cursor = new ByteCursor(source);
    this.#builder = builder;
    const mark = source.read(0, 3);
    if (mark[0] === 0xef && mark[1] === 0xbb && mark[2] === 0xbf) this.#cursor.skip(3);
  }

  read(): DocumentReading {
    const builder = this.#builder;
    for (;;) {
      const byte = this.#next();
      const inObject = builder.inObject;
      if (inObject === undefined) this.#value(byte);
      else if (byte === (inObject ? 0x7d : 0x5d) && builder.count === 0) {
        this.#cursor.u8();
        builder.end();
      } else {
        if (inObject) this.#key(byte);
        this.#value(inObject ? this.#next() : byte);
      }
      if (this.#close()) break;
    }
    this.#next();
    const end = this.#cursor.offset;
    if (this.#cursor.remaining > 0) builder.problem("trailing-bytes", end, `${this.#cursor.remaining} bytes follow the JSON value`);
    return builder.reading(end);
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
        this.#cursor.u8();
        return false;
      }
      if (byte !== (inObject === true ? 0x7d : 0x5d)) this.#malformed("a comma or the end of the value is missing");
      this.#cursor.u8();
      builder.end();
    }
  }

  #key(byte: number): void {
    if (byte !== QUOTE) this.#malformed("a key is missing");
    const offset = this.#cursor.offset;
    this.#builder.key(this.#text(), offset);
    if (this.#next() !== 0x3a) this.#malformed("a colon is missing");
    this.#cursor.u8();
  }

  #value(byte: number): void {
    if (byte === 0x7b || byte === 0x5b) {
      this.#builder.begin(byte === 0x7b ? "object" : "list", this.#cursor.offset);
      this.#cursor.u8();
    } else if (byte === QUOTE) this.#builder.scalar(this.#text());
    else this.#word();
  }

  #word(): void {
    const offset = this.#cursor.offset;
    let word = "";
    for (let byte = this.#cursor.peek(); isWord(byte) && word.length <= 64; byte = this.#cursor.peek()) {
      word += String.fromCharCode(byte);
      this.#cursor.advance(1);
    }
    const builder = this.#builder;
    if (word === "true" || word === "false") builder.scalar(word === "true");
    else if (word === "null") builder.scalar(null);
    else if (NUMBER.test(word)) {
      const value = Number(word);
      const exact = word.length <= 15 || !/^-?\d+$/.test(word) || Number.isSafeInteger(value);
      builder.scalar(exact ? value : BigInt(word));
    } else if (/^-?(?:NaN|Infinity|inf|nan)$/.test(word)) {
      builder.problem("extended-number", offset, `${word} is not in the standard`);
      builder.scalar(/nan/i.test(word) ? Number.NaN : word.startsWith("-") ? -Infinity : Infinity);
    } else if (word === "" && this.#cursor.remaining <= 0) throw new FormatError("TRUNCATED", `the JSON text ends at offset ${offset}`);
    else this.#malformed(`${JSON.stringify(word.slice(0, 40))} is no JSON value`, offset);
  }

  /** The next byte that is no white space. */
  #next(): number {
    for (let byte = this.#cursor.peek(); ; byte = this.#cursor.peek()) {
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return byte;
      this.#cursor.advance(1);
    }
  }

  #text(): string {
    const offset = this.#cursor.offset;
    this.#cursor.u8();
    const chunks: Uint8Array[] = [];
    let kept = 0;
    let escaped = false;
    let cut = false;
    for (let closed = false; !closed; ) {
      const ready = this.#cursor.ready();
      if (ready.length === 0) throw new FormatError("TRUNCATED", `the text at offset ${offset} is not closed`);
      let at = 0;
      while (at < ready.length) {
        const byte = ready[at] ?? 0;
        if (byte === QUOTE || byte === BACKSLASH || byte < 0x20) break;
        at++;
      }
      const stop = ready[at];
      const take = stop === BACKSLASH ? Math.min(at + 2, ready.length) : at;
      if (kept < this.#builder.budget.text) chunks.push(ready.slice(0, take));
      else cut ||= take > 0;
      kept += take;
      if (stop === BACKSLASH) {
        escaped = true;
        this.#cursor.advance(take);
        if (at + 1 >= ready.length) {
          const second = this.#cursor.u8();
          chunks.push(Uint8Array.of(second));
        }
        continue;
      }
      if (stop !== undefined && stop < 0x20) this.#malformed("a control character stands in a text", this.#cursor.offset + at);
      closed = stop === QUOTE;
      this.#cursor.advance(closed ? at + 1 : at);
    }
    if (cut) this.#builder.problem("cut-text", offset, `a text of ${kept} bytes is kept in part`);
    return this.#decode(chunks, escaped, offset);
  }

  #decode(chunks: readonly Uint8Array[], escaped: boolean, offset: number): string {
    const bytes = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
    let text: string;
    try {
      text = DECODER.decode(bytes);
    } catch {
      this.#builder.problem("invalid-text", offset, "a text is not UTF-8");
      text = LENIENT.decode(bytes);
    }
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

  #malformed(message: string, offset = this.#cursor.offset): never {
    throw new FormatError("MALFORMED", `at offset ${offset}: ${message}`);
  }
}

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
