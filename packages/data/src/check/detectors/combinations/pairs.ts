import { commonPlaces, countUpTo, measured } from "../../../models/encode-columns.ts";
import type { Column } from "../../../table/table.ts";

/** Values of a column in so many places at most: numbers by rank, the commonest categories, the rest, missing. */
export const PLACES = 10;

/**
 * A place for each row. Numbers are cut so that places hold about as many rows; a value that many rows share has a place
 * of its own.
 */
export function placesOf(column: Column): Uint8Array {
  if (column.kind === "string") {
    const places = commonPlaces(column, PLACES - 2);
    return Uint8Array.from(column.codes, (code) => (code < 0 ? PLACES - 1 : (places[code] ?? PLACES - 2)));
  }
  const { sorted } = measured(column);
  const cuts: number[] = [];
  let [left, open, held] = [sorted.length, PLACES - 1, 0];
  for (let from = 0; from < sorted.length && open > 1; ) {
    const to = countUpTo(sorted, sorted[from] ?? 0);
    if (held > 0 && held + (to - from) / 2 > left / open) {
      cuts.push(sorted[from] ?? 0);
      left -= held;
      open--;
      held = 0;
    }
    held += to - from;
    from = to;
  }
  const ordered = Float64Array.from(cuts);
  return Uint8Array.from(column.values, (value) => (Number.isFinite(value) ? countUpTo(ordered, value) : PLACES - 1));
}

/** How often places occur together among every `step` rows, each as heavy as given: PLACES × PLACES. */
export function jointCounts(left: Uint8Array, right: Uint8Array, weights: Float64Array, step: number): Float64Array {
  const counts = new Float64Array(PLACES * PLACES);
  for (let row = 0; row < weights.length; row += step) {
    const at = (left[row] ?? 0) * PLACES + (right[row] ?? 0);
    counts[at] = (counts[at] ?? 0) + (weights[row] ?? 0);
  }
  return counts;
}

export interface Dependence {
  /** Mutual information in nats. */
  readonly information: number;
  /** Whether chance would hardly give so much: the likelihood ratio test, at four deviations of its chi-square. */
  readonly sure: boolean;
  /** Expected counts, were the columns independent. */
  readonly expected: Float64Array;
}

/** How far two columns depend on each other (G test, Wilks 1938). */
export function dependence(counts: Float64Array): Dependence {
  const [lefts, rights] = [new Float64Array(PLACES), new Float64Array(PLACES)];
  let total = 0;
  for (const [at, count] of counts.entries()) {
    lefts[Math.floor(at / PLACES)] = (lefts[Math.floor(at / PLACES)] ?? 0) + count;
    rights[at % PLACES] = (rights[at % PLACES] ?? 0) + count;
    total += count;
  }
  const expected = counts.map((_, at) => ((lefts[Math.floor(at / PLACES)] ?? 0) * (rights[at % PLACES] ?? 0)) / Math.max(1, total));
  let sum = 0;
  for (const [at, count] of counts.entries()) if (count > 0) sum += count * Math.log(count / (expected[at] ?? 1));
  const used = (sums: Float64Array): number => sums.filter((count) => count > 0).length - 1;
  const degrees = used(lefts) * used(rights);
  return {
    information: sum / Math.max(1, total),
    sure: degrees > 0 && 2 * sum > degrees + 4 * Math.sqrt(2 * degrees),
    expected,
  };
}
