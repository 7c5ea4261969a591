import { describe, expect, it } from "vitest";
import { normalUpper } from "../statistics/distributions.ts";
import { Random } from "../statistics/random.ts";
import { against, binomial, chanceOfBins, chanceOfValues, multinomial } from "./bootstrap.ts";
import { chiSquare, cramerVonMises, jensenShannon, kolmogorovSmirnov, populationStability, wasserstein } from "./distances.ts";
import { belowOf, distributionOf, momentsOf, quantileOf } from "./distribution.ts";
import { allInOneP, benjaminiHochberg, chiSquareSurvival, kolmogorovSmirnovP, kolmogorovSurvival } from "./significance.ts";

const of = (...values: readonly number[]) => distributionOf(Float64Array.from(values));

describe("significance", () => {
  it("agrees with tabled values", () => {
    // scipy.stats 1.x: chi2.sf, norm.sf, kstwobign.sf
    expect(chiSquareSurvival(3.841458820694124, 1)).toBeCloseTo(0.05, 10);
    expect(chiSquareSurvival(18.307038053275146, 10)).toBeCloseTo(0.05, 10);
    expect(chiSquareSurvival(0.5, 10)).toBeCloseTo(0.9999933, 6);
    expect(chiSquareSurvival(300, 100)).toBeCloseTo(0, 15);
    expect(normalUpper(1.959963984540054)).toBeCloseTo(0.025, 12);
    expect(normalUpper(-1)).toBeCloseTo(0.8413447460685429, 12);
    expect(kolmogorovSurvival(1.3580986393225507)).toBeCloseTo(0.05, 9);
    expect(kolmogorovSurvival(0.5)).toBeCloseTo(0.9639452436648751, 9);
    expect(kolmogorovSmirnovP(0, 10, 10)).toBe(1);
  });

  it("counts the ways in which all found rows lie in one sample", () => {
    // 2 of 4 rows: C(2,2)/C(4,2)
    expect(allInOneP(2, 2, 2)).toBeCloseTo(1 / 6, 12);
    expect(allInOneP(0, 5, 5)).toBe(1);
    expect(allInOneP(5000, 6000, 6000)).toBe(0);
  });

  it("adjusts for many tests like R's p.adjust(method = 'BH')", () => {
    const adjusted = benjaminiHochberg([0.01, 0.04, 0.03, 0.5]);
    for (const [at, expected] of [0.04, 0.16 / 3, 0.16 / 3, 0.5].entries()) expect(adjusted[at]).toBeCloseTo(expected, 12);
    expect(benjaminiHochberg([])).toEqual([]);
  });
});

describe("distances", () => {
  it("are those of the definitions, ties and infinities included", () => {
    expect(kolmogorovSmirnov(of(1, 2, 2, 3), of(2, 3, 4, 4))).toBeCloseTo(0.5, 12);
    // scipy.stats.wasserstein_distance([0, 1, 3], [5, 6, 8]) = 5
    expect(wasserstein(of(0, 1, 3), of(5, 6, 8))).toBeCloseTo(5, 12);
    expect(wasserstein(of(0, 1, Number.POSITIVE_INFINITY), of(0, 1, Number.POSITIVE_INFINITY))).toBe(0);
    expect(cramerVonMises(of(1, 2, 3), of(1, 2, 3))).toBe(0);
    // Disjoint: the distribution functions are 1/3, 2/3, 1, 2/3, 1/3, 0 apart over six values.
    expect(cramerVonMises(of(1, 2, 3), of(4, 5, 6))).toBeCloseTo(1.5 * ((1 / 9 + 4 / 9 + 1 + 4 / 9 + 1 / 9 + 0) / 6), 12);
    expect(jensenShannon([5, 0], [0, 7])).toBe(1);
    expect(jensenShannon([2, 2], [4, 4])).toBe(0);
    expect(populationStability([50, 50], [50, 50])).toBeCloseTo(0, 12);
    expect(chiSquare([10, 20, 0], [20, 10, 0])).toEqual({ statistic: expect.closeTo(6.6667, 3), freedom: 1 });
  });

  it("read ranks, quantiles and moments of a distribution", () => {
    const distribution = of(1, 2, 2, Number.NaN, 5);
    expect([belowOf(distribution, 0), belowOf(distribution, 2), belowOf(distribution, 9)]).toEqual([0, 3, 4]);
    expect([quantileOf(distribution, 0), quantileOf(distribution, 0.5), quantileOf(distribution, 1)]).toEqual([1, 2, 5]);
    expect(momentsOf(distribution).mean).toBe(2.5);
    expect(momentsOf(distribution).deviation).toBeCloseTo(Math.sqrt(3), 12);
    expect(momentsOf(of(Number.POSITIVE_INFINITY, 1)).mean).toBe(1);
  });
});

describe("bootstrap", () => {
  it("draws binomials with their mean and spread, few and many", () => {
    const random = new Random(3);
    for (const [count, share] of [
      [20, 0.1],
      [500, 0.5],
      [5000, 0.9],
    ] as const) {
      const drawn = Array.from({ length: 4000 }, () => binomial(count, share, random));
      const mean = drawn.reduce((sum, value) => sum + value, 0) / 4000;
      const variance = drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 4000;
      expect(Math.abs(mean - count * share)).toBeLessThan(4 * Math.sqrt((count * share * (1 - share)) / 4000));
      expect(variance / (count * share * (1 - share))).toBeGreaterThan(0.9);
      expect(variance / (count * share * (1 - share))).toBeLessThan(1.1);
    }
    expect(binomial(10, 0, random)).toBe(0);
    expect(binomial(10, 1, random)).toBe(10);
    expect(multinomial(100, [1, 0, 3], random).reduce((sum, value) => sum + value, 0)).toBe(100);
  });

  it("gives thresholds that chance passes as often as the level says", () => {
    const [random, weights] = [new Random(8), [5, 10, 20, 30]];
    const chance = chanceOfBins(weights, [400, 300], 600, random);
    let alerts = 0;
    for (let time = 0; time < 400; time++) {
      const observed = jensenShannon(multinomial(400, weights, random), multinomial(300, weights, random));
      if (against(observed, chance.jensenShannon, 0.05).p <= 0.05) alerts++;
    }
    expect(alerts / 400).toBeGreaterThan(0.02);
    expect(alerts / 400).toBeLessThan(0.09);
  });

  it("scales chance distances of values to the real sizes", () => {
    const random = new Random(4);
    const normals = (count: number) => distributionOf(Float64Array.from({ length: count }, () => random.normal()));
    const reference = normals(20_000);
    const { wasserstein: chance } = chanceOfValues(reference, [4000, 2500], 200, random);
    const drawn = Array.from({ length: 60 }, () => wasserstein(normals(4000), normals(2500)));
    const mean = drawn.reduce((sum, value) => sum + value, 0) / 60;
    expect(against(0, chance, 0.05).expected / mean).toBeGreaterThan(0.85);
    expect(against(0, chance, 0.05).expected / mean).toBeLessThan(1.15);
  });
});
