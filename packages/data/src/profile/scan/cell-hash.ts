/** The two halves of the last hash, 32 bits with sign so that they need no box; fields instead of a result, since this runs for every cell. */
export class CellHash {
  low = 0;
  high = 0;

  /**
   * 64 bits of bytes: two lanes of the mixing steps of MurmurHash3 (A. Appleby, public domain), four bytes at a time.
   * No protection against collisions made on purpose.
   */
  of(view: DataView, start: number, end: number): void {
    const length = end - start;
    let a = (0x9747b28c ^ length) | 0;
    let b = (0x3c6ef372 ^ Math.imul(length, 0x85ebca6b)) | 0;
    let at = start;
    for (; at + 4 <= end; at += 4) {
      const word = view.getInt32(at, true);
      let mixed = Math.imul(word, 0xcc9e2d51);
      a ^= Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
      a = (Math.imul((a << 13) | (a >>> 19), 5) + 0xe6546b64) | 0;
      mixed = Math.imul(word ^ b, 0x239b961b);
      b = (Math.imul((mixed << 16) | (mixed >>> 16), 0xab0e9789) + a) | 0;
    }
    let rest = 0;
    for (let shift = 0; at < end; at++, shift += 8) rest |= view.getUint8(at) << shift;
    a ^= Math.imul(rest, 0xcc9e2d51);
    b = (Math.imul(rest ^ b, 0x38b34ae5) + a) | 0;
    this.#finish(a, b);
  }

  #finish(first: number, second: number): void {
    let a = first ^ (first >>> 16);
    a = Math.imul(a, 0x85ebca6b);
    a ^= a >>> 13;
    a = Math.imul(a, 0xc2b2ae35);
    let b = second ^ (second >>> 15);
    b = Math.imul(b, 0x2c1b3c6d);
    b ^= b >>> 12;
    b = Math.imul(b, 0x297a2d39);
    this.low = a ^ (a >>> 16);
    this.high = b ^ (b >>> 15);
  }
}
