import { FormatError } from "../errors.ts";
import type { InputBytes } from "./input-bytes.ts";

const SIGN = 1 << 31;

/** Bits equally likely: 1024 of 2048. */
export function newProbabilities(size: number): Uint16Array<ArrayBuffer> {
  return new Uint16Array(size).fill(1024);
}

/** The adaptive binary range coder of LZMA. 32-bit values are held as signed integers, which are fast. */
export class RangeDecoder {
  readonly #input: InputBytes;
  #range = -1;
  #code = 0;

  constructor(input: InputBytes) {
    this.#input = input;
  }

  get finished(): boolean {
    return this.#code === 0;
  }

  start(): void {
    if (this.#input.byte() !== 0) throw new FormatError("MALFORMED", "LZMA data begins with a zero byte.");
    this.#range = -1;
    this.#code = 0;
    for (let index = 0; index < 4; index++) this.#code = (this.#code << 8) | this.#input.byte();
  }

  bit(probabilities: Uint16Array, index: number): 0 | 1 {
    const probability = probabilities[index] ?? 0;
    const bound = Math.imul(this.#range >>> 11, probability);
    let bit: 0 | 1;
    if ((this.#code ^ SIGN) < (bound ^ SIGN)) {
      this.#range = bound;
      probabilities[index] = probability + ((2048 - probability) >> 5);
      bit = 0;
    } else {
      this.#range = (this.#range - bound) | 0;
      this.#code = (this.#code - bound) | 0;
      probabilities[index] = probability - (probability >> 5);
      bit = 1;
    }
    if ((this.#range & 0xff000000) === 0) {
      this.#range <<= 8;
      this.#code = (this.#code << 8) | this.#input.byte();
    }
    return bit;
  }

  /** Bits of equal probability, the most significant first; at most 26. */
  direct(count: number): number {
    let value = 0;
    for (let index = 0; index < count; index++) {
      this.#range >>>= 1;
      const below = (this.#code ^ SIGN) < (this.#range ^ SIGN);
      if (!below) this.#code = (this.#code - this.#range) | 0;
      value = (value << 1) | (below ? 0 : 1);
      if ((this.#range & 0xff000000) === 0) {
        this.#range <<= 8;
        this.#code = (this.#code << 8) | this.#input.byte();
      }
    }
    return value;
  }
}

/** A number of `bits` bits, the most significant first. */
export function tree(range: RangeDecoder, probabilities: Uint16Array, bits: number, offset = 0): number {
  let node = 1;
  for (let index = 0; index < bits; index++) node = (node << 1) | range.bit(probabilities, offset + node);
  return node - (1 << bits);
}

/** The same, the least significant bit first. */
export function reverseTree(range: RangeDecoder, probabilities: Uint16Array, offset: number, bits: number): number {
  let node = 1;
  let value = 0;
  for (let index = 0; index < bits; index++) {
    const bit = range.bit(probabilities, offset + node);
    node = (node << 1) | bit;
    value |= bit << index;
  }
  return value;
}

/** Match lengths less two: 3 bits, 3 more, or 8. */
export class LengthCoder {
  readonly #choice = newProbabilities(2);
  readonly #low = newProbabilities(16 << 3);
  readonly #middle = newProbabilities(16 << 3);
  readonly #high = newProbabilities(256);

  reset(): void {
    for (const table of [this.#choice, this.#low, this.#middle, this.#high]) table.fill(1024);
  }

  read(range: RangeDecoder, position: number): number {
    if (range.bit(this.#choice, 0) === 0) return tree(range, this.#low, 3, position << 3);
    if (range.bit(this.#choice, 1) === 0) return 8 + tree(range, this.#middle, 3, position << 3);
    return 16 + tree(range, this.#high, 8);
  }
}
