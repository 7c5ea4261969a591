import { FormatError } from "../errors.ts";
import { DeflateBits } from "./deflate-bits.ts";
import { HuffmanCode } from "./huffman.ts";
import type { InputBytes } from "./input-bytes.ts";
import type { OutputLog } from "./output-log.ts";

const STEP = 256 * 1024;
/** RFC 1951, 3.2.5: extra bits of lengths 257 to 285; a distance has half its code less one. */
const LENGTH_BITS = Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0);
const LENGTH_BASE = cumulated(LENGTH_BITS, 3);
LENGTH_BASE[28] = 258;
const DISTANCE_BASE = cumulated(
  Uint8Array.from({ length: 32 }, (_, code) => distanceBits(code)),
  1,
);
/** Deflate64 has two more distances, and gives the last length sixteen bits. */
const WIDE_LENGTH_BITS = LENGTH_BITS.with(28, 16);
const WIDE_LENGTH_BASE = LENGTH_BASE.with(28, 3);

/** Each begins where the one before ends. */
function cumulated(bits: Uint8Array, first: number): Uint32Array {
  const bases = new Uint32Array(bits.length);
  let base = first;
  bits.forEach((width, code) => {
    bases[code] = base;
    base += 1 << width;
  });
  return bases;
}

function distanceBits(code: number): number {
  return code < 4 ? 0 : (code >> 1) - 1;
}

const CODE_LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

function fixedCodes(): readonly [HuffmanCode, HuffmanCode] {
  const lengths = new Uint8Array(288).fill(8);
  lengths.fill(9, 144, 256).fill(7, 256, 280);
  return [new HuffmanCode(lengths, false), new HuffmanCode(new Uint8Array(32).fill(5), false)];
}

const FIXED = fixedCodes();

/** Raw deflate; the input then stands after the last byte of the stream. @see RFC 1951 */
export function inflate(input: InputBytes, output: OutputLog): Generator<undefined, void> {
  return inflateBlocks(input, output, false);
}

/** The variant with a window of 64 kB, which Windows writes for files of more than 2 GB. @see APPNOTE.TXT 4.4.5, method 9 */
export function inflate64(input: InputBytes, output: OutputLog): Generator<undefined, void> {
  return inflateBlocks(input, output, true);
}

function* inflateBlocks(input: InputBytes, output: OutputLog, wide: boolean): Generator<undefined, void> {
  const bits = new DeflateBits(input);
  const start = output.length;
  output.window = Math.max(output.window, wide ? 65536 : 32768);
  for (let last = 0; last === 0; ) {
    last = bits.read(1);
    const kind = bits.read(2);
    if (kind === 0) {
      bits.align();
      yield* stored(input, output);
    } else if (kind === 3) throw new FormatError("MALFORMED", "A deflate block of the reserved kind.");
    else {
      const [literals, distances] = kind === 1 ? FIXED : dynamicCodes(bits, wide);
      while (!block(bits, output, literals, distances, start, wide)) yield;
    }
    yield;
  }
  bits.align();
}

function* stored(input: InputBytes, output: OutputLog): Generator<undefined, void> {
  const length = input.uint16();
  if ((input.uint16() ^ 0xffff) !== length) throw new FormatError("MALFORMED", "A stored deflate block whose length is not confirmed.");
  for (let left = length; left > 0; ) {
    const bytes = input.some(left);
    if (bytes.length === 0) throw input.truncated();
    output.append(bytes);
    left -= bytes.length;
  }
  yield;
}

/** Reads symbols until the end of the block (true) or until enough was put out for one step. */
function block(bits: DeflateBits, output: OutputLog, literals: HuffmanCode, distances: HuffmanCode, start: number, wide: boolean): boolean {
  const until = output.length + STEP;
  const lengthBase = wide ? WIDE_LENGTH_BASE : LENGTH_BASE;
  const lengthBits = wide ? WIDE_LENGTH_BITS : LENGTH_BITS;
  while (output.length < until) {
    if (!wide) symbolsAtHand(bits, output, literals, distances, start);
    const symbol = bits.symbol(literals);
    if (symbol < 256) output.byte(symbol);
    else if (symbol === 256) return true;
    else {
      const length = lengthBase[symbol - 257];
      if (length === undefined) throw new FormatError("MALFORMED", "A length that deflate does not have.");
      const count = length + bits.read(lengthBits[symbol - 257] ?? 0);
      const code = bits.symbol(distances);
      const base = DISTANCE_BASE[code];
      if (base === undefined || (code > 29 && !wide)) throw new FormatError("MALFORMED", "A distance that deflate does not have.");
      const distance = base + bits.read(distanceBits(code));
      if (distance > output.length - start) throw new FormatError("MALFORMED", "A match reaches back before the data.");
      output.copy(distance, count);
    }
  }
  return false;
}

/**
 * The same without calls, as long as input and output are at hand: stops before the end of the block, before what is
 * malformed and where a buffer ends; the careful loop goes on from there.
 */
function symbolsAtHand(bits: DeflateBits, output: OutputLog, literals: HuffmanCode, distances: HuffmanCode, start: number): void {
  const { input } = bits;
  const { buffer } = input;
  const lastInput = buffer.length - 12;
  const target = output.current;
  const lastOutput = target.length - 258;
  // Matches may reach back to the beginning of the stream, as far as it stands in this chunk.
  const floor = Math.max(0, start - (output.length - output.at));
  let { hold, count } = bits;
  let read = input.at;
  let write = output.at;
  while (read <= lastInput && write <= lastOutput) {
    while (count < 24) {
      hold |= (buffer[read++] ?? 0) << count;
      count += 8;
    }
    const entry = literals.fast[hold & 1023] || literals.slow(hold);
    if (entry < 4096) {
      if (entry < 0) break;
      target[write++] = entry >>> 4;
      hold >>>= entry & 15;
      count -= entry & 15;
      continue;
    }
    const length = (entry >>> 4) - 257;
    if (length < 0 || length > 28) break;
    let nextHold = hold >>> (entry & 15);
    let nextCount = count - (entry & 15);
    let nextRead = read;
    const lengthBits = LENGTH_BITS[length] ?? 0;
    let copied = (LENGTH_BASE[length] ?? 0) + (nextHold & ((1 << lengthBits) - 1));
    nextHold >>>= lengthBits;
    nextCount -= lengthBits;
    while (nextCount < 24) {
      nextHold |= (buffer[nextRead++] ?? 0) << nextCount;
      nextCount += 8;
    }
    const far = distances.fast[nextHold & 1023] || distances.slow(nextHold);
    if (far < 0 || far >>> 4 > 29) break;
    nextHold >>>= far & 15;
    nextCount -= far & 15;
    while (nextCount < 24) {
      nextHold |= (buffer[nextRead++] ?? 0) << nextCount;
      nextCount += 8;
    }
    const extra = far < 64 ? 0 : (far >>> 5) - 1;
    const distance = (DISTANCE_BASE[far >>> 4] ?? 0) + (nextHold & ((1 << extra) - 1));
    let from = write - distance;
    if (from < floor) break;
    hold = nextHold >>> extra;
    count = nextCount - extra;
    read = nextRead;
    while (copied-- > 0) target[write++] = target[from++] ?? 0;
  }
  bits.hold = hold;
  bits.count = count;
  input.at = read;
  output.at = write;
}

/** RFC 1951, 3.2.7. */
function dynamicCodes(bits: DeflateBits, wide: boolean): readonly [HuffmanCode, HuffmanCode] {
  const literals = bits.read(5) + 257;
  const distances = bits.read(5) + 1;
  const codes = bits.read(4) + 4;
  if (literals > 286 || distances > (wide ? 32 : 30))
    throw new FormatError("MALFORMED", "A deflate block with too many lengths or distances.");
  const lengths = new Uint8Array(19);
  for (let index = 0; index < codes; index++) lengths[CODE_LENGTH_ORDER[index] ?? 0] = bits.read(3);
  const code = new HuffmanCode(lengths, false);
  const all = new Uint8Array(literals + distances);
  for (let index = 0; index < all.length; ) {
    const symbol = bits.symbol(code);
    if (symbol < 16) {
      all[index++] = symbol;
      continue;
    }
    if (symbol === 16 && index === 0) throw new FormatError("MALFORMED", "A repeated code length without one before.");
    const value = symbol === 16 ? (all[index - 1] ?? 0) : 0;
    const count = symbol === 16 ? 3 + bits.read(2) : symbol === 17 ? 3 + bits.read(3) : 11 + bits.read(7);
    if (index + count > all.length) throw new FormatError("MALFORMED", "More code lengths than there are symbols.");
    all.fill(value, index, index + count);
    index += count;
  }
  if (all[256] === 0) throw new FormatError("MALFORMED", "A deflate block that cannot end.");
  return [new HuffmanCode(all.subarray(0, literals), true), new HuffmanCode(all.subarray(literals), true)];
}
