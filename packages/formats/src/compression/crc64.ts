/** ECMA-182, reflected, as xz has it: two 32-bit halves, because a bigint for each byte would be slow. */
const LOW = new Int32Array(256);
const HIGH = new Int32Array(256);
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

/** CRC-64 over pieces. @see xz-file-format.txt 6 */
export class Crc64 {
  #low = -1;
  #high = -1;

  update(bytes: Uint8Array): void {
    let low = this.#low;
    let high = this.#high;
    for (const byte of bytes) {
      const index = (low ^ byte) & 255;
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
