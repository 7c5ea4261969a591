import type { ByteSource } from "../byte-source.ts";
import { FormatError } from "../errors.ts";

const BUFFER = 64 * 1024;

/** A range of a source read forward, byte by byte, without holding more than a buffer of it. */
export class InputBytes {
  readonly #source: ByteSource;
  readonly #start: number;
  readonly #end: number;
  /** Bytes at hand and the place in them, for loops that cannot afford a call a byte. */
  buffer: Uint8Array = new Uint8Array(0);
  at = 0;
  /** In the source, of the buffer's first byte. */
  #base: number;

  constructor(source: ByteSource, start = 0, end: number = source.size) {
    this.#source = source;
    this.#start = start;
    this.#end = Math.min(end, source.size);
    this.#base = start;
  }

  /** Bytes read so far. */
  get position(): number {
    return this.#base + this.at - this.#start;
  }

  get remaining(): number {
    return Math.max(0, this.#end - this.#base - this.at);
  }

  /** The next byte, -1 at the end. */
  next(): number {
    if (this.at === this.buffer.length && !this.#fill()) return -1;
    return this.buffer[this.at++] ?? -1;
  }

  byte(): number {
    const value = this.next();
    if (value < 0) throw this.truncated();
    return value;
  }

  /** Little-endian. */
  uint16(): number {
    const low = this.byte();
    return low | (this.byte() << 8);
  }

  /** Little-endian. */
  uint32(): number {
    const low = this.uint16();
    return low + this.uint16() * 65536;
  }

  /** Exactly `length` bytes; ask for little at a time. */
  take(length: number): Uint8Array {
    const bytes = this.peek(length);
    if (bytes.length < length) throw this.truncated();
    this.seek(this.position + length);
    return bytes;
  }

  /** At most `length` bytes that come next, without going on. */
  peek(length: number): Uint8Array {
    const wanted = Math.min(length, this.remaining);
    if (this.at + wanted <= this.buffer.length) return this.buffer.subarray(this.at, this.at + wanted);
    return this.#source.read(this.#base + this.at, wanted);
  }

  /** Bytes that come next, at most those of one buffer; empty at the end. */
  some(limit: number): Uint8Array {
    if (this.at === this.buffer.length && !this.#fill()) return new Uint8Array(0);
    const bytes = this.buffer.subarray(this.at, this.at + limit);
    this.at += bytes.length;
    return bytes;
  }

  seek(position: number): void {
    const at = this.#start + position - this.#base;
    if (at >= 0 && at <= this.buffer.length) this.at = at;
    else {
      this.#base += at;
      this.buffer = new Uint8Array(0);
      this.at = 0;
    }
  }

  truncated(): FormatError {
    return new FormatError("TRUNCATED", `The compressed data ends at ${this.position}, in the middle of the stream.`);
  }

  #fill(): boolean {
    this.#base += this.buffer.length;
    this.at = 0;
    this.buffer = this.#source.read(this.#base, Math.max(0, Math.min(BUFFER, this.#end - this.#base)));
    return this.buffer.length > 0;
  }
}
