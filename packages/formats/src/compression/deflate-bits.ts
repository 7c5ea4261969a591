import { FormatError } from "../errors.ts";
import type { HuffmanCode } from "./huffman.ts";
import type { InputBytes } from "./input-bytes.ts";

/** Bits from the least significant of each byte. Beyond the end of the input come zeros, until they are used. */
export class DeflateBits {
  readonly input: InputBytes;
  /** Bits at hand, for the loop that decodes symbols. */
  hold = 0;
  count = 0;
  /** Zeros in `hold` that no input stands for. */
  #padding = 0;

  constructor(input: InputBytes) {
    this.input = input;
  }

  read(count: number): number {
    if (this.count < count) this.#fill(count);
    const value = this.hold & ((1 << count) - 1);
    this.hold >>>= count;
    this.count -= count;
    if (this.count < this.#padding) throw this.input.truncated();
    return value;
  }

  symbol(code: HuffmanCode): number {
    if (this.count < 15) this.#fill(15);
    const entry = (code.fast[this.hold & 1023] ?? 0) || code.slow(this.hold);
    if (entry < 0) throw new FormatError("MALFORMED", "Bits that are no word of the prefix code.");
    const length = entry & 15;
    this.hold >>>= length;
    this.count -= length;
    if (this.count < this.#padding) throw this.input.truncated();
    return entry >>> 4;
  }

  /** Drops the rest of the byte and gives whole bytes back to the input. */
  align(): void {
    this.input.seek(this.input.position - Math.floor((this.count - this.#padding) / 8));
    this.hold = 0;
    this.count = 0;
    this.#padding = 0;
  }

  #fill(count: number): void {
    while (this.count < count) {
      const byte = this.input.next();
      if (byte < 0) this.#padding += 8;
      else this.hold |= byte << this.count;
      this.count += 8;
    }
  }
}
