import { ByteCursor } from "../byte-cursor.ts";
import { ascii, type ByteSource } from "../byte-source.ts";
import { FormatError } from "../errors.ts";
import { DocumentBuilder } from "./builder.ts";
import type { DocumentBudget, DocumentParts, DocumentReading } from "./document.ts";

const DECODER = new TextDecoder("utf-8");
const BATCH = 8192;

interface NumberType {
  readonly bytes: number;
  readonly read: (cursor: ByteCursor) => number;
}

/** Draft 12, big-endian. */
const NUMBERS: { readonly [marker: string]: NumberType } = {
  i: { bytes: 1, read: (cursor) => cursor.i8() },
  U: { bytes: 1, read: (cursor) => cursor.u8() },
  I: { bytes: 2, read: (cursor) => cursor.i16(false) },
  l: { bytes: 4, read: (cursor) => cursor.i32(false) },
  L: { bytes: 8, read: (cursor) => Number(cursor.i64(false)) },
  d: { bytes: 4, read: (cursor) => cursor.f32(false) },
  D: { bytes: 8, read: (cursor) => cursor.f64(false) },
};

interface OpenContainer {
  readonly kind: "object" | "list";
  /** Elements still to come, where the count is written. */
  left: number | undefined;
  /** Marker of all elements, where it is written once. */
  readonly type: string | undefined;
}

/**
 * Universal Binary JSON, as XGBoost writes its models. Lengths and counts are checked against the bytes that are
 * left before anything is taken.
 *
 * @throws FormatError NOT_THIS_FORMAT, MALFORMED, TRUNCATED, BUDGET_DEPTH, BUDGET_NODES
 * @see https://ubjson.org/ (draft 12)
 */
export function readUbjsonDocument(source: ByteSource, budget?: DocumentBudget, parts?: DocumentParts): DocumentReading {
  return new UbjsonReader(source, new DocumentBuilder(budget, parts)).read();
}

class UbjsonReader {
  readonly #cursor: ByteCursor;
  readonly #builder: DocumentBuilder;
  readonly #open: OpenContainer[] = [];

  constructor(source: ByteSource, builder: DocumentBuilder) {
    this.#cursor = new ByteCursor(source);
    this.#builder = builder;
  }

  read(): DocumentReading {
    this.#value(this.#marker());
    for (let top = this.#open.at(-1); top !== undefined; top = this.#open.at(-1)) {
      if (this.#finished(top)) {
        this.#open.pop();
        this.#builder.end();
        continue;
      }
      if (top.left !== undefined) top.left--;
      if (top.kind === "object") {
        const offset = this.#cursor.offset;
        this.#builder.key(this.#text(), offset);
      }
      this.#value(top.type ?? this.#marker());
    }
    const end = this.#cursor.offset;
    if (this.#cursor.remaining > 0) this.#builder.problem("trailing-bytes", end, `${this.#cursor.remaining} bytes follow the value`);
    return this.#builder.reading(end);
  }

  #finished(top: OpenContainer): boolean {
    if (top.left !== undefined) return top.left === 0;
    while (this.#cursor.peek() === 0x4e) this.#cursor.u8();
    if (this.#cursor.peek() !== (top.kind === "object" ? 0x7d : 0x5d)) return false;
    this.#cursor.u8();
    return true;
  }

  #marker(): string {
    let byte = this.#cursor.u8();
    while (byte === 0x4e) byte = this.#cursor.u8();
    return String.fromCharCode(byte);
  }

  #value(marker: string): void {
    const number = NUMBERS[marker];
    if (number !== undefined) this.#builder.scalar(number.read(this.#cursor));
    else if (marker === "S") this.#builder.scalar(this.#text());
    else if (marker === "{" || marker === "[") this.#begin(marker === "{" ? "object" : "list");
    else if (marker === "T" || marker === "F") this.#builder.scalar(marker === "T");
    else if (marker === "Z") this.#builder.scalar(null);
    else if (marker === "C") this.#builder.scalar(String.fromCharCode(this.#cursor.u8()));
    else if (marker === "H") this.#builder.scalar(this.#text());
    else this.#malformed(`0x${marker.charCodeAt(0).toString(16)} is no type`);
  }

  #begin(kind: "object" | "list"): void {
    const offset = this.#cursor.offset - 1;
    this.#builder.begin(kind, offset);
    let type: string | undefined;
    let left: number | undefined;
    if (this.#cursor.peek() === 0x24) {
      this.#cursor.u8();
      type = String.fromCharCode(this.#cursor.u8());
      if (this.#cursor.peek() !== 0x23) this.#malformed("a typed container has no count");
    }
    if (this.#cursor.peek() === 0x23) {
      this.#cursor.u8();
      left = this.#length();
    }
    if (type !== undefined && "TFZN".includes(type) && (left ?? 0) > 0) {
      this.#builder.problem("empty-elements", offset, `${left} elements that take no bytes`);
      if ((left ?? 0) > this.#cursor.remaining + 1024) this.#cursor.fit(left ?? 0, 1, "elements that take no bytes");
    }
    const number = type === undefined ? undefined : NUMBERS[type];
    // Each element takes at least its marker, or its fixed size; each entry of an object the length of its key as well.
    const least = (number?.bytes ?? 1) + (kind === "object" ? 2 : 0);
    if (left !== undefined && (type === undefined || !"TFZN".includes(type))) this.#cursor.fit(left, least, "elements");
    if (kind === "list" && number !== undefined && left !== undefined) this.#numbers(number, left);
    else this.#open.push({ kind, left, type });
  }

  #numbers(type: NumberType, count: number): void {
    for (let left = count; left > 0; ) {
      const batch: number[] = [];
      for (let index = Math.min(left, BATCH); index > 0; index--) batch.push(type.read(this.#cursor));
      left -= batch.length;
      this.#builder.numbers(batch);
    }
    this.#builder.end();
  }

  #length(): number {
    const offset = this.#cursor.offset;
    const marker = this.#marker();
    const type = NUMBERS[marker];
    if (type === undefined || marker === "d" || marker === "D") return this.#malformed("a length is no whole number", offset);
    const length = type.read(this.#cursor);
    return length >= 0 ? length : this.#cursor.fit(length, 1, "elements");
  }

  #text(): string {
    const length = this.#length();
    const offset = this.#cursor.offset;
    const kept = Math.min(length, this.#builder.budget.text);
    this.#cursor.fit(length, 1, "bytes of text");
    const text = DECODER.decode(this.#cursor.bytes(kept));
    if (kept < length) {
      this.#builder.problem("cut-text", offset, `a text of ${length} bytes is kept in part`);
      this.#cursor.skip(length - kept);
    }
    return text;
  }

  #malformed(message: string, offset = this.#cursor.offset): never {
    throw new FormatError("MALFORMED", `at offset ${offset}: ${message}`);
  }
}

/** Whether the bytes begin like an object of universal binary JSON whose first key has a length in it. */
export function looksLikeUbjson(head: Uint8Array): boolean {
  if (head[0] !== 0x7b) return false;
  const first = ascii(head, 1, 2);
  if (first === "}") return head.length === 2;
  if (first === "$" || first === "#") return "iUIlLSdD[{".includes(ascii(head, 2, 3));
  return "iUIlL".includes(first) && head.length > 3;
}
