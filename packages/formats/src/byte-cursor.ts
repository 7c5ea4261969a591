import type { ByteSource } from "./byte-source.ts";
import { FormatError } from "./errors.ts";

const WINDOW = 256 * 1024;
const NOTHING = new Uint8Array(0);

/**
 * Reads a source from front to back through a window, so that the cost in memory is constant. Every length is checked
 * against what is left before anything is read.
 * @throws FormatError TRUNCATED from each method that takes bytes; the message says at which offset.
 */
export class ByteCursor {
  readonly #source: ByteSource;
  readonly #end: number;
  #window: Uint8Array = NOTHING;
  #view: DataView = new DataView(NOTHING.buffer);
  /** Offset of the window in the source. */
  #base: number;
  /** Next byte in the window. */
  #at = 0;

  constructor(source: ByteSource, start = 0, end: number = source.size) {
    this.#source = source;
    this.#end = Math.min(end, source.size);
    this.#base = start;
  }

  /** Of the next byte, in the source. */
  get offset(): number {
    return this.#base + this.#at;
  }

  get remaining(): number {
    return this.#end - this.offset;
  }

  /** Goes to an offset, forwards or backwards. */
  seek(offset: number): void {
    this.#window = NOTHING;
    this.#base = offset;
    this.#at = 0;
  }

  skip(length: number): void {
    this.#require(length);
    if (this.#at + length <= this.#window.length) this.#at += length;
    else this.seek(this.offset + length);
  }

  /** The next byte, or -1 at the end; it stays the next one. */
  peek(): number {
    if (this.#at >= this.#window.length && !this.#fill(1)) return -1;
    return this.#window[this.#at] ?? -1;
  }

  u8(): number {
    const byte = this.peek();
    if (byte < 0) this.#require(1);
    this.#at++;
    return byte;
  }

  i8(): number {
    return (this.u8() << 24) >> 24;
  }

  u16(littleEndian = true): number {
    const at = this.#take(2);
    return this.#view.getUint16(at, littleEndian);
  }

  i16(littleEndian = true): number {
    const at = this.#take(2);
    return this.#view.getInt16(at, littleEndian);
  }

  u32(littleEndian = true): number {
    const at = this.#take(4);
    return this.#view.getUint32(at, littleEndian);
  }

  i32(littleEndian = true): number {
    const at = this.#take(4);
    return this.#view.getInt32(at, littleEndian);
  }

  /** As a number: exact up to 2^53, which no length in a real file exceeds. */
  u64(littleEndian = true): number {
    const at = this.#take(8);
    return Number(this.#view.getBigUint64(at, littleEndian));
  }

  i64(littleEndian = true): bigint {
    const at = this.#take(8);
    return this.#view.getBigInt64(at, littleEndian);
  }

  f32(littleEndian = true): number {
    const at = this.#take(4);
    return this.#view.getFloat32(at, littleEndian);
  }

  f64(littleEndian = true): number {
    const at = this.#take(8);
    return this.#view.getFloat64(at, littleEndian);
  }

  /** A copy of the next bytes. The caller bounds the length. */
  bytes(length: number): Uint8Array {
    this.#require(length);
    if (this.#at + length <= this.#window.length) {
      const bytes = this.#window.slice(this.#at, this.#at + length);
      this.#at += length;
      return bytes;
    }
    const bytes = this.#source.read(this.offset, length);
    if (bytes.length < length) this.#truncated(length);
    this.seek(this.offset + length);
    return bytes;
  }

  /** The bytes that lie ready, at least one unless the end is reached; `advance` says how many were used. */
  ready(): Uint8Array {
    if (this.#at >= this.#window.length) this.#fill(1);
    return this.#window.subarray(this.#at);
  }

  advance(length: number): void {
    this.#at += length;
  }

  #take(length: number): number {
    if (this.#at + length > this.#window.length && !this.#fill(length)) this.#truncated(length);
    const at = this.#at;
    this.#at += length;
    return at;
  }

  #fill(length: number): boolean {
    const offset = this.offset;
    if (offset + length > this.#end) return false;
    this.#window = this.#source.read(offset, Math.min(WINDOW, this.#end - offset));
    this.#view = new DataView(this.#window.buffer, this.#window.byteOffset, this.#window.byteLength);
    this.#base = offset;
    this.#at = 0;
    return this.#window.length >= length;
  }

  #require(length: number): void {
    if (!(length >= 0) || length > this.remaining) this.#truncated(length);
  }

  /**
   * A count of elements that take at least so many bytes each.
   * @throws FormatError TRUNCATED where they cannot be there
   */
  fit(count: number, least: number, what: string): number {
    if (!(count >= 0 && count * least <= this.remaining)) throw truncated(count, what, least, this);
    return count;
  }

  #truncated(length: number): never {
    throw truncated(length, "bytes", 1, this);
  }
}

/** The error for more than is left. */
export function truncated(
  count: number,
  what: string,
  bytesEach: number,
  place: { readonly offset: number; readonly remaining: number },
): FormatError {
  return new FormatError(
    "TRUNCATED",
    `${count} ${what} are announced at offset ${place.offset}, but ${Math.max(0, place.remaining)} bytes are left`,
    { announced: count * bytesEach },
  );
}
