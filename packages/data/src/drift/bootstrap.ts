import type { Random } from "../statistics/random.ts";
import { cramerVonMises, jensenShannon, populationStability, totalOf, wasserstein } from "./distances.ts";
import { type Distribution, distributionOf, quantileOf } from "./distribution.ts";

/** A binomial draw: exact by inversion for few expected, else the rounded normal approximation. */
export function binomial(count: number, share: number, random: Random): number {
  if (count <= 0 || share <= 0) return 0;
  if (share >= 1) return count;
  if (share > 0.5) return count - binomial(count, 1 - share, random);
  const mean = count * share;
  if (mean > 30) {
    const drawn = Math.round(mean + Math.sqrt(mean * (1 - share)) * random.normal());
    return Math.min(count, Math.max(0, drawn));
  }
  // Waiting times between successes are geometric.
  const log = Math.log1p(-share);
  let [successes, at] = [-1, 0];
  do {
    successes++;
    at += Math.floor(Math.log(1 - random.unit()) / log) + 1;
  } while (at <= count);
  return successes;
}

/** How many of `count` rows fall into each bin when each does with the bin's share. */
export function multinomial(count: number, weights: ArrayLike<number>, random: Random): Float64Array {
  const drawn = new Float64Array(weights.length);
  let [left, weight] = [count, totalOf(weights)];
  for (let bin = 0; bin < weights.length && left > 0; bin++) {
    const own = weights[bin] ?? 0;
    const here = binomial(left, weight <= 0 ? 0 : Math.min(1, own / weight), random);
    drawn[bin] = here;
    left -= here;
    weight -= own;
  }
  return drawn;
}

export interface Threshold {
  /** The share `1 - level` of chance results is below it. */
  readonly threshold: number;
  readonly p: number;
  /** Mean of the chance results. */
  readonly expected: number;
}

/** What a statistic is worth against its chance results. */
export function against(observed: number, chance: Float64Array, level: number): Threshold {
  const sorted = chance.slice().sort();
  let atLeast = 0;
  for (const value of sorted) if (value >= observed) atLeast++;
  return {
    threshold: sorted[Math.min(sorted.length - 1, Math.ceil((1 - level) * sorted.length) - 1)] ?? 0,
    p: (1 + atLeast) / (1 + sorted.length),
    expected: totalOf(sorted) / Math.max(1, sorted.length),
  };
}

export interface BinChance {
  readonly jensenShannon: Float64Array;
  readonly populationStability: Float64Array;
}

/** What two samples of these sizes give by chance when both are drawn from the reference's histogram. */
export function chanceOfBins(reference: ArrayLike<number>, sizes: readonly [number, number], times: number, random: Random): BinChance {
  const [js, psi] = [new Float64Array(times), new Float64Array(times)];
  for (let time = 0; time < times; time++) {
    const [first, second] = [multinomial(sizes[0], reference, random), multinomial(sizes[1], reference, random)];
    js[time] = jensenShannon(first, second);
    psi[time] = populationStability(first, second);
  }
  return { jensenShannon: js, populationStability: psi };
}

/** Draws at most so many values a side; the statistics are scaled to the real sizes by their rate. */
const DRAWN = 400;

export interface ValueChance {
  readonly wasserstein: Float64Array;
  readonly cramerVonMises: Float64Array;
}

/**
 * The same for statistics of values. Wasserstein-1 shrinks with the root of the sizes and Cramér–von Mises keeps its limit
 * distribution, so that draws of at most 400 rows a side stand for the real sizes.
 */
export function chanceOfValues(reference: Distribution, sizes: readonly [number, number], times: number, random: Random): ValueChance {
  const [n, m] = [Math.min(DRAWN, sizes[0]), Math.min(DRAWN, sizes[1])];
  const scale = Math.sqrt((1 / sizes[0] + 1 / sizes[1]) / (1 / n + 1 / m));
  const draw = (count: number): Distribution =>
    distributionOf(Float64Array.from({ length: count }, () => quantileOf(reference, random.unit())));
  const [distances, squares] = [new Float64Array(times), new Float64Array(times)];
  for (let time = 0; time < times; time++) {
    const [first, second] = [draw(n), draw(m)];
    distances[time] = scale * wasserstein(first, second);
    squares[time] = cramerVonMises(first, second);
  }
  return { wasserstein: distances, cramerVonMises: squares };
}
