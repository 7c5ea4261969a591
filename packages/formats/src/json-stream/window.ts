import type { ByteSource } from "../byte-source.ts";
import { escaped, NUMBER_BYTE, STRING_STOP } from "./characters.ts";

const WINDOW = 1024 * 1024;
const NOTHING = new Uint8Array(0);
const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Bytes of a JSON text, read forward in windows. */
export class JsonWindow {
  /** In the source. */
  position: number;
  readonly #source: ByteSource;
  readonly #end: number;
  #bytes: Uint8Array = NOTHING;
  #start: number;

  constructor(source: ByteSource, start: number, end: number) {
    this.#source = source;
    this.#end = end;
    this.#start = start;
    this.position = start;
  }

  /** The byte at the position; -1 at the end. */
  peek(): number {
    const index = this.position - this.#start;
    if (index < this.#bytes.length) return this.#bytes[index] ?? -1;
    return this.#load() ? (this.#bytes[0] ?? -1) : -1;
  }

  #load(): boolean {
    if (this.position >= this.#end) return false;
    this.#bytes = this.#source.read(this.position, Math.min(WINDOW, this.#end - this.position));
    this.#start = this.position;
    return this.#bytes.length > 0;
  }

  /** A run of at most nine digits that nothing of a number follows: nearly every number of a vocabulary. */
  digits(): string {
    const from = this.position - this.#start;
    let to = from;
    let byte = this.#bytes[to] ?? 0;
    while (byte >= 0x30 && byte <= 0x39) byte = this.#bytes[++to] ?? 0x65;
    const length = to - from;
    if (length === 0 || length > 9 || NUMBER_BYTE[byte] === 1 || (length > 1 && this.#bytes[from] === 0x30)) return "";
    let text = "";
    for (let index = from; index < to; index++) text += String.fromCharCode(this.#bytes[index] ?? 0);
    this.position += length;
    return text;
  }

  /** The run of bytes of a class from the position on, "" where it is longer than the limit. */
  run(table: Uint8Array, limit: number): string {
    let text = "";
    for (let byte = this.peek(); byte !== -1 && table[byte] === 1; byte = this.peek()) {
      if (text.length >= limit) return "";
      text += String.fromCharCode(byte);
      this.position++;
    }
    return text;
  }

  /**
   * A string that begins with the quote at the position: its text, cut behind `keep` bytes, or what is wrong with it.
   * The position is left behind the closing quote.
   */
  string(keep: number): { readonly text: string; readonly cut: boolean } | string {
    this.position++;
    let text = "";
    let kept = 0;
    for (;;) {
      if (this.peek() === -1) return "a string without its end";
      const from = this.position - this.#start;
      const bytes = this.#bytes;
      let to = from;
      while (to < bytes.length && STRING_STOP[bytes[to] ?? 0] === 0) to++;
      // A sequence of UTF-8 may go on in the next window.
      const whole = to < bytes.length ? to : wholeCharacters(bytes, from, to);
      if (whole > from) {
        const part = bytes.subarray(from, whole);
        const decoded = decode(part);
        if (decoded === undefined) return "a string that is no UTF-8";
        if (kept < keep) text += decoded;
        kept += part.length;
      }
      this.position = this.#start + whole;
      if (to === bytes.length) {
        if (whole === to) continue;
        if (!this.#load() || this.#bytes.length <= to - whole) return "a string without its end";
        continue;
      }
      const stop = bytes[to];
      if (stop === 0x22) {
        this.position++;
        return kept > keep ? { text: text.slice(0, keep), cut: true } : { text, cut: false };
      }
      if (stop !== 0x5c) return "a control character in a string";
      const escape = this.#escape();
      if (escape === undefined) return "an escape that JSON does not know";
      if (kept < keep) text += escape;
      kept += 2;
    }
  }

  #escape(): string | undefined {
    this.position++;
    const byte = this.peek();
    this.position++;
    if (byte !== 0x75) return escaped(byte);
    let code = 0;
    for (let digit = 0; digit < 4; digit++) {
      const value = hexadecimal(this.peek());
      if (value === -1) return undefined;
      this.position++;
      code = code * 16 + value;
    }
    return String.fromCharCode(code);
  }
}

/** Where the last whole sequence of UTF-8 of a range ends. */
function wholeCharacters(bytes: Uint8Array, from: number, to: number): number {
  for (let back = 1; back <= 3 && to - back >= from; back++) {
    const byte = bytes[to - back] ?? 0;
    if (byte < 0x80) return to;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? to - back : to;
  }
  return to;
}

/** Strict UTF-8 (RFC 3629); undefined where the bytes are none. Short texts, which are nearly all, cost no call out of the engine. */
function decode(bytes: Uint8Array): string | undefined {
  const size = bytes.length;
  if (size > 48) return decodeLong(bytes);
  let text = "";
  for (let index = 0; index < size; index++) {
    const byte = bytes[index] ?? 0;
    if (byte < 0x80) text += String.fromCharCode(byte);
    else {
      const second = (bytes[index + 1] ?? 0) ^ 0x80;
      // Two bytes: Latin, Greek, Cyrillic, and the letters that stand for bytes in vocabularies.
      if (byte < 0xc2 || byte > 0xdf || second > 0x3f) return decodeLong(bytes);
      text += String.fromCharCode(((byte & 0x1f) << 6) | second);
      index++;
    }
  }
  return text;
}

function decodeLong(bytes: Uint8Array): string | undefined {
  try {
    return UTF8.decode(bytes);
  } catch {
    return undefined;
  }
}

function hexadecimal(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}
