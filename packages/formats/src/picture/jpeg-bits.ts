const LOOK = 9;

/** Codes of a Huffman table: the commonest by a look at nine bits, longer ones by their length (T.81, annex F.2.2.3). */
export class HuffmanTable {
  /** By nine bits: (length << 8) | value, 0 for longer codes. */
  readonly quick = new Uint16Array(1 << LOOK);
  readonly #largest = new Int32Array(18).fill(-1);
  readonly #offsets = new Int32Array(18);
  readonly #values: Uint8Array;

  /** `table`: sixteen counts and the values, as in the file. */
  constructor(table: Uint8Array) {
    this.#values = table.subarray(16);
    let [code, index] = [0, 0];
    for (let length = 1; length <= 16; length++) {
      const count = table[length - 1] ?? 0;
      this.#offsets[length] = index - code;
      for (let each = 0; each < count; each++, code++, index++) {
        if (length > LOOK || code >= 1 << length) continue;
        const from = code << (LOOK - length);
        for (let fill = 0; fill < 1 << (LOOK - length); fill++) this.quick[from + fill] = (length << 8) | (this.#values[index] ?? 0);
      }
      if (count > 0) this.#largest[length] = code - 1;
      code <<= 1;
    }
  }

  /** The value of a code of more than nine bits, given its length so far; -1 where it is none yet. */
  value(code: number, length: number): number {
    return code <= (this.#largest[length] ?? -1) ? (this.#values[code + (this.#offsets[length] ?? 0)] ?? 0) : -1;
  }
}

/** Bits of entropy-coded data; stuffing is taken out, behind the end come zeros. */
export class JpegBits {
  readonly #data: Uint8Array;
  #at = 0;
  #bits = 0;
  #count = 0;
  /** Bits that were asked for and are not there. */
  missing = 0;

  constructor(data: Uint8Array) {
    this.#data = data;
  }

  #fill(): void {
    while (this.#count <= 16) {
      let byte = 0;
      if (this.#at < this.#data.length) {
        byte = this.#data[this.#at] ?? 0;
        if (byte === 0xff) {
          if (this.#data[this.#at + 1] === 0) this.#at += 2;
          // A restart marker ends the interval; it is passed by `restart`.
          else {
            byte = 0;
            this.missing += 8;
          }
        } else this.#at++;
      } else this.missing += 8;
      this.#bits = ((this.#bits << 8) | byte) & 0x3ffffff;
      this.#count += 8;
    }
  }

  /** At most 16 bits as a number. */
  take(count: number): number {
    if (count === 0) return 0;
    if (this.#count < count) this.#fill();
    this.#count -= count;
    return (this.#bits >>> this.#count) & ((1 << count) - 1);
  }

  /** A signed number of so many bits (T.81, F.2.2.1). */
  signed(count: number): number {
    const value = this.take(count);
    return count > 0 && value < 1 << (count - 1) ? value - (1 << count) + 1 : value;
  }

  decode(table: HuffmanTable): number {
    if (this.#count < 16) this.#fill();
    const found = table.quick[(this.#bits >>> (this.#count - LOOK)) & ((1 << LOOK) - 1)] ?? 0;
    if (found > 0) {
      this.#count -= found >> 8;
      return found & 255;
    }
    for (let length = LOOK + 1; length <= 16; length++) {
      const value = table.value((this.#bits >>> (this.#count - length)) & ((1 << length) - 1), length);
      if (value >= 0) {
        this.#count -= length;
        return value;
      }
    }
    this.#count -= 16;
    this.missing += 16;
    return 0;
  }

  /** To behind the next restart marker; false where there is none. Bits that were filled in before it do not count as missing. */
  restart(): boolean {
    this.missing = Math.max(0, this.missing - this.#count);
    this.#bits = 0;
    this.#count = 0;
    for (let at = this.#data.indexOf(0xff, this.#at); at >= 0; at = this.#data.indexOf(0xff, at + 1)) {
      const mark = this.#data[at + 1] ?? 0;
      if (mark < 0xd0 || mark > 0xd7) continue;
      this.#at = at + 2;
      return true;
    }
    this.#at = this.#data.length;
    return false;
  }

  /** Whether more was asked for than was there, bits read ahead not counted. */
  get short(): boolean {
    return this.missing > this.#count;
  }
}
