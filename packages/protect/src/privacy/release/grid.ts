import { ProtectError } from "../../errors.ts";
import { approximately, ceiling, compare, exactly, floor, nearest, type Rational, rational, sum } from "../rational.ts";

/** Steps that the larger bound is cut into: fine enough that rounding is far below the noise. */
const STEPS = 30;

/**
 * Values as whole numbers of steps, the step a power of two. Clamping and rounding happen per value, before anything
 * is added up, so that the sum and what one person can do to it are exact.
 */
export interface Grid {
  /** In steps; rounded outward. */
  readonly lower: bigint;
  readonly upper: bigint;
  /** Of a value, clamped to the bounds; one that is no number counts as the lower bound's nearest to zero. */
  steps(value: number): bigint;
  /** Back to the unit of the values. */
  value(steps: Rational): number;
}

/** 2^exponent */
function powerOfTwo(exponent: number): Rational {
  return exponent >= 0 ? rational(1n << BigInt(exponent)) : rational(1n, 1n << BigInt(-exponent));
}

/** @throws ProtectError OPTION_INVALID where the bounds are no range */
export function gridOf(lower: number, upper: number): Grid {
  const [low, high] = [exactly(lower), exactly(upper)];
  if (compare(low, high) >= 0)
    throw new ProtectError("OPTION_INVALID", `The lower bound (${lower}) must be below the upper one (${upper}).`);
  const largest = Math.max(Math.abs(lower), Math.abs(upper));
  const exponent = Math.max(Math.ceil(Math.log2(largest)) - STEPS, -1060);
  const stepsOf = ({ numerator, denominator }: Rational): Rational =>
    exponent >= 0 ? rational(numerator, denominator << BigInt(exponent)) : rational(numerator << BigInt(-exponent), denominator);
  const [lowSteps, highSteps] = [floor(stepsOf(low)), ceiling(stepsOf(high))];
  const zero = lowSteps > 0n ? lowSteps : highSteps < 0n ? highSteps : 0n;
  const step = powerOfTwo(exponent);
  return {
    lower: lowSteps,
    upper: highSteps,
    steps: (value) => {
      if (Number.isNaN(value)) return zero;
      if (value <= lower) return lowSteps;
      if (value >= upper) return highSteps;
      return nearest(stepsOf(exactly(value)));
    },
    value: ({ numerator, denominator }) =>
      approximately(sum(rational(0n), { numerator: numerator * step.numerator, denominator: denominator * step.denominator })),
  };
}
