import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exactly, rational } from "../rational.ts";
import { deltaOf, epsilonOf, rhoOf } from "./concentrated.ts";
import { composed, concentratedCost, epsilonAt, NO_COST, pureCost } from "./cost.ts";

describe("zero-concentrated privacy", () => {
  it("never claims less than the Gaussian mechanism really loses, and less than the first known bound", () => {
    // The exact curve of a Gaussian answer (Balle, Wang 2018) lies below every bound for its rho.
    const phi = (x: number): number => 0.5 * (1 - erf(-x / Math.SQRT2));
    for (const rho of [0.01, 0.1, 0.5, 2])
      for (const epsilon of [0.1, 0.5, 1, 3]) {
        const mu = Math.sqrt(2 * rho);
        const exact = phi(mu / 2 - epsilon / mu) - Math.exp(epsilon) * phi(-mu / 2 - epsilon / mu);
        expect(deltaOf(rho, epsilon)).toBeGreaterThanOrEqual(exact - 2e-7);
        if (epsilon > rho) expect(deltaOf(rho, epsilon)).toBeLessThan(Math.exp(-((epsilon - rho) ** 2) / (4 * rho)));
      }
  });

  it("goes to and fro", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-4, max: 20, noNaN: true }), fc.double({ min: 1e-12, max: 0.1, noNaN: true }), (rho, delta) => {
        const epsilon = epsilonOf(rho, delta);
        expect(deltaOf(rho, epsilon)).toBeLessThanOrEqual(delta * (1 + 1e-8));
        if (epsilon < 1e-9) return;
        const back = rhoOf(epsilon, delta);
        expect(epsilonOf(back, delta)).toBeLessThanOrEqual(epsilon);
        expect(back / rho).toBeCloseTo(1, 5);
      }),
      { numRuns: 60 },
    );
  });

  it("knows the ends, and refuses what is no parameter", () => {
    expect(epsilonOf(0, 1e-6)).toBe(0);
    expect(epsilonOf(1, 0)).toBe(Number.POSITIVE_INFINITY);
    expect(deltaOf(5, 0)).toBeLessThanOrEqual(1);
    for (const value of [-1, Number.NaN, Number.POSITIVE_INFINITY]) expect(() => epsilonOf(value, 1e-6)).toThrow(/number from 0 up/);
  });
});

describe("costs", () => {
  it("add up exactly: ten tenths are one", () => {
    const tenth = rational(1n, 10n);
    expect(composed(new Array(10).fill(pureCost(tenth))).epsilon).toEqual(rational(1n));
    expect(composed([])).toEqual(NO_COST);
  });

  it("take the better of the two ways", () => {
    const delta = exactly(1e-6);
    // Few answers: the plain sum. Many: concentrated.
    expect(epsilonAt(composed(new Array(2).fill(pureCost(rational(1n, 2n)))), delta)).toBeCloseTo(1, 12);
    expect(epsilonAt(composed(new Array(1000).fill(pureCost(rational(1n, 100n)))), delta)).toBeLessThan(2.1);
  });

  it("have no pure epsilon behind a Gaussian answer, and none at all where delta is used up", () => {
    const cost = composed([pureCost(rational(1n)), concentratedCost(rational(1n, 10n))]);
    expect(cost.epsilon).toBeUndefined();
    expect(epsilonAt(cost, rational(0n))).toBe(Number.POSITIVE_INFINITY);
    expect(epsilonAt({ ...cost, delta: exactly(1e-3) }, exactly(1e-4))).toBe(Number.POSITIVE_INFINITY);
  });
});

/** Abramowitz and Stegun 7.1.26, to 1.5e-7. */
function erf(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const y = 1 - ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t * Math.exp(-x * x);
  return x < 0 ? -y : y;
}
