import type { Distribution } from "./distribution.ts";

/** Visits the values of both in rising order, with the share of each that is at most it. */
function walk(first: Distribution, second: Distribution, visit: (value: number, a: number, b: number) => void): void {
  let [i, j] = [0, 0];
  while (i < first.values.length || j < second.values.length) {
    const value = Math.min(first.values[i] ?? Number.POSITIVE_INFINITY, second.values[j] ?? Number.POSITIVE_INFINITY);
    while (i < first.values.length && (first.values[i] ?? 0) <= value) i++;
    while (j < second.values.length && (second.values[j] ?? 0) <= value) j++;
    visit(value, i === 0 ? 0 : (first.below[i - 1] ?? 0) / first.count, j === 0 ? 0 : (second.below[j - 1] ?? 0) / second.count);
  }
}

/** Kolmogorov–Smirnov: the largest distance between the two distribution functions. */
export function kolmogorovSmirnov(first: Distribution, second: Distribution): number {
  let largest = 0;
  walk(first, second, (_, a, b) => {
    largest = Math.max(largest, Math.abs(a - b));
  });
  return largest;
}

/** Wasserstein-1 in units of the values: the area between the distribution functions. What is infinite is left out. */
export function wasserstein(first: Distribution, second: Distribution): number {
  let [area, before, gap] = [0, Number.NaN, 0];
  walk(first, second, (value, a, b) => {
    if (Number.isFinite(before) && Number.isFinite(value)) area += gap * (value - before);
    before = value;
    gap = Math.abs(a - b);
  });
  return area;
}

/**
 * Two-sample Cramér–von Mises (Anderson 1962), for distributions with ties: nm/(n+m) times the mean square distance of the
 * distribution functions over all values of both.
 */
export function cramerVonMises(first: Distribution, second: Distribution): number {
  const [n, m] = [first.count, second.count];
  let [sum, before] = [0, 0];
  walk(first, second, (_, a, b) => {
    const reached = (a * n + b * m) / (n + m);
    sum += (reached - before) * (a - b) ** 2;
    before = reached;
  });
  return ((n * m) / (n + m)) * sum;
}

/** Jensen–Shannon distance of two histograms: the root of the divergence in bits, 0 to 1 (Lin 1991). */
export function jensenShannon(first: ArrayLike<number>, second: ArrayLike<number>): number {
  const [n, m] = [totalOf(first), totalOf(second)];
  let divergence = 0;
  for (let bin = 0; bin < first.length; bin++) {
    const [p, q] = [(first[bin] ?? 0) / n, (second[bin] ?? 0) / m];
    const middle = (p + q) / 2;
    if (p > 0) divergence += 0.5 * p * Math.log2(p / middle);
    if (q > 0) divergence += 0.5 * q * Math.log2(q / middle);
  }
  return Math.sqrt(Math.max(0, divergence));
}

/** Population stability index, with half a row added to each bin so that an empty one stays finite. */
export function populationStability(first: ArrayLike<number>, second: ArrayLike<number>): number {
  const [n, m] = [totalOf(first) + 0.5 * first.length, totalOf(second) + 0.5 * second.length];
  let index = 0;
  for (let bin = 0; bin < first.length; bin++) {
    const [p, q] = [((first[bin] ?? 0) + 0.5) / n, ((second[bin] ?? 0) + 0.5) / m];
    index += (q - p) * Math.log(q / p);
  }
  return index;
}

/** Pearson's statistic for equal shares in two samples, and its degrees of freedom; empty bins do not count. */
export function chiSquare(first: ArrayLike<number>, second: ArrayLike<number>): { readonly statistic: number; readonly freedom: number } {
  const [n, m] = [totalOf(first), totalOf(second)];
  let [statistic, freedom] = [0, -1];
  for (let bin = 0; bin < first.length; bin++) {
    const [a, b] = [first[bin] ?? 0, second[bin] ?? 0];
    if (a + b === 0) continue;
    freedom++;
    const expected = ((a + b) * n) / (n + m);
    const other = a + b - expected;
    if (expected > 0) statistic += (a - expected) ** 2 / expected;
    if (other > 0) statistic += (b - other) ** 2 / other;
  }
  return { statistic, freedom: Math.max(0, freedom) };
}

export function totalOf(counts: ArrayLike<number>): number {
  let sum = 0;
  for (let bin = 0; bin < counts.length; bin++) sum += counts[bin] ?? 0;
  return sum;
}
