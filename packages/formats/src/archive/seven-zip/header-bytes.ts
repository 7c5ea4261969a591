import { viewOf } from "../../byte-source.ts";
import { FormatError } from "../../errors.ts";

/** A cursor over a header of 7z. @see 7zFormat.txt of the LZMA SDK */
export class HeaderBytes {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  byte(): number {
    return this.take(1)[0] ?? 0;
  }

  take(length: number): Uint8Array {
    if (length < 0 || length > this.left) throw new FormatError("TRUNCATED", "The 7z header ends too early.");
    const bytes = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    return bytes;
  }

  uint32(): number {
    return viewOf(this.take(4)).getUint32(0, true);
  }

  /** The leading ones of the first byte say how many bytes follow; its other bits are the highest. */
  number(): number {
    const first = this.byte();
    let value = 0;
    let mask = 0x80;
    for (let index = 0; index < 8; index++, mask >>= 1) {
      if ((first & mask) === 0) return value + (first & (mask - 1)) * 2 ** (8 * index);
      value += this.byte() * 2 ** (8 * index);
    }
    return value;
  }

  /** A number of things of which each takes at least `bits` bits of what is left. */
  count(bits = 8): number {
    const count = this.number();
    if (count * bits > (this.left + 8) * 8)
      throw new FormatError("MALFORMED", `The 7z header announces ${count} things and has no room for them.`);
    return count;
  }

  bits(count: number): readonly boolean[] {
    const bytes = this.take(Math.ceil(count / 8));
    return Array.from({ length: count }, (_, index) => ((bytes[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0);
  }

  /** One byte that says "all", or a bit each. */
  allOrBits(count: number): readonly boolean[] {
    return this.byte() !== 0 ? Array.from({ length: count }, () => true) : this.bits(count);
  }
}
