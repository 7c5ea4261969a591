import { FormatError } from "../../errors.ts";
import type { OutputLog } from "../output-log.ts";
import { BackwardBits } from "./backward-bits.ts";
import { constantTable, FseState, type FseTable, fseTable, readFseTable } from "./fse.ts";

const MAX_OUTPUT = 128 * 1024;

/** How one of the three codes of a sequence is written. @see RFC 8878, 3.1.1.3.2.1 */
interface SequenceCode {
  readonly normal: FseTable;
  readonly maxLog: number;
  readonly maxSymbol: number;
}

/** RFC 8878, 3.1.1.3.2.2 */
const LITERAL_LENGTHS: SequenceCode = {
  normal: fseTable([4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1, -1, -1, -1, -1], 6),
  maxLog: 9,
  maxSymbol: 35,
};
const MATCH_LENGTHS: SequenceCode = {
  normal: fseTable([1, 4, 3, 2, 2, 2, 2, 2, 2, ...Array.from({ length: 37 }, () => 1), -1, -1, -1, -1, -1, -1, -1], 6),
  maxLog: 9,
  maxSymbol: 52,
};
const OFFSETS: SequenceCode = {
  normal: fseTable([1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1], 5),
  maxLog: 8,
  maxSymbol: 31,
};

/** Beginnings and extra bits of the longer lengths. @see RFC 8878, 3.1.1.3.2.1.1 */
const LITERAL_BITS = Uint8Array.of(
  ...Array.from({ length: 16 }, () => 0),
  1,
  1,
  1,
  1,
  2,
  2,
  3,
  3,
  4,
  6,
  7,
  8,
  9,
  10,
  11,
  12,
  13,
  14,
  15,
  16,
);
const MATCH_BITS = Uint8Array.of(
  ...Array.from({ length: 32 }, () => 0),
  1,
  1,
  1,
  1,
  2,
  2,
  3,
  3,
  4,
  4,
  5,
  7,
  8,
  9,
  10,
  11,
  12,
  13,
  14,
  15,
  16,
);
const LITERAL_BASE = bases(LITERAL_BITS, 0, new Map([[25, 64]]));
const MATCH_BASE = bases(MATCH_BITS, 3, new Map([[43, 131]]));

/** Each begins where the one before ends, except where the format leaves a step. */
function bases(bits: Uint8Array, first: number, steps: ReadonlyMap<number, number>): Uint32Array {
  const values = new Uint32Array(bits.length);
  let value = first;
  bits.forEach((width, code) => {
    value = steps.get(code) ?? value;
    values[code] = value;
    value += 1 << width;
  });
  return values;
}

/** What blocks of a frame hand on to the next. */
export interface SequenceState {
  tables: { literal: FseTable | undefined; offset: FseTable | undefined; match: FseTable | undefined };
  readonly offsets: [number, number, number];
}

export function newSequenceState(): SequenceState {
  return { tables: { literal: undefined, offset: undefined, match: undefined }, offsets: [1, 4, 8] };
}

/**
 * Puts literals and matches together. Matches reach back to `floor` at most, and not further than `window`.
 * @see RFC 8878, 3.1.1.3.2 and 3.1.1.4
 */
export function runSequences(section: Uint8Array, literals: Uint8Array, output: OutputLog, state: SequenceState, floor: number): void {
  const [first = 0, second = 0, third = 0] = section;
  const count = first < 128 ? first : first < 255 ? ((first - 128) << 8) + second : second + (third << 8) + 0x7f00;
  let at = first < 128 ? 1 : first < 255 ? 2 : 3;
  if (count === 0) {
    output.append(literals);
    return;
  }
  const modes = section[at++] ?? 0;
  const { tables } = state;
  const table = (mode: number, code: SequenceCode, last: FseTable | undefined): FseTable => {
    const read = tableOf(section.subarray(at), mode, code, last);
    at += read.length;
    return read.table;
  };
  tables.literal = table(modes >> 6, LITERAL_LENGTHS, tables.literal);
  tables.offset = table((modes >> 4) & 3, OFFSETS, tables.offset);
  tables.match = table((modes >> 2) & 3, MATCH_LENGTHS, tables.match);
  const bits = new BackwardBits(section.subarray(at));
  const literal = new FseState(tables.literal, bits);
  const offset = new FseState(tables.offset, bits);
  const match = new FseState(tables.match, bits);
  const end = output.length + MAX_OUTPUT;
  let used = 0;
  for (let index = 0; index < count; index++) {
    const offsetCode = offset.symbol;
    const value = 2 ** offsetCode + bits.read(offsetCode);
    const matchLength = (MATCH_BASE[match.symbol] ?? 0) + bits.read(MATCH_BITS[match.symbol] ?? 0);
    const literalLength = (LITERAL_BASE[literal.symbol] ?? 0) + bits.read(LITERAL_BITS[literal.symbol] ?? 0);
    if (index + 1 < count) {
      literal.next(bits);
      match.next(bits);
      offset.next(bits);
    }
    if (bits.left < 0 || used + literalLength > literals.length || output.length + literalLength + matchLength > end)
      throw new FormatError("MALFORMED", "A Zstandard sequence that goes beyond its block.");
    output.append(literals.subarray(used, used + literalLength));
    used += literalLength;
    const distance = distanceOf(value, literalLength, state.offsets);
    if (distance < 1 || distance > output.length - floor) throw new FormatError("MALFORMED", "A match reaches back before the data.");
    if (distance > output.length - output.start) throw new FormatError("UNSUPPORTED", "The data needs a larger window than is held.");
    output.copy(distance, matchLength);
  }
  if (bits.left !== 0) throw new FormatError("MALFORMED", "Zstandard sequences that go on after their end.");
  output.append(literals.subarray(used));
}

function tableOf(
  bytes: Uint8Array,
  mode: number,
  code: SequenceCode,
  last: FseTable | undefined,
): { readonly table: FseTable; readonly length: number } {
  if (mode === 0) return { table: code.normal, length: 0 };
  if (mode === 1) {
    const symbol = bytes[0] ?? 255;
    if (symbol > code.maxSymbol) throw new FormatError("MALFORMED", "A code that Zstandard does not have.");
    return { table: constantTable(symbol), length: 1 };
  }
  if (mode === 2) return readFseTable(bytes, code.maxLog, code.maxSymbol);
  if (last === undefined) throw new FormatError("MALFORMED", "A Zstandard block that repeats a table which is not there.");
  return { table: last, length: 0 };
}

/** The last three distances are named by small values. @see RFC 8878, 3.1.1.5 */
function distanceOf(value: number, literalLength: number, offsets: SequenceState["offsets"]): number {
  const [first, second, third] = offsets;
  const index = value > 3 ? 4 : value - 1 + (literalLength === 0 ? 1 : 0);
  const distance = index === 4 ? value - 3 : index === 0 ? first : index === 1 ? second : index === 2 ? third : first - 1;
  if (index !== 0) {
    if (index !== 1) offsets[2] = second;
    offsets[1] = first;
    offsets[0] = distance;
  }
  return distance;
}
