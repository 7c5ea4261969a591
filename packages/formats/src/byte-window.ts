import type { ByteSource } from "./byte-source.ts";

const SMALLEST = 4096;

/**
 * Little-endian numbers anywhere in a source, through one window that moves: constant memory for any size. The window
 * is small after a jump and grows while reading goes on in order, so that stepping over tensors costs little.
 * Nothing throws: what lies past the end is zero, and `has` says so beforehand.
 */
export class ByteWindow {
  readonly source: ByteSource;
  readonly #largest: number;
  #bytes: Uint8Array = new Uint8Array(0);
  #view: DataView = new DataView(new ArrayBuffer(0));
  #start = 0;
  #wanted = SMALLEST;

  constructor(source: ByteSource, largest = 256 * 1024) {
    this.source = source;
    this.#largest = largest;
  }

  get size(): number {
    return this.source.size;
  }

  has(offset: number, length: number): boolean {
    return offset >= 0 && length >= 0 && Number.isSafeInteger(offset) && offset + length <= this.source.size;
  }

  /** Index of `offset` in the window, which then holds `length` bytes from there; -1 where the source ends before. */
  #at(offset: number, length: number): number {
    const index = offset - this.#start;
    if (index >= 0 && index + length <= this.#bytes.length) return index;
    if (!this.has(offset, length)) return -1;
    const inOrder = index >= 0 && index <= this.#bytes.length;
    this.#wanted = inOrder ? Math.min(this.#largest, this.#wanted * 2) : SMALLEST;
    this.#bytes = this.source.read(offset, Math.max(length, this.#wanted));
    this.#view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.byteLength);
    this.#start = offset;
    return this.#bytes.length < length ? -1 : 0;
  }

  u8(offset: number): number {
    const index = this.#at(offset, 1);
    return index < 0 ? 0 : (this.#bytes[index] ?? 0);
  }

  u16(offset: number): number {
    const index = this.#at(offset, 2);
    return index < 0 ? 0 : this.#view.getUint16(index, true);
  }

  u32(offset: number): number {
    const index = this.#at(offset, 4);
    return index < 0 ? 0 : this.#view.getUint32(index, true);
  }

  i32(offset: number): number {
    return this.u32(offset) | 0;
  }

  /** Not exact beyond 2^53, where no offset or count of a real file lies. */
  u64(offset: number): number {
    const index = this.#at(offset, 8);
    return index < 0 ? 0 : this.#view.getUint32(index, true) + this.#view.getUint32(index + 4, true) * 2 ** 32;
  }

  /** Unsigned number of `width` bytes, 0 to 8. */
  unsigned(offset: number, width: number): number {
    const index = this.#at(offset, width);
    if (index < 0) return 0;
    let value = 0;
    for (let at = Math.min(width, 8) - 1; at >= 0; at--) value = value * 256 + (this.#bytes[index + at] ?? 0);
    return value;
  }

  /** A view of the window or a copy of the source: use it before the next call. At most `length` bytes. */
  slice(offset: number, length: number): Uint8Array {
    if (length > this.#largest) return this.source.read(offset, length);
    const able = Math.max(0, Math.min(length, this.source.size - offset));
    const index = this.#at(offset, able);
    return index < 0 ? new Uint8Array(0) : this.#bytes.subarray(index, index + able);
  }
}
