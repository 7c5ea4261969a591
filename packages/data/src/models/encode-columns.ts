import type { Column, NumberColumn, StringColumn, TimeColumn } from "../table/table.ts";
import { type Sparse, SparseBuilder } from "./sparse.ts";
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
  return { values, mean, deviation: Math.sqrt(squares / Math.max(1, sorted.length)) || 1, sorted };
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
  const parts: ((row: number, builder: SparseBuilder) => void)[] = [];
  let width = 0;
  for (const column of columns) {
    const start = width;
    if (column.kind === "string") {
      const places = commonPlaces(column, CATEGORIES);
      width += CATEGORIES + 2;
      parts.push((row, builder) => {
        const code = column.codes[row] ?? -1;
        builder.add(start + (code < 0 ? CATEGORIES + 1 : (places[code] ?? CATEGORIES)), 1);
      });
      continue;
    }
    const { sorted, mean, deviation, values } = measured(column);
    if (sorted.length === 0 || sorted[0] === sorted.at(-1)) continue;
    const cuts = cutsOf(sorted, QUANTILES);
    width += QUANTILES + 3;
    parts.push((row, builder) => {
      const value = values[row] ?? Number.NaN;
      if (!Number.isFinite(value)) return builder.add(start + QUANTILES + 2, 1);
      builder.add(start, Math.max(-5, Math.min(5, (value - mean) / deviation)));
      builder.add(start + 1, (2 * countUpTo(sorted, value)) / sorted.length - 1);
      if (bins) builder.add(start + 2 + countUpTo(cuts, value), 1);
    });
  }
  const builder = new SparseBuilder();
  for (let row = 0; row < rows; row++) {
    for (const part of parts) part(row, builder);
    builder.endRow();
  }
  return builder.finish(Math.max(1, width));
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
    const { sorted, values: numbers, mean, deviation } = measured(column);
    if (sorted.length === 0 || sorted[0] === sorted.at(-1)) continue;
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
