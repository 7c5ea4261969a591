import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { rational } from "../rational.ts";
import { seeded } from "../testing/seeded.ts";
import { bernoulliOfExponent } from "./bernoulli.ts";
import { discreteGaussian } from "./discrete-gaussian.ts";
import { discreteLaplace } from "./discrete-laplace.ts";
import { randomness } from "./randomness.ts";

/** Pearson's statistic of counts against probabilities, and how many cells it has; rare cells are one. */
function misfit(
  counts: ReadonlyMap<bigint, number>,
  probability: (value: bigint) => number,
  samples: number,
): { statistic: number; cells: number } {
  let [statistic, cells, restCount, restShare] = [0, 0, samples, 1];
  for (let value = -200n; value <= 200n; value++) {
    const expected = probability(value) * samples;
    if (expected < 20) continue;
    const count = counts.get(value) ?? 0;
    statistic += (count - expected) ** 2 / expected;
    restCount -= count;
    restShare -= probability(value);
    cells += 1;
  }
  if (restShare * samples >= 5) statistic += (restCount - restShare * samples) ** 2 / (restShare * samples);
  return { statistic, cells };
}

function tally(draw: () => bigint, samples: number): Map<bigint, number> {
  const counts = new Map<bigint, number>();
  for (let index = 0; index < samples; index++) {
    const value = draw();
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

/** Far beyond what chance gives a chi-square of so many cells: six standard deviations above its mean. */
const beyond = (cells: number): number => cells + 6 * Math.sqrt(2 * cells) + 6;
const SAMPLES = 60_000;

describe("exact samplers", () => {
  it("draw whole numbers uniformly, also beyond 32 bits", () => {
    const random = seeded(1);
    for (const bound of [1n, 2n, 3n, 10n, 2n ** 32n, 2n ** 32n + 1n, 10n ** 30n]) {
      const tenths = new Array<number>(10).fill(0);
      for (let index = 0; index < 5000; index++) {
        const value = random.below(bound);
        expect(value >= 0n && value < bound).toBe(true);
        const tenth = Number((value * 10n) / bound);
        tenths[tenth] = (tenths[tenth] ?? 0) + 1;
      }
      if (bound >= 10n) for (const count of tenths) expect(Math.abs(count - 500)).toBeLessThan(130);
    }
  });

  it("take exp(-x) for any x", () => {
    const random = seeded(2);
    for (const [numerator, denominator] of [
      [0n, 1n],
      [1n, 3n],
      [1n, 1n],
      [7n, 3n],
    ] as const) {
      let hits = 0;
      for (let index = 0; index < 20_000; index++) hits += bernoulliOfExponent({ numerator, denominator }, random) ? 1 : 0;
      expect(Math.abs(hits / 20_000 - Math.exp(-Number(numerator) / Number(denominator)))).toBeLessThan(0.02);
    }
  });

  it.each([
    [rational(1n, 2n), 0.5],
    [rational(3n), 3],
    [rational(22n, 7n), 22 / 7],
  ])("Laplace noise fits its exact probabilities (%#)", (scale, size) => {
    const random = seeded(3);
    const at = (value: bigint): number =>
      ((1 - Math.exp(-1 / size)) / (1 + Math.exp(-1 / size))) * Math.exp(-Math.abs(Number(value)) / size);
    const { statistic, cells } = misfit(
      tally(() => discreteLaplace(scale, random), SAMPLES),
      at,
      SAMPLES,
    );
    expect(cells).toBeGreaterThan(4);
    expect(statistic).toBeLessThan(beyond(cells));
  });

  it.each([
    [rational(1n, 4n), 0.25],
    [rational(1n), 1],
    [rational(40n, 3n), 40 / 3],
  ])("Gaussian noise fits its exact probabilities (%#)", (variance, size) => {
    const random = seeded(4);
    let norm = 0;
    for (let value = -500; value <= 500; value++) norm += Math.exp(-(value ** 2) / (2 * size));
    const at = (value: bigint): number => Math.exp(-(Number(value) ** 2) / (2 * size)) / norm;
    const { statistic, cells } = misfit(
      tally(() => discreteGaussian(variance, random), SAMPLES),
      at,
      SAMPLES,
    );
    expect(cells).toBeGreaterThan(2);
    expect(statistic).toBeLessThan(beyond(cells));
  });

  it("would tell noise that is a tenth too narrow", () => {
    const random = seeded(5);
    const at = (value: bigint): number => ((1 - Math.exp(-1 / 3)) / (1 + Math.exp(-1 / 3))) * Math.exp(-Math.abs(Number(value)) / 3);
    const { statistic, cells } = misfit(
      tally(() => discreteLaplace(rational(27n, 10n), random), SAMPLES),
      at,
      SAMPLES,
    );
    expect(statistic).toBeGreaterThan(beyond(cells));
  });

  it("refuse noise of no width", () => {
    expect(() => discreteLaplace(rational(0n), seeded(1))).toThrow(/above zero/);
    expect(() => discreteGaussian(rational(-1n), seeded(1))).toThrow(/above zero/);
  });

  it("take their bits from the system unless told otherwise, and never twice", () => {
    expect(randomness().below(2n ** 128n)).not.toBe(randomness().below(2n ** 128n));
  });

  it("have no floating point on the way to noise: no Math, no decimal point, no Number in the samplers", () => {
    for (const file of readdirSync(import.meta.dirname).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))) {
      const code = readFileSync(join(import.meta.dirname, file), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
      // The source of bits counts words of its buffer; everything else is bigint.
      const allowed = file === "randomness.ts" ? code.replace(/Math\.(?:clz32|ceil)|Number\(largest\)|: number|bits \/ 32/g, "") : code;
      expect(allowed, file).not.toMatch(/\bMath\b|\bNumber\b|\bnumber\b|\d\.\d|parseFloat|(?<![\w)]\s?)\/ \d+\b(?!n)/);
      expect(code, file).not.toMatch(/Math\.random/);
    }
  });
});
