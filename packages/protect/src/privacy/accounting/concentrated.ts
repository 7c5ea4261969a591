import { ProtectError } from "../../errors.ts";

/*
 * Zero-concentrated differential privacy (Bun, Steinke 2016) into (epsilon, delta), by the best bound that is known:
 * Canonne, Kamath, Steinke (2020), corollary 13, minimised over the order by bisection of its derivative. Doubles are
 * enough here, no noise depends on them; what is returned is pushed outward by more than their error.
 */

const OUTWARD = 1e-9;
const ROUNDS = 400;

function checked(name: string, value: number): number {
  if (!(value >= 0) || value === Number.POSITIVE_INFINITY) throw new ProtectError("OPTION_INVALID", `${name} must be a number from 0 up.`);
  return value;
}

/** log of the bound on delta at one order above 1. */
function logDelta(order: number, rho: number, epsilon: number): number {
  return (order - 1) * (order * rho - epsilon) + order * Math.log1p(-1 / order) - Math.log(order - 1);
}

function bestLogDelta(rho: number, epsilon: number): number {
  let low = 1 + 1e-12;
  let high = (epsilon + 1) / (2 * rho) + 2;
  for (let round = 0; round < ROUNDS && low < high; round++) {
    const order = (low + high) / 2;
    if (order === low || order === high) break;
    if ((2 * order - 1) * rho - epsilon + Math.log1p(-1 / order) < 0) low = order;
    else high = order;
  }
  // Both ends are bounds; the derivative is only where to look.
  return Math.min(logDelta(low, rho, epsilon), logDelta(high, rho, epsilon));
}

/** The smallest known delta for which rho-zCDP is (epsilon, delta)-DP; never below it. @throws ProtectError OPTION_INVALID */
export function deltaOf(rho: number, epsilon: number): number {
  if (checked("rho", rho) === 0) return 0;
  checked("epsilon", epsilon);
  return Math.min(1, Math.exp(bestLogDelta(rho, epsilon)) * (1 + OUTWARD));
}

/** The smallest known epsilon for which rho-zCDP is (epsilon, delta)-DP; never below it. @throws ProtectError OPTION_INVALID */
export function epsilonOf(rho: number, delta: number): number {
  if (checked("rho", rho) === 0 || checked("delta", delta) >= 1) return 0;
  if (delta === 0) return Number.POSITIVE_INFINITY;
  let low = 0;
  // rho + 2 sqrt(rho ln(1/delta)) always holds (Bun, Steinke 2016, proposition 1.3).
  let high = rho + 2 * Math.sqrt(rho * Math.log(1 / delta));
  const target = Math.log(delta);
  for (let round = 0; round < ROUNDS; round++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (bestLogDelta(rho, middle) <= target) high = middle;
    else low = middle;
  }
  return high * (1 + OUTWARD);
}

/** The largest rho that keeps within (epsilon, delta); never above it. @throws ProtectError OPTION_INVALID */
export function rhoOf(epsilon: number, delta: number): number {
  if (checked("epsilon", epsilon) === 0 || checked("delta", delta) === 0) return 0;
  let low = 0;
  let high = epsilon + 1;
  while (epsilonOf(high, delta) < epsilon) high *= 2;
  for (let round = 0; round < ROUNDS; round++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (epsilonOf(middle, delta) <= epsilon) low = middle;
    else high = middle;
  }
  return low;
}
