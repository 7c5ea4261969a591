import { FormatError } from "../errors.ts";

const FAST = 10;

/**
 * A canonical prefix code of at most 15 bits, read from the least significant bit. Codes of up to ten bits are found by
 * one look-up; building costs little, so that many small blocks are no way to spend our time.
 * @see RFC 1951, 3.2.2
 */
export class HuffmanCode {
  /** Index: the next ten bits. Value: symbol and length, 0 where the code is longer or unused. */
  readonly fast: Uint16Array;
  readonly #count = new Uint16Array(16);
  readonly #symbols: Uint16Array;
  readonly #used: number;

  /** `incomplete`: whether a code with fewer words than its lengths allow is accepted. */
  constructor(lengths: Uint8Array, incomplete: boolean) {
    for (const length of lengths) this.#count[length] = (this.#count[length] ?? 0) + 1;
    this.#used = lengths.length - (this.#count[0] ?? 0);
    let left = 1;
    for (let length = 1; length <= 15; length++) {
      left = left * 2 - (this.#count[length] ?? 0);
      if (left < 0) throw new FormatError("MALFORMED", "A prefix code has more words than fit.");
    }
    // zlib takes a single distance of one bit, and none at all.
    if (left > 0 && !(incomplete && this.#used <= 1 && (this.#used === 0 || this.#count[1] === 1)))
      throw new FormatError("MALFORMED", "A prefix code has words that mean nothing.");
    const offsets = new Uint16Array(17);
    for (let length = 1; length <= 15; length++) offsets[length + 1] = (offsets[length] ?? 0) + (this.#count[length] ?? 0);
    const first = new Uint32Array(17);
    for (let length = 1; length <= 15; length++) first[length + 1] = ((first[length] ?? 0) + (this.#count[length] ?? 0)) << 1;
    this.#symbols = new Uint16Array(this.#used);
    this.fast = new Uint16Array(1 << FAST);
    for (let symbol = 0; symbol < lengths.length; symbol++) {
      const length = lengths[symbol] ?? 0;
      if (length === 0) continue;
      const place = offsets[length] ?? 0;
      offsets[length] = place + 1;
      this.#symbols[place] = symbol;
      const code = first[length] ?? 0;
      first[length] = code + 1;
      if (length > FAST) continue;
      const step = 1 << length;
      for (let index = reversed(code, length); index < 1 << FAST; index += step) this.fast[index] = (symbol << 4) | length;
    }
  }

  /** Symbol and length of a code of any length, at the low end of `bits`; -1 where no word begins so. */
  slow(bits: number): number {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length <= 15; length++) {
      code |= (bits >>> (length - 1)) & 1;
      const count = this.#count[length] ?? 0;
      if (code - first < count) return ((this.#symbols[index + code - first] ?? 0) << 4) | length;
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    return -1;
  }
}

function reversed(code: number, length: number): number {
  let bits = 0;
  for (let index = 0; index < length; index++) bits |= ((code >>> index) & 1) << (length - 1 - index);
  return bits;
}
