const PRIME1 = 0x9e3779b1;
const PRIME2 = 0x85ebca77;
const PRIME3 = 0xc2b2ae3d;
const PRIME4 = 0x27d4eb2f;
const PRIME5 = 0x165667b1;

function rotated(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

/** XXH32 with seed 0, over pieces. @see https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md */
export class XxHash32 {
  readonly #lanes = Int32Array.of(PRIME1 + PRIME2, PRIME2, 0, -PRIME1);
  readonly #rest = new Uint8Array(16);
  #restLength = 0;
  #length = 0;

  update(bytes: Uint8Array): this {
    this.#length += bytes.length;
    let at = 0;
    if (this.#restLength > 0) {
      at = Math.min(bytes.length, 16 - this.#restLength);
      this.#rest.set(bytes.subarray(0, at), this.#restLength);
      this.#restLength += at;
      if (this.#restLength < 16) return this;
      this.#stripe(this.#rest, 0);
    }
    for (; at + 16 <= bytes.length; at += 16) this.#stripe(bytes, at);
    this.#restLength = bytes.length - at;
    this.#rest.set(bytes.subarray(at));
    return this;
  }

  /** Unsigned. */
  digest(): number {
    const [a = 0, b = 0, c = 0, d = 0] = this.#lanes;
    let hash = this.#length >= 16 ? rotated(a, 1) + rotated(b, 7) + rotated(c, 12) + rotated(d, 18) : PRIME5;
    hash = (hash + this.#length) | 0;
    let at = 0;
    for (; at + 4 <= this.#restLength; at += 4) hash = Math.imul(rotated((hash + Math.imul(word(this.#rest, at), PRIME3)) | 0, 17), PRIME4);
    for (; at < this.#restLength; at++) hash = Math.imul(rotated((hash + Math.imul(this.#rest[at] ?? 0, PRIME5)) | 0, 11), PRIME1);
    hash = Math.imul(hash ^ (hash >>> 15), PRIME2);
    hash = Math.imul(hash ^ (hash >>> 13), PRIME3);
    return (hash ^ (hash >>> 16)) >>> 0;
  }

  #stripe(bytes: Uint8Array, at: number): void {
    for (let lane = 0; lane < 4; lane++) {
      const value = ((this.#lanes[lane] ?? 0) + Math.imul(word(bytes, at + 4 * lane), PRIME2)) | 0;
      this.#lanes[lane] = Math.imul(rotated(value, 13), PRIME1);
    }
  }
}

function word(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
}
