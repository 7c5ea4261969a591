import type { ColumnSketch } from "../sketches/column-sketch.ts";
import type { QuantileSketch } from "../sketches/quantile-sketch.ts";

/** A distribution of numbers as rising steps, from rows or from a sketch. */
export interface Distribution {
  /** Different values, rising. */
  readonly values: Float64Array;
  /** How many are at most the value at the same place. */
  readonly below: Float64Array;
  readonly count: number;
  readonly minimum: number;
  readonly maximum: number;
  /** Bound on the error of any rank, as a share; 0 from rows. */
  readonly epsilon: number;
}

/** What is missing (NaN) is left out. */
export function distributionOf(numbers: Float64Array): Distribution {
  const sorted = numbers.filter((value) => !Number.isNaN(value)).sort();
  let different = 0;
  for (let at = 0; at < sorted.length; at++) if (at === 0 || sorted[at] !== sorted[at - 1]) different++;
  const [values, below] = [new Float64Array(different), new Float64Array(different)];
  let place = -1;
  for (const [at, value] of sorted.entries()) {
    if (place < 0 || value !== values[place]) values[++place] = value;
    below[place] = at + 1;
  }
  return {
    values,
    below,
    count: sorted.length,
    minimum: sorted[0] ?? Number.NaN,
    maximum: sorted.at(-1) ?? Number.NaN,
    epsilon: 0,
  };
}

function ofQuantiles(sketch: QuantileSketch): Distribution {
  const steps = sketch.steps();
  return {
    values: Float64Array.from(steps, ({ value }) => value),
    below: Float64Array.from(steps, ({ below }) => below),
    count: sketch.count,
    minimum: sketch.count === 0 ? Number.NaN : sketch.minimum,
    maximum: sketch.count === 0 ? Number.NaN : sketch.maximum,
    epsilon: sketch.epsilon,
  };
}

/** Of the numbers of a column, exact where all different values were counted; of strings, of their lengths. */
export function distributionOfSketch(column: ColumnSketch): Distribution {
  const { frequent, quantiles } = column;
  if (column.kind === "string" || frequent === undefined || frequent.error > 0) return ofQuantiles(quantiles);
  const entries = frequent.entries().map(([value, count]) => [Number(value), count] as const);
  entries.sort(([a], [b]) => a - b);
  let sum = 0;
  return {
    ...ofQuantiles(quantiles),
    values: Float64Array.from(entries, ([value]) => value),
    below: Float64Array.from(entries, ([, count]) => (sum += count)),
    epsilon: 0,
  };
}

/** How many values are at most `value`. */
export function belowOf({ values, below }: Distribution, value: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? 0 : (below[low - 1] ?? 0);
}

/** The least value that a share of the values is at most. */
export function quantileOf({ values, below, count }: Distribution, share: number): number {
  const wanted = share * count;
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((below[middle] ?? 0) >= wanted) high = middle;
    else low = middle + 1;
  }
  return values[low] ?? Number.NaN;
}

/** Mean and standard deviation of the finite values. */
export function momentsOf({ values, below }: Distribution): { readonly mean: number; readonly deviation: number } {
  let [weight, mean, squares] = [0, 0, 0];
  for (const [at, value] of values.entries()) {
    const times = (below[at] ?? 0) - (at === 0 ? 0 : (below[at - 1] ?? 0));
    if (!Number.isFinite(value) || times === 0) continue;
    weight += times;
    const delta = value - mean;
    mean += (delta * times) / weight;
    squares += times * delta * (value - mean);
  }
  return { mean, deviation: weight < 2 ? 0 : Math.sqrt(squares / (weight - 1)) };
}
