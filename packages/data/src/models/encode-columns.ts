import type { Column, NumberColumn, StringColumn, TimeColumn } from "../table/table.ts";
import { sharedFloats, sharedIntegers } from "../threads/shared-memory.ts";
import { Ranks } from "./ranks.ts";
import type { Sparse } from "./sparse.ts";
import { BINS, type Binned } from "./trees.ts";

/** Commonest categories that a column keeps; the others share one place. */
const CATEGORIES = 40;
const QUANTILES = 12;

/** A number column with what its encodings need. */
export interface Measured {
  readonly values: Float64Array;
  readonly mean: number;
  readonly deviation: number;
  /** Present values in order. */
  readonly sorted: Float64Array;
  readonly ranks: Ranks;
}

export function measured(column: NumberColumn | TimeColumn): Measured {
  const known = MEASURED.get(column);
  if (known !== undefined) return known;
  const fresh = measure(column);
  MEASURED.set(column, fresh);
  return fresh;
}

/** Several encodings and detectors ask the same of one column. */
const MEASURED = new WeakMap<NumberColumn | TimeColumn, Measured>();

function measure({ values }: NumberColumn | TimeColumn): Measured {
  const sorted = values.filter((value) => Number.isFinite(value)).sort();
  let sum = 0;
  for (const value of sorted) sum += value;
  const mean = sorted.length === 0 ? 0 : sum / sorted.length;
  let squares = 0;
  for (const value of sorted) squares += (value - mean) * (value - mean);
  return { values, mean, deviation: Math.sqrt(squares / Math.max(1, sorted.length)) || 1, sorted, ranks: new Ranks(sorted) };
}

/** Positions of `count` - 1 different cuts at even quantiles. */
function cutsOf(sorted: Float64Array, count: number): Float64Array {
  const cuts = new Set<number>();
  for (let part = 1; part < count; part++) {
    const cut = sorted[Math.floor((part * sorted.length) / count)];
    if (cut !== undefined) cuts.add(cut);
  }
  return Float64Array.from(cuts);
}

/** How many of the ordered numbers are at most `value`. */
export function countUpTo(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Place of each dictionary entry among the commonest, `limit` for the rest. */
export function commonPlaces({ codes, dictionary }: StringColumn, limit: number): Int32Array {
  const counts = new Int32Array(dictionary.length);
  for (const code of codes) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
  const order = Int32Array.from(counts.keys()).sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b);
  const places = new Int32Array(dictionary.length).fill(limit);
  for (const [place, code] of order.subarray(0, limit).entries()) places[code] = place;
  return places;
}

/** For trees: numbers by quantile, categories by frequency; missing is the last bin. */
export function binnedColumns(rows: number, columns: readonly Column[]): Binned {
  const codes = columns.map((column): Uint8Array => {
    if (column.kind === "string") {
      const places = commonPlaces(column, BINS - 2);
      return Uint8Array.from(column.codes, (code) => (code < 0 ? BINS - 1 : (places[code] ?? BINS - 2)));
    }
    const cuts = cutsOf(measured(column).sorted, BINS - 1);
    return Uint8Array.from(column.values, (value) => (Number.isFinite(value) ? countUpTo(cuts, value) : BINS - 1));
  });
  return { rows, columns: codes, categorical: columns.map(({ kind }) => kind === "string") };
}

/**
 * For additive models: of a number its scaled value, its rank and its quantile bin; of a category its place; of both
 * whether it is missing. `bins` false leaves the bins out, which makes the model linear.
 */
export function additiveColumns(rows: number, columns: readonly Column[], bins: boolean): Sparse {
  const used = columns.filter((column) => column.kind === "string" || isVaried(measured(column)));
  const starts = sharedIntegers(rows + 1);
  const places = new Int32Array(rows);
  for (let row = 0, at = 0; row < rows; row++) {
    places[row] = at;
    for (const column of used) at += column.kind === "string" || !Number.isFinite(column.values[row] as number) ? 1 : bins ? 3 : 2;
    starts[row + 1] = at;
  }
  const length = starts[rows] as number;
  const [indexes, values] = [sharedIntegers(length), sharedFloats(length)];
  let start = 0;
  for (const column of used) {
    if (column.kind === "string") {
      const common = commonPlaces(column, CATEGORIES);
      for (let row = 0; row < rows; row++) {
        const code = column.codes[row] ?? -1;
        const at = places[row] as number;
        places[row] = at + 1;
        indexes[at] = start + (code < 0 ? CATEGORIES + 1 : (common[code] ?? CATEGORIES));
        values[at] = 1;
      }
      start += CATEGORIES + 2;
      continue;
    }
    const { sorted, ranks, mean, deviation } = measured(column);
    const cuts = cutsOf(sorted, QUANTILES);
    for (let row = 0; row < rows; row++) {
      const value = column.values[row] as number;
      let at = places[row] as number;
      if (Number.isFinite(value)) {
        indexes[at] = start;
        values[at++] = Math.max(-5, Math.min(5, (value - mean) / deviation));
        indexes[at] = start + 1;
        values[at++] = (2 * ranks.upTo(value)) / sorted.length - 1;
        if (bins) {
          indexes[at] = start + 2 + countUpTo(cuts, value);
          values[at++] = 1;
        }
      } else {
        indexes[at] = start + QUANTILES + 2;
        values[at++] = 1;
      }
      places[row] = at;
    }
    start += QUANTILES + 3;
  }
  return { rows, columns: Math.max(1, start), starts, indexes, values };
}

function isVaried({ sorted }: Measured): boolean {
  return sorted.length > 0 && sorted[0] !== sorted.at(-1);
}

/** Dense scaled numbers and categories, for distances (rows × columns); `clip` bounds what one number can weigh. */
export function denseColumns(
  rows: number,
  columns: readonly Column[],
  clip: number,
): { readonly columns: number; readonly values: Float32Array } {
  const writers: ((row: number, at: number, values: Float32Array) => void)[] = [];
  let width = 0;
  for (const column of columns) {
    const start = width;
    if (column.kind === "string") {
      const kept = Math.min(CATEGORIES, column.dictionary.length);
      const places = commonPlaces(column, kept);
      width += kept + 1;
      writers.push((row, at, values) => {
        const code = column.codes[row] ?? -1;
        if (code >= 0) values[at + start + (places[code] ?? kept)] = 1;
      });
      continue;
    }
    const numeric = measured(column);
    const { values: numbers, mean, deviation } = numeric;
    if (!isVaried(numeric)) continue;
    width += 1;
    writers.push((row, at, values) => {
      const value = numbers[row] ?? Number.NaN;
      if (Number.isFinite(value)) values[at + start] = Math.max(-clip, Math.min(clip, (value - mean) / deviation));
    });
  }
  const values = new Float32Array(rows * Math.max(1, width));
  for (let row = 0; row < rows; row++) for (const write of writers) write(row, row * width, values);
  return { columns: Math.max(1, width), values };
}
