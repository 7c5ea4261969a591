import { logGamma } from "../statistics/distributions.ts";

/** Upper part of the regularised incomplete gamma function: series below, continued fraction above (Abramowitz and Stegun 6.5). */
function upperGamma(a: number, x: number): number {
  if (x <= 0) return 1;
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    let [term, sum] = [1 / a, 1 / a];
    for (let step = 1; step < 10_000 && Math.abs(term) > 1e-15 * sum; step++) {
      term *= x / (a + step);
      sum += term;
    }
    return Math.max(0, 1 - front * sum);
  }
  let [b, c] = [x + 1 - a, 1e300];
  let d = 1 / b;
  let fraction = d;
  for (let step = 1; step < 10_000; step++) {
    const factor = -step * (step - a);
    b += 2;
    d = 1 / (factor * d + b || 1e-300);
    c = b + factor / c || 1e-300;
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-14) break;
  }
  return front * fraction;
}

/** How likely a chi-square variable is at least `statistic`. */
export function chiSquareSurvival(statistic: number, freedom: number): number {
  return freedom <= 0 ? 1 : upperGamma(freedom / 2, statistic / 2);
}

/** How likely the supremum of a Brownian bridge is at least `x` in size (Kolmogorov 1933). */
export function kolmogorovSurvival(x: number): number {
  if (x <= 0) return 1;
  if (x < 1.18) {
    // The other form of the series: the usual one converges slowly here.
    let sum = 0;
    for (let term = 1; term <= 20; term++) sum += Math.exp((-((2 * term - 1) ** 2) * Math.PI ** 2) / (8 * x * x));
    return Math.max(0, 1 - (Math.sqrt(2 * Math.PI) / x) * sum);
  }
  let sum = 0;
  for (let term = 1; term <= 100; term++) sum += (term % 2 === 1 ? 2 : -2) * Math.exp(-2 * term * term * x * x);
  return Math.min(1, Math.max(0, sum));
}

/** Of the two-sample Kolmogorov–Smirnov distance, with Stephens' (1970) correction for finite samples. */
export function kolmogorovSmirnovP(distance: number, first: number, second: number): number {
  const root = Math.sqrt((first * second) / (first + second));
  return kolmogorovSurvival((root + 0.12 + 0.11 / root) * distance);
}

/**
 * How likely it is that `found` given rows of the two samples together all lie in the one of `size`: the exact tail of
 * values above the other's maximum, or of a category that the other lacks, when both come from one population.
 */
export function allInOneP(found: number, size: number, other: number): number {
  let log = 0;
  for (let drawn = 0; drawn < found && log > -745; drawn++) log += Math.log((size - drawn) / (size + other - drawn));
  return Math.exp(log);
}

/** Adjusted p-values that control the share of false alarms among alarms (Benjamini and Hochberg 1995). */
export function benjaminiHochberg(ps: readonly number[]): readonly number[] {
  const order = ps.map((_, at) => at).sort((a, b) => (ps[b] ?? 1) - (ps[a] ?? 1));
  const adjusted = new Array<number>(ps.length).fill(1);
  let least = 1;
  for (const [place, at] of order.entries()) {
    least = Math.min(least, ((ps[at] ?? 1) * ps.length) / (ps.length - place));
    adjusted[at] = least;
  }
  return adjusted;
}
