import { type ByteSource, textOf, viewOf } from "../byte-source.ts";

const WINDOW = 1024 * 1024;

/** The file ends inside of what the header announces. */
export class EndOfFile extends Error {
  readonly offset: number;

  constructor(offset: number) {
    super("the file ends early");
    this.offset = offset;
  }
}

/**
 * Reads a GGUF header forward through windows, in either byte order, so that a header of any length costs only its own
 * bytes. Integers beyond 2^53 come out rounded: no length of a file is there.
 */
export class GgufCursor {
  at: number;
  /** Width of lengths and counts: four bytes in version 1, eight since. */
  wide = true;
  littleEndian = true;
  readonly #source: ByteSource;
  #view: DataView = viewOf(new Uint8Array(0));
  #start = 0;

  constructor(source: ByteSource, at: number) {
    this.#source = source;
    this.at = at;
  }

  get left(): number {
    return this.#source.size - this.at;
  }

  /** Makes `length` bytes readable, and moves behind them; their place in the window. */
  #take(length: number): number {
    if (this.at < this.#start || this.at + length > this.#start + this.#view.byteLength) {
      this.#view = viewOf(this.#source.read(this.at, Math.max(WINDOW, length)));
      this.#start = this.at;
    }
    const from = this.at - this.#start;
    if (from + length > this.#view.byteLength) throw new EndOfFile(this.at);
    this.at += length;
    return from;
  }

  /** A byte that was just read. */
  byteAt(offset: number): number {
    return this.#view.getUint8(offset - this.#start);
  }

  u32(): number {
    const from = this.#take(4);
    return this.#view.getUint32(from, this.littleEndian);
  }

  u64(): number {
    const from = this.#take(8);
    const low = this.#view.getUint32(from + (this.littleEndian ? 0 : 4), this.littleEndian);
    const high = this.#view.getUint32(from + (this.littleEndian ? 4 : 0), this.littleEndian);
    return high * 2 ** 32 + low;
  }

  /** A length or a count. */
  size(): number {
    return this.wide ? this.u64() : this.u32();
  }

  /** Passes over bytes without reading them. */
  skip(length: number): void {
    if (length > this.left) throw new EndOfFile(this.at);
    this.at += length;
  }

  text(length: number): string {
    const from = this.#take(length);
    return textOf(new Uint8Array(this.#view.buffer, this.#view.byteOffset + from, length));
  }

  /** A number or truth value of a type of GGUF. */
  scalar(type: number, width: number): number | boolean {
    const from = this.#take(width);
    const view = this.#view;
    const little = this.littleEndian;
    if (type === 7) return view.getUint8(from) !== 0;
    if (type === 6) return view.getFloat32(from, little);
    if (type === 12) return view.getFloat64(from, little);
    if (type === 10) return Number(view.getBigUint64(from, little));
    if (type === 11) return Number(view.getBigInt64(from, little));
    if (width === 4) return type === 5 ? view.getInt32(from, little) : view.getUint32(from, little);
    if (width === 2) return type === 3 ? view.getInt16(from, little) : view.getUint16(from, little);
    return type === 1 ? view.getInt8(from) : view.getUint8(from);
  }
}
