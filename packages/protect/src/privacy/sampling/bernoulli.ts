import type { Rational } from "../rational.ts";
import type { Randomness } from "./randomness.ts";

/** True with probability `numerator / denominator`, which is at most one. */
export function bernoulli(numerator: bigint, denominator: bigint, random: Randomness): boolean {
  return random.below(denominator) < numerator;
}

/** True with probability exp(-numerator/denominator), for a fraction of at most one. */
function withinOne(numerator: bigint, denominator: bigint, random: Randomness): boolean {
  let count = 1n;
  while (bernoulli(numerator, denominator * count, random)) count += 1n;
  return count % 2n === 1n;
}

/**
 * True with probability exp(-exponent), exactly; `exponent` is not negative.
 * Source: Canonne, Kamath, Steinke, "The discrete Gaussian for differential privacy" (2020), algorithm 1.
 */
export function bernoulliOfExponent({ numerator, denominator }: Rational, random: Randomness): boolean {
  let rest = numerator;
  while (rest > denominator) {
    if (!withinOne(1n, 1n, random)) return false;
    rest -= denominator;
  }
  return withinOne(rest, denominator, random);
}

/** How often exp(-1) holds in a row: geometric. */
export function geometricOfE(random: Randomness): bigint {
  let count = 0n;
  while (withinOne(1n, 1n, random)) count += 1n;
  return count;
}
