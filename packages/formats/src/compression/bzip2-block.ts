import { FormatError } from "../errors.ts";
import type { InputBytes } from "./input-bytes.ts";

const GROUP = 50;
const MAX_SELECTORS = 18_002;

/** Bits from the most significant of each byte. */
export class Bzip2Bits {
  readonly #input: InputBytes;
  #hold = 0;
  #count = 0;
  /** Zeros in `hold` that no input stands for. */
  #padding = 0;

  constructor(input: InputBytes) {
    this.#input = input;
  }

  /** At most 24 bits. */
  read(count: number): number {
    const value = this.peek(count);
    this.drop(count);
    return value;
  }

  /** At most 24 bits that come next, zeros beyond the end of the input. */
  peek(count: number): number {
    while (this.#count < count) {
      const byte = this.#input.next();
      if (byte < 0) this.#padding += 8;
      this.#hold = (this.#hold << 8) | Math.max(0, byte);
      this.#count += 8;
    }
    return (this.#hold >>> (this.#count - count)) & ((1 << count) - 1);
  }

  drop(count: number): void {
    this.#count -= count;
    if (this.#count < this.#padding) throw this.#input.truncated();
  }

  /** Drops the rest of the byte and gives whole bytes back to the input. */
  align(): void {
    this.#input.seek(this.#input.position - Math.floor((this.#count - this.#padding) / 8));
    this.#count = 0;
    this.#padding = 0;
  }
}

/** Words of one prefix code, at most 20 bits: limits and first places by length. */
class Bzip2Code {
  readonly #limit = new Int32Array(22).fill(-1);
  readonly #base = new Int32Array(22);
  readonly #symbols: number[] = [];
  readonly #shortest: number;

  constructor(lengths: Uint8Array) {
    this.#shortest = lengths.reduce((least, length) => Math.min(least, length), 20);
    let code = 0;
    for (let length = 1; length <= 20; length++) {
      this.#base[length] = this.#symbols.length - code;
      for (let symbol = 0; symbol < lengths.length; symbol++) if (lengths[symbol] === length) this.#symbols.push(symbol);
      const end = this.#symbols.length - (this.#base[length] ?? 0);
      if (end > 1 << length) throw new FormatError("MALFORMED", "A bzip2 prefix code has more words than fit.");
      this.#limit[length] = end - 1;
      code = end << 1;
    }
  }

  read(bits: Bzip2Bits): number {
    const next = bits.peek(20);
    for (let length = this.#shortest; length <= 20; length++) {
      const code = next >>> (20 - length);
      if (code > (this.#limit[length] ?? -1)) continue;
      bits.drop(length);
      return this.#symbols[code + (this.#base[length] ?? 0)] ?? -1;
    }
    throw new FormatError("MALFORMED", "Bits that are no word of the bzip2 prefix code.");
  }
}

function usedBytes(bits: Bzip2Bits): Uint8Array {
  const rows = bits.read(16);
  const used: number[] = [];
  for (let row = 0; row < 16; row++) {
    if (((rows >>> (15 - row)) & 1) === 0) continue;
    const columns = bits.read(16);
    for (let column = 0; column < 16; column++) if (((columns >>> (15 - column)) & 1) === 1) used.push(row * 16 + column);
  }
  return Uint8Array.from(used);
}

/** Which code the next fifty symbols use, in move-to-front form; what is above the limit is read and dropped. */
function selectorsOf(bits: Bzip2Bits, groups: number, count: number): Uint8Array {
  const order = Array.from({ length: groups }, (_, index) => index);
  const selectors = new Uint8Array(Math.min(count, MAX_SELECTORS));
  for (let index = 0; index < count; index++) {
    let place = 0;
    while (bits.read(1) === 1) if (++place >= groups) throw new FormatError("MALFORMED", "A bzip2 selector out of range.");
    const [group = 0] = order.splice(place, 1);
    order.unshift(group);
    if (index < selectors.length) selectors[index] = group;
  }
  return selectors;
}

function codeOf(bits: Bzip2Bits, symbols: number): Bzip2Code {
  const lengths = new Uint8Array(symbols);
  let length = bits.read(5);
  for (let symbol = 0; symbol < symbols; symbol++) {
    for (;;) {
      if (length < 1 || length > 20) throw new FormatError("MALFORMED", "A bzip2 code length out of range.");
      if (bits.read(1) === 0) break;
      length += bits.read(1) === 0 ? 1 : -1;
    }
    lengths[symbol] = length;
  }
  return new Bzip2Code(lengths);
}

/** One block up to, and without, the first run-length coding: at most `capacity` bytes. */
export function readBlock(bits: Bzip2Bits, capacity: number): Uint8Array {
  if (bits.read(1) === 1) throw new FormatError("UNSUPPORTED", "A randomised bzip2 block (a form out of use since 1997).");
  const origin = bits.read(24);
  const used = usedBytes(bits);
  if (used.length === 0) throw new FormatError("MALFORMED", "A bzip2 block without symbols.");
  const groups = bits.read(3);
  const selectorCount = bits.read(15);
  if (groups < 2 || groups > 6 || selectorCount < 1) throw new FormatError("MALFORMED", "A bzip2 block with a wrong number of codes.");
  const selectors = selectorsOf(bits, groups, selectorCount);
  const codes = Array.from({ length: groups }, () => codeOf(bits, used.length + 2));
  const transformed = symbols(bits, codes, selectors, used, capacity);
  if (origin >= transformed.length) throw new FormatError("MALFORMED", "A bzip2 block that begins outside of itself.");
  return untransform(transformed, origin);
}

/** Undoes move-to-front and the second run-length coding. */
function symbols(bits: Bzip2Bits, codes: readonly Bzip2Code[], selectors: Uint8Array, used: Uint8Array, capacity: number): Uint8Array {
  const end = used.length + 1;
  const order = Uint8Array.from(used);
  const block = new Uint8Array(capacity);
  let length = 0;
  let run = 0;
  let weight = 1;
  for (let index = 0; ; index++) {
    const code = codes[selectors[Math.floor(index / GROUP)] ?? -1];
    if (code === undefined) throw new FormatError("MALFORMED", "A bzip2 block with more symbols than selectors.");
    const symbol = code.read(bits);
    if (symbol <= 1) {
      run += weight << symbol;
      weight *= 2;
      if (run > capacity) throw new FormatError("MALFORMED", "A run longer than a bzip2 block.");
      continue;
    }
    if (length + run + (symbol === end ? 0 : 1) > capacity) throw new FormatError("MALFORMED", "More bytes than a bzip2 block holds.");
    if (run > 0) block.fill(order[0] ?? 0, length, length + run);
    length += run;
    run = 0;
    weight = 1;
    if (symbol === end) return block.subarray(0, length);
    const place = symbol - 1;
    const byte = order[place] ?? 0;
    for (let index = place; index > 0; index--) order[index] = order[index - 1] ?? 0;
    order[0] = byte;
    block[length++] = byte;
  }
}

/** Burrows and Wheeler, A block-sorting lossless data compression algorithm (1994), algorithm D. */
function untransform(block: Uint8Array, origin: number): Uint8Array {
  const starts = new Uint32Array(257);
  for (const byte of block) starts[byte + 1] = (starts[byte + 1] ?? 0) + 1;
  for (let byte = 0; byte < 256; byte++) starts[byte + 1] = (starts[byte + 1] ?? 0) + (starts[byte] ?? 0);
  const links = new Uint32Array(block.length);
  for (let index = 0; index < block.length; index++) {
    const byte = block[index] ?? 0;
    const place = starts[byte] ?? 0;
    starts[byte] = place + 1;
    links[place] = (index << 8) | byte;
  }
  const out = new Uint8Array(block.length);
  let link = links[origin] ?? 0;
  for (let index = 0; index < out.length; index++) {
    out[index] = link & 255;
    link = links[link >>> 8] ?? 0;
  }
  return out;
}
