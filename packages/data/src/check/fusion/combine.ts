const SMALLEST = 1e-300;

/** Above this a p-value says no more than "nothing": one near 1 would outweigh all others. */
const NOTHING = 0.99;

/**
 * Cauchy combination of p-values, valid under dependence in the tail (Liu and Xie 2020), each cut at 0.99 (truncated as by
 * Fang, Chang, Park and Tseng 2023); a single one is left as it is.
 */
export function cauchyCombination(values: readonly number[]): number {
  if (values.length <= 1) return values[0] ?? 1;
  let sum = 0;
  for (const value of values) {
    const p = Math.max(SMALLEST, Math.min(value, NOTHING));
    // For tiny p the cotangent is 1/(p·pi) to double precision.
    sum += p < 1e-12 ? 1 / (p * Math.PI) : Math.tan((0.5 - p) * Math.PI);
  }
  const mean = sum / values.length;
  return mean > 1e10 ? 1 / (mean * Math.PI) : Math.max(SMALLEST, 0.5 - Math.atan(mean) / Math.PI);
}

/** Simes (1986): the p-value of "no hypothesis is false". */
export function simes(values: Float64Array): number {
  const sorted = values.slice().sort();
  let least = 1;
  for (let index = 0; index < sorted.length; index++) least = Math.min(least, ((sorted[index] ?? 1) * sorted.length) / (index + 1));
  return least;
}

/** Benjamini and Hochberg (1995): the largest p-value that is rejected at false discovery rate `rate`; 0 where none is. */
export function benjaminiHochberg(values: Float64Array, rate: number): number {
  const sorted = values.slice().sort();
  for (let index = sorted.length - 1; index >= 0; index--)
    if ((sorted[index] ?? 1) <= (rate * (index + 1)) / sorted.length) return sorted[index] ?? 0;
  return 0;
}

/**
 * Which rows to hold back so that of them a share of at most `rate` is expected to be right: the likeliest wrong first, as
 * long as their mean chance of being right stays under it (Sun and Cai 2007).
 */
export function likeliestWrong(wrong: Float64Array, rate: number): readonly number[] {
  const order = Int32Array.from(wrong.keys()).sort((left, right) => (wrong[right] ?? 0) - (wrong[left] ?? 0) || left - right);
  let [sum, kept] = [0, 0];
  for (const [index, row] of order.entries()) {
    sum += 1 - (wrong[row] ?? 0);
    if (sum > rate * (index + 1)) break;
    kept = index + 1;
  }
  return [...order.subarray(0, kept)];
}
