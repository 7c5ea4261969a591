import { crc32 } from "node:zlib";
import { Crc64 } from "../crc64.ts";

/** Encodes bits for the range decoder. @see LZMA specification, the encoder's side */
class RangeEncoder {
  readonly bytes: number[] = [];
  #low = 0n;
  #range = 0xffffffff;
  #cache = 0;
  #pending = 1;

  bit(probabilities: Uint16Array, index: number, bit: number): void {
    const probability = probabilities[index]!;
    const bound = (this.#range >>> 11) * probability;
    if (bit === 0) {
      this.#range = bound;
      probabilities[index] = probability + ((2048 - probability) >> 5);
    } else {
      this.#low += BigInt(bound);
      this.#range -= bound;
      probabilities[index] = probability - (probability >> 5);
    }
    this.#normalize();
  }

  direct(value: number, count: number): void {
    for (let index = count - 1; index >= 0; index--) {
      this.#range = this.#range >>> 1;
      if (((value >>> index) & 1) === 1) this.#low += BigInt(this.#range);
      this.#normalize();
    }
  }

  finish(): Uint8Array {
    for (let index = 0; index < 5; index++) this.#shift();
    return Uint8Array.from(this.bytes);
  }

  #normalize(): void {
    while (this.#range < 2 ** 24) {
      this.#range = (this.#range * 256) >>> 0;
      this.#shift();
    }
  }

  #shift(): void {
    if (this.#low < 0xff000000n || this.#low >= 1n << 32n) {
      const carry = Number(this.#low >> 32n);
      for (; this.#pending > 0; this.#pending--) {
        this.bytes.push((this.#cache + carry) & 255);
        this.#cache = 255;
      }
      this.#cache = Number((this.#low >> 24n) & 255n);
    }
    this.#pending++;
    this.#low = (this.#low & 0xffffffn) << 8n;
  }
}

/** Raw LZMA (lc 3, lp 0, pb 2) of literals alone, with or without an end marker. */
export function lzmaLiterals(content: Uint8Array, endMarker: boolean): Uint8Array {
  const range = new RangeEncoder();
  const fresh = (size: number): Uint16Array => new Uint16Array(size).fill(1024);
  const isMatch = fresh(192);
  const literals = fresh(0x300 << 3);
  content.forEach((byte, index) => {
    range.bit(isMatch, index & 3, 0);
    const base = 0x300 * ((index === 0 ? 0 : content[index - 1]!) >> 5);
    let symbol = 1;
    for (let bit = 7; bit >= 0; bit--) {
      range.bit(literals, base + symbol, (byte >> bit) & 1);
      symbol = (symbol << 1) | ((byte >> bit) & 1);
    }
  });
  if (endMarker) {
    const position = content.length & 3;
    range.bit(isMatch, position, 1);
    range.bit(fresh(12), 0, 0);
    range.bit(fresh(2), 0, 0);
    const low = fresh(16 << 3);
    for (let node = 1; node < 8; node <<= 1) range.bit(low, (position << 3) + node, 0);
    const slots = fresh(64);
    for (let node = 1; node < 64; node = (node << 1) | 1) range.bit(slots, node, 1);
    range.direct(0x3ffffff, 26);
    const align = fresh(16);
    for (let node = 1; node < 16; node = (node << 1) | 1) range.bit(align, node, 1);
  }
  return range.finish();
}

/** lzma-alone with a known length, or with an end marker. */
export function lzmaAloneFile(content: Uint8Array, endMarker: boolean, dictionary = 65_536): Uint8Array {
  const head = new Uint8Array(13);
  const view = new DataView(head.buffer);
  head[0] = 0x5d;
  view.setUint32(1, dictionary, true);
  view.setBigUint64(5, endMarker ? 0xffffffffffffffffn : BigInt(content.length), true);
  return new Uint8Array(Buffer.concat([head, lzmaLiterals(content, endMarker)]));
}

/** LZMA2 of one packed chunk, or of plain chunks. */
export function lzma2Data(content: Uint8Array, packed: boolean): Uint8Array {
  if (!packed)
    return new Uint8Array(
      Buffer.concat([Uint8Array.of(1, (content.length - 1) >> 8, (content.length - 1) & 255), content, Uint8Array.of(0)]),
    );
  const data = lzmaLiterals(content, false);
  const [size, length] = [content.length - 1, data.length - 1];
  const head = Uint8Array.of(0xe0 | (size >> 16), (size >> 8) & 255, size & 255, length >> 8, length & 255, 0x5d);
  return new Uint8Array(Buffer.concat([head, data, Uint8Array.of(0)]));
}

function little(value: number): Uint8Array {
  return Uint8Array.of(value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24);
}

function withCrc(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(Buffer.concat([bytes, little(crc32(bytes))]));
}

/** An xz stream of one block, with the check of that number (0 none, 1 CRC-32, 4 CRC-64). */
export function xzFile(
  content: Uint8Array,
  check: 0 | 1 | 4,
  packed = true,
  filters: Uint8Array = new Uint8Array(0),
  filtered = content,
): Uint8Array {
  const flags = Uint8Array.of(0, check);
  const header = Buffer.concat([Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0), flags, little(crc32(flags))]);
  const fields = Buffer.concat([Uint8Array.of(filters.length === 0 ? 0 : 1), filters, Uint8Array.of(0x21, 1, 8)]);
  const size = Math.ceil((fields.length + 1 + 4) / 4) * 4;
  const blockHeader = withCrc(Buffer.concat([Uint8Array.of(size / 4 - 1), fields, new Uint8Array(size - 5 - fields.length)]));
  const data = lzma2Data(filtered, packed);
  const padding = new Uint8Array((4 - (data.length % 4)) % 4);
  const crc64 = new Crc64();
  crc64.update(content);
  const digest = check === 0 ? new Uint8Array(0) : check === 1 ? little(crc32(content)) : crc64.digest();
  const unpadded = blockHeader.length + data.length + digest.length;
  const records = Buffer.concat([Uint8Array.of(0, 1), variable(unpadded), variable(content.length)]);
  const index = withCrc(Buffer.concat([records, new Uint8Array((4 - (records.length % 4)) % 4)]));
  const backward = Buffer.concat([little(index.length / 4 - 1), flags]);
  return new Uint8Array(
    Buffer.concat([header, blockHeader, data, padding, digest, index, little(crc32(backward)), backward, Uint8Array.of(0x59, 0x5a)]),
  );
}

function variable(value: number): Uint8Array {
  const bytes: number[] = [];
  let left = value;
  for (; left >= 128; left = Math.floor(left / 128)) bytes.push((left & 127) | 128);
  return Uint8Array.from([...bytes, left]);
}
