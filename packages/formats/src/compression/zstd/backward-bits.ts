import { FormatError } from "../../errors.ts";

/** Bits read from the end of a range towards its beginning, the highest first. @see RFC 8878, 4.1 */
export class BackwardBits {
  readonly #bytes: Uint8Array;
  /** Bits before this one are still to be read; below zero where more was read than there is. */
  left: number;

  constructor(bytes: Uint8Array) {
    const last = bytes.at(-1) ?? 0;
    if (last === 0) throw new FormatError("MALFORMED", "A Zstandard bit stream without its end mark.");
    this.#bytes = bytes;
    this.left = bytes.length * 8 - 1 - Math.clz32(last << 24);
  }

  /** At most 31 bits; zeros stand before the beginning. */
  read(count: number): number {
    this.left -= count;
    return this.#at(this.left, count);
  }

  /** The next bits, without going on. */
  peek(count: number): number {
    return this.#at(this.left - count, count);
  }

  #at(position: number, count: number): number {
    if (count === 0) return 0;
    if (count > 24) return this.#at(position, count - 16) + this.#at(position + count - 16, 16) * 2 ** (count - 16);
    if (position < 0) return position + count <= 0 ? 0 : this.#at(0, position + count) << -position;
    const bytes = this.#bytes;
    const byte = position >> 3;
    const word = (bytes[byte] ?? 0) | ((bytes[byte + 1] ?? 0) << 8) | ((bytes[byte + 2] ?? 0) << 16) | ((bytes[byte + 3] ?? 0) << 24);
    return (word >>> (position & 7)) & ((1 << count) - 1);
  }
}
