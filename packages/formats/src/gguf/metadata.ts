import type { GgufCursor } from "./cursor.ts";
import { type GgufProblems, type GgufText, quoted, Unreadable } from "./reading.ts";
import { ARRAY_TYPE, BOOL_TYPE, STRING_TYPE, VALUE_WIDTHS } from "./types.ts";

/** Beyond this a length that does not fit was made up: the longest honest string is a tokenizer of some 20 MB. */
const FORGED_LENGTH = 2 ** 27;
/** Honest files have some hundred keys. */
const FORGED_KEYS = 2 ** 16;
const TEXT_KEPT = 512 * 1024;
const ALL_TEXT_KEPT = 8 * 1024 * 1024;
/** Longer lists are vocabularies. */
const LIST_KEPT = 64;
const KEY_LIMIT = 65_535;
const ARRAY_DEPTH = 4;

/** The key-value part of a header. */
export class GgufMetadata {
  readonly numbers = new Map<string, number | boolean>();
  readonly texts: GgufText[] = [];
  /** Lengths of lists. */
  readonly lengths = new Map<string, number>();
  leftOut = 0;
  readonly #cursor: GgufCursor;
  readonly #problems: GgufProblems;
  readonly #keys = new Set<string>();
  #kept = 0;

  constructor(cursor: GgufCursor, problems: GgufProblems) {
    this.#cursor = cursor;
    this.#problems = problems;
  }

  read(count: number): void {
    const cursor = this.#cursor;
    this.#fits(count, cursor.wide ? 13 : 9, FORGED_KEYS, "metadata keys");
    for (let index = 0; index < count; index++) {
      const offset = cursor.at;
      const key = this.#key();
      if (this.#keys.has(key)) this.#problems.add("key-duplicate", `the key ${quoted(key)} stands twice`, offset);
      this.#keys.add(key);
      this.#value(key, cursor.u32(), offset);
    }
  }

  /** Lists by token that do not have an entry for each. */
  checkVocabulary(): void {
    const tokens = this.lengths.get("tokenizer.ggml.tokens");
    if (tokens === undefined) return;
    for (const key of ["tokenizer.ggml.scores", "tokenizer.ggml.token_type"]) {
      const length = this.lengths.get(key);
      if (length === undefined || length === tokens) continue;
      const kind = length < tokens ? "forged-vocabulary" : "vocabulary-odd";
      this.#problems.add(kind, `${key} has ${length} entries for ${tokens} tokens`, this.#cursor.at);
    }
  }

  /** Whether so many things of at least so many bytes can follow. */
  #fits(count: number, bytes: number, forged: number, what: string): void {
    if (count * bytes <= this.#cursor.left) return;
    const place = this.#cursor.at;
    if (count > forged) {
      this.#problems.add("forged-count", `${count} ${what} are announced and ${this.#cursor.left} bytes are left`, place);
      throw new Unreadable();
    }
  }

  #length(what: string): number {
    const place = this.#cursor.at;
    const length = this.#cursor.size();
    if (length > this.#cursor.left && length > FORGED_LENGTH) {
      this.#problems.add("forged-length", `${what} of ${length} bytes is announced and ${this.#cursor.left} are left`, place);
      throw new Unreadable();
    }
    return length;
  }

  #key(): string {
    const place = this.#cursor.at;
    const length = this.#length("a key");
    if (length > KEY_LIMIT) {
      this.#problems.add("key-odd", `a key of ${length} bytes`, place);
      this.#cursor.skip(length);
      return `(key at ${place})`;
    }
    const key = this.#cursor.text(length);
    if (length === 0 || !/^[\x20-\x7e]+$/.test(key)) this.#problems.add("key-odd", `the key ${quoted(key)} is no ASCII name`, place);
    return key;
  }

  #value(key: string, type: number, place: number): void {
    const width = VALUE_WIDTHS[type];
    if (width !== undefined) {
      const at = this.#cursor.at;
      const value = this.#cursor.scalar(type, width);
      if (type === BOOL_TYPE && this.#cursor.byteAt(at) > 1)
        this.#problems.add("truth-odd", `the truth value of ${quoted(key)} is neither 0 nor 1`, at);
      if (!this.numbers.has(key)) this.numbers.set(key, value);
    } else if (type === STRING_TYPE) this.#text(key);
    else if (type === ARRAY_TYPE) this.#array(key, 0);
    else {
      this.#problems.add("value-type", `the value of ${quoted(key)} is of the type ${type}, which is unknown`, place);
      throw new Unreadable();
    }
  }

  #text(key: string): void {
    const length = this.#length("a string");
    const offset = this.#cursor.at;
    if (length > this.#cursor.left) this.#cursor.skip(length);
    if (this.#kept >= ALL_TEXT_KEPT) {
      this.leftOut++;
      this.#cursor.skip(length);
      return;
    }
    const keep = Math.min(length, TEXT_KEPT);
    this.texts.push({ key, value: this.#cursor.text(keep), offset, cut: keep < length });
    this.#kept += keep;
    this.#cursor.skip(length - keep);
  }

  #array(key: string, depth: number): void {
    const cursor = this.#cursor;
    const place = cursor.at;
    const type = cursor.u32();
    const count = cursor.size();
    if (depth === 0 && !this.lengths.has(key)) this.lengths.set(key, count);
    const width = VALUE_WIDTHS[type];
    if (width !== undefined) {
      this.#fits(count, width, FORGED_LENGTH, `values in ${quoted(key)}`);
      cursor.skip(count * width);
      return;
    }
    if (type !== STRING_TYPE && type !== ARRAY_TYPE) {
      this.#problems.add("value-type", `the values of ${quoted(key)} are of the type ${type}, which is unknown`, place);
      throw new Unreadable();
    }
    this.#fits(count, cursor.wide ? 8 : 4, FORGED_LENGTH, `values in ${quoted(key)}`);
    if (type === STRING_TYPE) return this.#strings(key, count);
    this.#problems.add("array-nested", `${quoted(key)} is a list of lists`, place);
    if (depth >= ARRAY_DEPTH) {
      this.#problems.add("forged-depth", `${quoted(key)} nests lists deeper than ${ARRAY_DEPTH}`, place);
      throw new Unreadable();
    }
    for (let index = 0; index < count; index++) this.#array(key, depth + 1);
  }

  #strings(key: string, count: number): void {
    const cursor = this.#cursor;
    if (count <= LIST_KEPT) {
      for (let index = 0; index < count; index++) this.#text(key);
      return;
    }
    // Vocabularies of 250,000 entries are passed over: no object each.
    for (let index = 0; index < count; index++) {
      const length = cursor.size();
      if (length <= cursor.left) cursor.at += length;
      else {
        cursor.at -= cursor.wide ? 8 : 4;
        cursor.skip(this.#length("a string"));
      }
    }
  }
}
