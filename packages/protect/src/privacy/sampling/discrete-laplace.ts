import { ProtectError } from "../../errors.ts";
import type { Rational } from "../rational.ts";
import { bernoulliOfExponent, geometricOfE } from "./bernoulli.ts";
import type { Randomness } from "./randomness.ts";

/**
 * An integer x with probability proportional to exp(-|x| / scale), exactly.
 * Source: Canonne, Kamath, Steinke (2020), algorithm 2.
 * @param scale above zero @throws ProtectError OPTION_INVALID
 */
export function discreteLaplace({ numerator, denominator }: Rational, random: Randomness): bigint {
  if (numerator <= 0n) throw new ProtectError("OPTION_INVALID", "The scale of Laplace noise must be above zero.");
  for (;;) {
    const low = random.below(numerator);
    if (!bernoulliOfExponent({ numerator: low, denominator: numerator }, random)) continue;
    const size = (low + numerator * geometricOfE(random)) / denominator;
    const negative = random.below(2n) === 1n;
    // Zero has one sign.
    if (negative && size === 0n) continue;
    return negative ? -size : size;
  }
}
