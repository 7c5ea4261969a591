import type { ByteSource } from "../byte-source.ts";

const BLOCK = 64 * 1024;

/**
 * Bytes that were written as text: each character of the UTF-8 stands for the byte of its number. Ranges can be read
 * anywhere, at the cost of one number for each 64 kB.
 */
export class Latin1Source implements ByteSource {
  readonly size: number;
  readonly #encoded: ByteSource;
  /** Characters before each block of the encoded bytes. */
  readonly #before: readonly number[];

  private constructor(encoded: ByteSource, before: readonly number[], size: number) {
    this.#encoded = encoded;
    this.#before = before;
    this.size = size;
  }

  /** Undefined where the bytes are no UTF-8 of characters up to 255. */
  static of(encoded: ByteSource): Latin1Source | undefined {
    const before: number[] = [];
    let size = 0;
    let lead = false;
    for (let at = 0; at < encoded.size; at += BLOCK) {
      before.push(size);
      for (const byte of encoded.read(at, BLOCK)) {
        const follows = byte >= 0x80 && byte < 0xc0;
        if (follows !== lead || (!follows && byte >= 0x80 && byte !== 0xc2 && byte !== 0xc3)) return undefined;
        lead = byte >= 0xc0;
        if (!follows) size++;
      }
    }
    return lead ? undefined : new Latin1Source(encoded, before, size);
  }

  read(offset: number, length: number): Uint8Array {
    const start = Math.min(Math.max(0, offset), this.size);
    const bytes = new Uint8Array(Math.max(0, Math.min(length, this.size - start)));
    let block = this.#blockOf(start);
    let character = this.#before[block] ?? 0;
    let lead = 0;
    for (let filled = 0; filled < bytes.length; block++) {
      const encoded = this.#encoded.read(block * BLOCK, BLOCK);
      if (encoded.length === 0) return bytes.subarray(0, filled);
      for (const byte of encoded) {
        // A character belongs to the block in which it begins.
        if (byte >= 0xc0) lead = byte;
        else if (lead === 0 && byte >= 0x80) continue;
        else {
          if (character >= start && filled < bytes.length) bytes[filled++] = lead === 0 ? byte : ((lead & 3) << 6) | (byte & 0x3f);
          character++;
          lead = 0;
        }
      }
    }
    return bytes;
  }

  /** The last block before which no more than `character` characters begin. */
  #blockOf(character: number): number {
    let [low, high] = [0, this.#before.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#before[middle] ?? 0) <= character) low = middle;
      else high = middle;
    }
    return low;
  }
}
