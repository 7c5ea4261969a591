import { describe, expect, it } from "vitest";
import type { Target } from "../../../models/model.ts";
import { Random } from "../../../statistics/random.ts";
import { calibratedChances } from "./calibrated.ts";
import { labelChances } from "./label-chance.ts";

const ROWS = 4000;

/** Labels drawn by the very probabilities that the model gives, `classes` of them. */
function drawn(classes: number, seed: number): { readonly probabilities: Float32Array; readonly target: Target } {
  const random = new Random(seed);
  const probabilities = new Float32Array(ROWS * classes);
  const labels = new Int32Array(ROWS);
  for (let row = 0; row < ROWS; row++) {
    const weights = Array.from({ length: classes }, () => Math.exp(3 * random.normal()));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    let rest = random.unit() * sum;
    for (const [label, weight] of weights.entries()) {
      probabilities[row * classes + label] = weight / sum;
      if (rest > 0) labels[row] = label;
      rest -= weight;
    }
  }
  return { probabilities, target: { classes, labels } };
}

function below(p: Float64Array, level: number): number {
  return p.filter((value) => value <= level).length / ROWS;
}

describe("calibratedChances", () => {
  it("is even where labels are drawn as the model says, which their own p-values are not", () => {
    for (const classes of [2, 7]) {
      const { probabilities, target } = drawn(classes, classes);
      const own = labelChances(probabilities, target);
      const calibrated = calibratedChances(probabilities, target, own);
      for (const level of [0.005, 0.02, 0.05, 0.1])
        expect(Math.abs(below(calibrated, level) - level)).toBeLessThan(4 * Math.sqrt(level / ROWS));
      if (classes === 2) expect(below(own, 0.01)).toBeLessThan(0.005);
    }
  });

  it("keeps the order", () => {
    const { probabilities, target } = drawn(3, 9);
    const own = labelChances(probabilities, target);
    const calibrated = calibratedChances(probabilities, target, own);
    const order = [...own.keys()].sort((left, right) => (own[left] ?? 0) - (own[right] ?? 0));
    for (let place = 1; place < ROWS; place++)
      expect(calibrated[order[place] ?? 0]).toBeGreaterThanOrEqual((calibrated[order[place - 1] ?? 0] ?? 0) - 1e-12);
  });

  it("says nothing of rows without a label, and stands none at all", () => {
    const target = { classes: 2, labels: Int32Array.of(-1, -1) };
    expect([...calibratedChances(new Float32Array(4), target, Float64Array.of(1, 1))]).toEqual([1, 1]);
  });
});
