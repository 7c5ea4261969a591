import { poissonUpper } from "../../../statistics/distributions.ts";

/** The largest clusters, which have no say in how large honest ones are. */
export const LEFT_OUT = 5;
/** As if three clusters of such an exponent had been seen besides: honest copies are few where nothing is known. */
const PRIOR = { clusters: 3, exponent: 4 } as const;
/** Sizes are summed one by one up to here, and by an integral from there on. */
const SUMMED = 500;
const [LOWEST, HIGHEST] = [1.5, 7];

/** Σ x^−α over x ≥ from (Euler and Maclaurin). */
function zeta(exponent: number, from: number): number {
  let sum = 0;
  let x = from;
  for (; x < Math.max(SUMMED, from + 1); x++) sum += x ** -exponent;
  return sum + x ** (1 - exponent) / (exponent - 1) + x ** -exponent / 2;
}

/** Mean logarithm of a size from 2 on, of chances that fall with the power α: −ζ′(α, 2)/ζ(α, 2). */
function meanLogarithm(exponent: number): number {
  const step = 1e-4;
  return -(Math.log(zeta(exponent + step, 2)) - Math.log(zeta(exponent - step, 2))) / (2 * step);
}

/** Chance that so many honest clusters are at least as large. */
export type SizeChance = (size: number, rank: number) => number;

/**
 * Expected number of honest clusters at least as large: a power law through the sizes of all but the five largest
 * (Clauset, Shalizi, Newman 2009, equation 3.7 with the discrete shift), as a Poisson chance that `rank` of them are there.
 * For sizes of two and three the tail comes out too heavy, which is the safe side.
 */
export function sizeChance(sizes: readonly number[]): SizeChance {
  const kept = sizes.toSorted((left, right) => right - left).slice(LEFT_OUT);
  let sum = 0;
  for (const size of kept) sum += Math.log(size / 1.5);
  // As if three clusters of an exponent of 3 had been seen besides: honest copies are few where nothing is known.
  const exponent = Math.min(6, (kept.length + 3) / (sum + 1));
  return (size, rank) => poissonUpper(rank, (kept.length + LEFT_OUT) * (size / 1.5) ** -exponent);
}

/**
 * The same with the discrete law itself, by maximum likelihood (equation 3.5), through all sizes but the largest: texts of one
 * template make a tail that the small clusters do not foretell.
 */
export function discreteSizeChance(sizes: readonly number[]): SizeChance {
  const kept = sizes.toSorted((left, right) => right - left).slice(1);
  const sum = kept.reduce((total, size) => total + Math.log(size), PRIOR.clusters * meanLogarithm(PRIOR.exponent));
  const mean = sum / (kept.length + PRIOR.clusters);
  // The steeper the law, the smaller the mean logarithm.
  let [low, high] = [LOWEST, HIGHEST];
  for (let round = 0; round < 40; round++) {
    const middle = (low + high) / 2;
    if (meanLogarithm(middle) > mean) low = middle;
    else high = middle;
  }
  const all = zeta(low, 2);
  return (size, rank) => poissonUpper(rank, ((kept.length + 1) * zeta(low, size)) / all);
}
