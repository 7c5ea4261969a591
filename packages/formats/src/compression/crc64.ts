/**
 * ECMA-182, reflected, as xz has it, in two 32-bit halves: a bigint for each byte would be slow. Four bytes at a time;
 * table `k` tells what a byte does that `k` further ones follow.
 */
const LOW = new Int32Array(4 * 256);
const HIGH = new Int32Array(4 * 256);
for (let index = 0; index < 256; index++) {
  let low = index;
  let high = 0;
  for (let bit = 0; bit < 8; bit++) {
    const carry = low & 1;
    low = (low >>> 1) | (high << 31);
    high >>>= 1;
    if (carry === 1) {
      low ^= 0xd7870f42;
      high ^= 0xc96c5795;
    }
  }
  LOW[index] = low;
  HIGH[index] = high;
}
for (let index = 256; index < LOW.length; index++) {
  const low = LOW[index - 256] ?? 0;
  const high = HIGH[index - 256] ?? 0;
  LOW[index] = ((low >>> 8) | (high << 24)) ^ (LOW[low & 255] ?? 0);
  HIGH[index] = (high >>> 8) ^ (HIGH[low & 255] ?? 0);
}

/** CRC-64 over pieces. @see xz-file-format.txt 6 */
export class Crc64 {
  #low = -1;
  #high = -1;

  update(bytes: Uint8Array): void {
    let low = this.#low;
    let high = this.#high;
    let at = 0;
    for (const end = bytes.length - 3; at < end; at += 4) {
      low ^= (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
      const [a, b, c, d] = [768 + (low & 255), 512 + ((low >>> 8) & 255), 256 + ((low >>> 16) & 255), low >>> 24];
      low = high ^ (LOW[a] ?? 0) ^ (LOW[b] ?? 0) ^ (LOW[c] ?? 0) ^ (LOW[d] ?? 0);
      high = (HIGH[a] ?? 0) ^ (HIGH[b] ?? 0) ^ (HIGH[c] ?? 0) ^ (HIGH[d] ?? 0);
    }
    for (; at < bytes.length; at++) {
      const index = (low ^ (bytes[at] ?? 0)) & 255;
      low = ((low >>> 8) | (high << 24)) ^ (LOW[index] ?? 0);
      high = (high >>> 8) ^ (HIGH[index] ?? 0);
    }
    this.#low = low;
    this.#high = high;
  }

  /** Little-endian, as it stands in the file. */
  digest(): Uint8Array {
    const bytes = new Uint8Array(8);
    const view = new DataView(bytes.buffer);
    view.setInt32(0, ~this.#low, true);
    view.setInt32(4, ~this.#high, true);
    return bytes;
  }
}
