import { approximately, compare, exactly, product, type Rational, rational, sum } from "../rational.ts";
import { epsilonOf } from "./concentrated.ts";

/** What answers have cost a person, so that costs can be added up. */
export interface PrivacyCost {
  /** Pure epsilon, where every answer had one (Laplace); undefined behind the first Gaussian one. */
  readonly epsilon?: Rational;
  /** Of zero-concentrated privacy; a pure epsilon counts as epsilon²/2 (Bun, Steinke 2016, proposition 1.4). */
  readonly rho: Rational;
  /** The chance that none of this holds: groups that were found in the data. */
  readonly delta: Rational;
}

const ZERO = rational(0n);
export const NO_COST: PrivacyCost = { epsilon: ZERO, rho: ZERO, delta: ZERO };

/** Of an answer with Laplace noise. */
export function pureCost(epsilon: Rational): PrivacyCost {
  return { epsilon, rho: product(product(epsilon, epsilon), rational(1n, 2n)), delta: ZERO };
}

/** Of an answer with Gaussian noise. */
export function concentratedCost(rho: Rational): PrivacyCost {
  return { rho, delta: ZERO };
}

/** Of several answers about the same people, also where the later ones depend on the earlier. */
export function composed(costs: readonly PrivacyCost[]): PrivacyCost {
  let epsilon: Rational | undefined = ZERO;
  let [rho, delta] = [ZERO, ZERO];
  for (const cost of costs) {
    epsilon = epsilon === undefined || cost.epsilon === undefined ? undefined : sum(epsilon, cost.epsilon);
    rho = sum(rho, cost.rho);
    delta = sum(delta, cost.delta);
  }
  return { ...(epsilon === undefined ? {} : { epsilon }), rho, delta };
}

/** More than any budget: what a cost comes to where its delta is over the one allowed. */
const BEYOND = Number.POSITIVE_INFINITY;

/** By way of concentrated privacy. */
function concentratedAt(cost: PrivacyCost, delta: Rational): number {
  // The nearest double may lie below; a budget is not to be stretched by that.
  const left = approximately(sum(delta, product(cost.delta, rational(-1n)))) * (1 - 2 ** -50);
  const rho = approximately(cost.rho) * (1 + 2 ** -50);
  return left > 0 ? epsilonOf(rho, left) : cost.rho.numerator === 0n ? 0 : BEYOND;
}

/** The epsilon that a cost comes to at this delta, by the better of the two ways to add up; infinite where delta does not reach. */
export function epsilonAt(cost: PrivacyCost, delta: Rational): number {
  if (compare(cost.delta, delta) > 0) return BEYOND;
  return Math.min(cost.epsilon === undefined ? BEYOND : approximately(cost.epsilon), concentratedAt(cost, delta));
}

/** Whether a cost keeps within (epsilon, delta), by either way to add up; pure costs are compared exactly. */
export function within(cost: PrivacyCost, epsilon: Rational, delta: Rational): boolean {
  if (compare(cost.delta, delta) > 0) return false;
  if (cost.epsilon !== undefined && compare(cost.epsilon, epsilon) <= 0) return true;
  const total = concentratedAt(cost, delta);
  return Number.isFinite(total) && compare(exactly(total), epsilon) <= 0;
}
