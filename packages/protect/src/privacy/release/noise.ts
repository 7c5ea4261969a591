import { ProtectError } from "../../errors.ts";
import { concentratedCost, type PrivacyCost, pureCost } from "../accounting/cost.ts";
import { approximately, product, quotient, type Rational, rational } from "../rational.ts";
import { discreteGaussian } from "../sampling/discrete-gaussian.ts";
import { discreteLaplace } from "../sampling/discrete-laplace.ts";
import type { Randomness } from "../sampling/randomness.ts";

/** How much one answer may tell: Laplace noise for a pure epsilon, Gaussian noise for a rho. Both above zero. */
export type Allowance = { readonly epsilon: Rational } | { readonly rho: Rational };

/** How far one person can move a list of whole numbers: at most `many` of them, each by at most `each`. */
export interface Sensitivity {
  readonly many: bigint;
  readonly each: bigint;
}

/** Adds noise to whole numbers; the same for all of a list, whose sensitivity is counted together. */
export interface Noise {
  readonly kind: "discrete Laplace" | "discrete Gaussian";
  readonly cost: PrivacyCost;
  /** Standard deviation, in the units of the numbers; for showing only. */
  readonly deviation: number;
  /** What noise alone exceeds with a chance of at most `chance`; a bound, rounded up. */
  tail(chance: number): bigint;
  add(value: bigint): bigint;
}

/** Noise for one list of answers. @throws ProtectError OPTION_INVALID */
export function noiseOf(allowance: Allowance, { many, each }: Sensitivity, random: Randomness): Noise {
  if (many < 1n || each < 1n) throw new ProtectError("OPTION_INVALID", "A person must be able to move an answer by at least one step.");
  if ("epsilon" in allowance) {
    if (allowance.epsilon.numerator <= 0n) throw new ProtectError("OPTION_INVALID", "epsilon must be above zero.");
    const scale = quotient(rational(many * each), allowance.epsilon);
    const size = approximately(scale);
    return {
      kind: "discrete Laplace",
      cost: pureCost(allowance.epsilon),
      deviation: Math.SQRT2 * size,
      // P(X >= k) = exp(-k/b) / (1 + exp(-1/b)) <= exp(-k/b)
      tail: (chance) => BigInt(Math.ceil(size * Math.log(1 / chance) * (1 + 1e-12))) + 1n,
      add: (value) => value + discreteLaplace(scale, random),
    };
  }
  if (allowance.rho.numerator <= 0n) throw new ProtectError("OPTION_INVALID", "rho must be above zero.");
  const variance = quotient(rational(many * each * each), product(rational(2n), allowance.rho));
  const deviation = Math.sqrt(approximately(variance));
  return {
    kind: "discrete Gaussian",
    cost: concentratedCost(allowance.rho),
    deviation,
    // Subgaussian: P(X >= k) <= exp(-k² / (2 variance)) (Canonne, Kamath, Steinke 2020, corollary 17).
    tail: (chance) => BigInt(Math.ceil(deviation * Math.sqrt(2 * Math.log(1 / chance)) * (1 + 1e-12))) + 1n,
    add: (value) => value + discreteGaussian(variance, random),
  };
}

/** A part of an allowance, so that the parts together cost the whole. @param share above 0, at most 1 */
export function part(allowance: Allowance, share: Rational): Allowance {
  return "epsilon" in allowance ? { epsilon: product(allowance.epsilon, share) } : { rho: product(allowance.rho, share) };
}
