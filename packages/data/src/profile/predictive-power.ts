import { Random } from "../statistics/random.ts";

/** A feature as it is compared with the label: numbers, or texts; NaN and undefined are missing. */
export type Feature =
  | { readonly kind: "number"; readonly values: Float64Array }
  | { readonly kind: "text"; readonly values: readonly (string | undefined)[] };

const BINS = 32;
const FOLDS = 2;

/** Codes of a feature, learnt on some rows only: equal-count bins of numbers, values of texts; unknown ones are -1. */
function coder(feature: Feature, rows: Int32Array): (row: number) => number {
  if (feature.kind === "text") {
    const codes = new Map<string | undefined, number>();
    for (const row of rows) {
      const value = feature.values[row];
      if (!codes.has(value)) codes.set(value, codes.size);
    }
    return (row) => codes.get(feature.values[row]) ?? -1;
  }
  const sorted = Float64Array.from(rows, (row) => feature.values[row] ?? Number.NaN)
    .filter((value) => !Number.isNaN(value))
    .sort();
  const distinct = new Set(sorted);
  // Few values are categories of their own: bins would join them.
  if (distinct.size <= BINS) {
    const codes = new Map([...distinct].map((value, index) => [value, index]));
    return (row) => (Number.isNaN(feature.values[row]) ? BINS : (codes.get(feature.values[row] ?? Number.NaN) ?? -1));
  }
  const edges = Array.from({ length: BINS - 1 }, (_, index) => sorted[Math.floor(((index + 1) * sorted.length) / BINS)] ?? 0);
  return (row) => {
    const value = feature.values[row] ?? Number.NaN;
    if (Number.isNaN(value)) return BINS;
    let [low, high] = [0, edges.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (value >= (edges[middle] ?? 0)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

/**
 * How well one feature alone tells the label: balanced accuracy of "the class most over-represented in this bin", learnt on
 * one half of the rows and judged on the other and the other way round, scaled so that 0 is chance and 1 always right.
 * Values that occur in one half only tell nothing, so that identifiers score 0.
 * @param labels class of each row, 0 to `classes` - 1
 */
export function predictivePower(feature: Feature, labels: Int32Array, classes: number, seed: number): number {
  const order = new Random(seed).shuffle(Int32Array.from(labels, (_, row) => row));
  const half = order.length >> 1;
  const folds = [order.subarray(0, half), order.subarray(half)] as const;
  const right = new Float64Array(classes);
  const total = new Float64Array(classes);
  for (let fold = 0; fold < FOLDS; fold++) {
    const train = folds[1 - fold] ?? order;
    const codeOf = coder(feature, train);
    const prior = new Float64Array(classes);
    const counts = new Map<number, Float64Array>();
    for (const row of train) {
      const label = labels[row] ?? 0;
      prior[label] = (prior[label] ?? 0) + 1;
      const code = codeOf(row);
      let bin = counts.get(code);
      if (bin === undefined) {
        bin = new Float64Array(classes);
        counts.set(code, bin);
      }
      bin[label] = (bin[label] ?? 0) + 1;
    }
    const best = new Map([...counts].map(([code, bin]) => [code, lifted(bin, prior)]));
    const fallback = lifted(prior, prior);
    for (const row of folds[fold] ?? []) {
      const label = labels[row] ?? 0;
      total[label] = (total[label] ?? 0) + 1;
      if ((best.get(codeOf(row)) ?? fallback) === label) right[label] = (right[label] ?? 0) + 1;
    }
  }
  let [sum, present] = [0, 0];
  for (let label = 0; label < classes; label++) {
    if ((total[label] ?? 0) === 0) continue;
    sum += (right[label] ?? 0) / (total[label] ?? 1);
    present++;
  }
  if (present < 2) return 0;
  return Math.max(0, (sum / present - 1 / present) / (1 - 1 / present));
}

/** The class whose share in the bin is largest against its share overall. */
function lifted(bin: Float64Array, prior: Float64Array): number {
  let [best, most] = [0, -1];
  for (let label = 0; label < bin.length; label++) {
    if ((prior[label] ?? 0) === 0) continue;
    const lift = (bin[label] ?? 0) / (prior[label] ?? 1);
    if (lift > most) {
      best = label;
      most = lift;
    }
  }
  return best;
}

/** Classes of a label: its values, or five equal-count bins of a number with many. */
export function classesOf(feature: Feature): { readonly labels: Int32Array; readonly classes: number } | undefined {
  const rows = Int32Array.from({ length: feature.values.length }, (_, row) => row);
  const values = new Set<string | number | undefined>(feature.values);
  if (feature.kind === "number" && values.size > BINS) {
    const sorted = feature.values.filter((value) => !Number.isNaN(value)).sort();
    const edges = [0.2, 0.4, 0.6, 0.8].map((at) => sorted[Math.floor(at * sorted.length)] ?? 0);
    return { labels: Int32Array.from(feature.values, (value) => edges.filter((edge) => value >= edge).length), classes: 5 };
  }
  if (values.size < 2 || values.size > 200) return undefined;
  const codeOf = coder(feature, rows);
  const raw = Int32Array.from(rows, codeOf);
  const dense = new Map([...new Set(raw)].sort((a, b) => a - b).map((code, index) => [code, index]));
  return { labels: raw.map((code) => dense.get(code) ?? 0), classes: dense.size };
}
