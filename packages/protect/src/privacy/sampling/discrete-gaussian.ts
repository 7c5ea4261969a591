import { ProtectError } from "../../errors.ts";
import { floor, integerRoot, type Rational } from "../rational.ts";
import { bernoulliOfExponent } from "./bernoulli.ts";
import { discreteLaplace } from "./discrete-laplace.ts";
import type { Randomness } from "./randomness.ts";

/**
 * An integer x with probability proportional to exp(-x² / (2 variance)), exactly.
 * Source: Canonne, Kamath, Steinke (2020), algorithm 3.
 * @param variance above zero @throws ProtectError OPTION_INVALID
 */
export function discreteGaussian(variance: Rational, random: Randomness): bigint {
  const { numerator, denominator } = variance;
  if (numerator <= 0n) throw new ProtectError("OPTION_INVALID", "The variance of Gaussian noise must be above zero.");
  const scale = integerRoot(floor(variance)) + 1n;
  for (;;) {
    const candidate = discreteLaplace({ numerator: scale, denominator: 1n }, random);
    const size = candidate < 0n ? -candidate : candidate;
    // (|y| - v/t)² / (2v) with v = n/d: (|y| t d - n)² / (2 n d t²)
    const distance = size * scale * denominator - numerator;
    const exponent = { numerator: distance * distance, denominator: 2n * numerator * denominator * scale * scale };
    if (bernoulliOfExponent(exponent, random)) return candidate;
  }
}
