import { FormatError } from "../../errors.ts";
import { BackwardBits } from "./backward-bits.ts";
import { FseState, readFseTable } from "./fse.ts";

const MAX_BITS = 11;
const MAX_LITERALS = 128 * 1024;

/** A prefix code as a table over its longest word: symbol and length by the next bits. */
export interface LiteralCode {
  readonly bits: number;
  readonly symbols: Uint8Array;
  readonly lengths: Uint8Array;
}

export interface LiteralsSection {
  readonly literals: Uint8Array;
  /** Bytes of the block that the section takes. */
  readonly length: number;
  /** The code for blocks that use the last one again. */
  readonly code: LiteralCode | undefined;
}

/** @see RFC 8878, 3.1.1.3.1 */
export function readLiterals(block: Uint8Array, last: LiteralCode | undefined): LiteralsSection {
  const first = block[0] ?? 0;
  const kind = first & 3;
  const format = (first >> 2) & 3;
  if (kind < 2) return plainLiterals(block, kind, format, last);
  const headerLength = [3, 3, 4, 5][format] ?? 3;
  const width = [10, 10, 14, 18][format] ?? 10;
  let header = 0;
  for (let index = 0; index < headerLength; index++) header += (block[index] ?? 0) * 256 ** index;
  const size = Math.floor(header / 16) % 2 ** width;
  const compressed = Math.floor(header / 2 ** (4 + width));
  const end = headerLength + compressed;
  if (size > MAX_LITERALS || end > block.length) throw new FormatError("MALFORMED", "Zstandard literals that go beyond their block.");
  const body = block.subarray(headerLength, end);
  let code = last;
  let start = 0;
  if (kind === 2) ({ code, length: start } = readCode(body));
  if (code === undefined) throw new FormatError("MALFORMED", "Zstandard literals without a code.");
  const literals = new Uint8Array(size);
  if (format === 0) decodeStream(body.subarray(start), code, literals);
  else fourStreams(body.subarray(start), code, literals);
  return { literals, length: end, code };
}

function plainLiterals(block: Uint8Array, kind: number, format: number, code: LiteralCode | undefined): LiteralsSection {
  const [first = 0, second = 0, third = 0] = block;
  const header = format === 1 ? 2 : format === 3 ? 3 : 1;
  const size = header === 1 ? first >> 3 : header === 2 ? (first >> 4) + (second << 4) : (first >> 4) + (second << 4) + (third << 12);
  const length = header + (kind === 0 ? size : 1);
  if (size > MAX_LITERALS || length > block.length) throw new FormatError("MALFORMED", "Zstandard literals that go beyond their block.");
  const literals = kind === 0 ? block.subarray(header, length) : new Uint8Array(size).fill(block[header] ?? 0);
  return { literals, length, code };
}

function fourStreams(body: Uint8Array, code: LiteralCode, literals: Uint8Array): void {
  if (body.length < 10) throw new FormatError("MALFORMED", "Zstandard literals that are cut off.");
  const each = Math.floor((literals.length + 3) / 4);
  let start = 6;
  for (let index = 0; index < 4; index++) {
    const length = index === 3 ? body.length - start : (body[index * 2] ?? 0) + (body[index * 2 + 1] ?? 0) * 256;
    if (length < 1 || start + length > body.length) throw new FormatError("MALFORMED", "Zstandard literals that are cut off.");
    decodeStream(
      body.subarray(start, start + length),
      code,
      literals.subarray(index * each, index === 3 ? literals.length : (index + 1) * each),
    );
    start += length;
  }
}

function decodeStream(bytes: Uint8Array, code: LiteralCode, literals: Uint8Array): void {
  const bits = new BackwardBits(bytes);
  for (let index = 0; index < literals.length; index++) {
    const word = bits.peek(code.bits);
    literals[index] = code.symbols[word] ?? 0;
    bits.left -= code.lengths[word] ?? 0;
    if (bits.left < 0) throw new FormatError("MALFORMED", "Zstandard literals that end too early.");
  }
  if (bits.left !== 0) throw new FormatError("MALFORMED", "Zstandard literals that go on after their end.");
}

/** Weights of the symbols, in four bits each or as a stream of their own. @see RFC 8878, 4.2.1 */
function readCode(body: Uint8Array): { readonly code: LiteralCode; readonly length: number } {
  const header = body[0] ?? 0;
  if (header >= 128) {
    const count = header - 127;
    const length = 1 + Math.ceil(count / 2);
    if (length > body.length) throw new FormatError("TRUNCATED", "A Zstandard code is cut off.");
    const weights = Array.from({ length: count }, (_, index) => ((body[1 + (index >> 1)] ?? 0) >> (index % 2 === 0 ? 4 : 0)) & 15);
    return { code: codeOf(weights), length };
  }
  if (1 + header > body.length) throw new FormatError("TRUNCATED", "A Zstandard code is cut off.");
  const packed = body.subarray(1, 1 + header);
  const { table, length } = readFseTable(packed, 6, 255);
  const bits = new BackwardBits(packed.subarray(length));
  const states = [new FseState(table, bits), new FseState(table, bits)] as const;
  if (bits.left < 0) throw new FormatError("TRUNCATED", "A Zstandard code is cut off.");
  const weights: number[] = [];
  for (let turn = 0; ; turn ^= 1) {
    const state = states[turn === 0 ? 0 : 1];
    const other = states[turn === 0 ? 1 : 0];
    weights.push(state.symbol);
    if (weights.length > 255) throw new FormatError("MALFORMED", "A Zstandard code of too many symbols.");
    state.next(bits);
    if (bits.left < 0) {
      weights.push(other.symbol);
      break;
    }
  }
  return { code: codeOf(weights), length: 1 + header };
}

/** The last weight is the one that makes the sum a power of two. @see RFC 8878, 4.2.1.3 */
function codeOf(weights: readonly number[]): LiteralCode {
  const sum = weights.reduce((total, weight) => total + (weight > 0 ? 1 << (weight - 1) : 0), 0);
  const bits = 32 - Math.clz32(sum);
  const missing = (1 << bits) - sum;
  if (sum === 0 || bits > MAX_BITS || (missing & (missing - 1)) !== 0)
    throw new FormatError("MALFORMED", "A Zstandard code that is not complete.");
  const all = [...weights, 32 - Math.clz32(missing)];
  if (all.length > 256) throw new FormatError("MALFORMED", "A Zstandard code of too many symbols.");
  const symbols = new Uint8Array(1 << bits);
  const lengths = new Uint8Array(1 << bits);
  let place = 0;
  for (let weight = 1; weight <= bits; weight++) {
    for (const [symbol, own] of all.entries()) {
      if (own !== weight) continue;
      const end = place + (1 << (weight - 1));
      symbols.fill(symbol, place, end);
      lengths.fill(bits + 1 - weight, place, end);
      place = end;
    }
  }
  return { bits, symbols, lengths };
}
