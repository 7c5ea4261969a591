import { FormatError } from "../../errors.ts";
import type { BackwardBits } from "./backward-bits.ts";

/** A table of finite state entropy: symbol, bits to read and where the next state begins, by state. @see RFC 8878, 4.1 */
export interface FseTable {
  readonly log: number;
  readonly symbols: Uint8Array;
  readonly bits: Uint8Array;
  readonly bases: Uint16Array;
}

/** A table of one symbol. */
export function constantTable(symbol: number): FseTable {
  return { log: 0, symbols: Uint8Array.of(symbol), bits: Uint8Array.of(0), bases: Uint16Array.of(0) };
}

/** From normalized counts, of which -1 is "less than one". */
export function fseTable(counts: readonly number[], log: number): FseTable {
  const size = 1 << log;
  const symbols = new Uint8Array(size);
  const next = new Uint16Array(counts.length);
  let high = size - 1;
  counts.forEach((count, symbol) => {
    if (count === -1) symbols[high--] = symbol;
    next[symbol] = Math.abs(count);
  });
  const step = (size >> 1) + (size >> 3) + 3;
  let place = 0;
  for (const [symbol, count] of counts.entries()) {
    for (let index = 0; index < count; index++) {
      symbols[place] = symbol;
      do place = (place + step) & (size - 1);
      while (place > high);
    }
  }
  if (place !== 0) throw new FormatError("MALFORMED", "A Zstandard table whose counts do not fill it.");
  const bits = new Uint8Array(size);
  const bases = new Uint16Array(size);
  for (let state = 0; state < size; state++) {
    const symbol = symbols[state] ?? 0;
    const value = next[symbol] ?? 1;
    next[symbol] = value + 1;
    const width = log - (31 - Math.clz32(value));
    bits[state] = width;
    bases[state] = (value << width) - size;
  }
  return { log, symbols, bits, bases };
}

/** Reads counts from the beginning of a range; returns the table and the bytes it took. @see RFC 8878, 4.1.1 */
export function readFseTable(bytes: Uint8Array, maxLog: number, maxSymbol: number): { readonly table: FseTable; readonly length: number } {
  let position = 0;
  const read = (count: number): number => {
    let value = 0;
    for (let index = 0; index < count; index++, position++) value |= (((bytes[position >> 3] ?? 0) >> (position & 7)) & 1) << index;
    if (position > bytes.length * 8 + 32) throw new FormatError("TRUNCATED", "A Zstandard table is cut off.");
    return value;
  };
  const log = read(4) + 5;
  if (log > maxLog) throw new FormatError("MALFORMED", "A Zstandard table larger than allowed.");
  const counts: number[] = [];
  let left = 1 << log;
  while (left > 0 && counts.length <= maxSymbol) {
    const width = 32 - Math.clz32(left + 1);
    let value = read(width);
    const low = (1 << (width - 1)) - 1;
    const threshold = (1 << width) - 2 - left;
    if ((value & low) < threshold) {
      position--;
      value &= low;
    } else if (value > low) value -= threshold;
    const count = value - 1;
    counts.push(count);
    left -= Math.abs(count);
    if (count !== 0) continue;
    for (let repeat = 3; repeat === 3; ) {
      repeat = read(2);
      for (let index = 0; index < repeat; index++) counts.push(0);
      if (counts.length > maxSymbol + 3) break;
    }
  }
  const length = Math.ceil(position / 8);
  if (left !== 0 || counts.length > maxSymbol + 1 || length > bytes.length)
    throw new FormatError("MALFORMED", "A Zstandard table whose counts do not fit.");
  return { table: fseTable(counts, log), length };
}

/** A place in a table that moves by the bits read. */
export class FseState {
  readonly table: FseTable;
  #state: number;

  constructor(table: FseTable, bits: BackwardBits) {
    this.table = table;
    this.#state = bits.read(table.log);
  }

  get symbol(): number {
    return this.table.symbols[this.#state] ?? 0;
  }

  next(bits: BackwardBits): void {
    this.#state = (this.table.bases[this.#state] ?? 0) + bits.read(this.table.bits[this.#state] ?? 0);
  }
}
