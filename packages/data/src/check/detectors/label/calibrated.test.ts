import { describe, expect, it } from "vitest";
import { Random } from "../../../statistics/random.ts";
import type { Evidence } from "../../evidence.ts";
import { gather } from "../../gather.ts";
import { generatedTable } from "../../testing/generated.ts";
import { calibratedLabelP } from "./calibrated.ts";
import { labelP } from "./index.ts";

const ROWS = 4000;

/** Labels drawn by the very probabilities that the model gives, `classes` of them. */
function drawn(classes: number, seed: number): Evidence {
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
  const evidence = gather(generatedTable(40, 1), random, () => undefined, { own: 40, model: "none" });
  const outOfFold = {
    model: "given",
    accuracy: 1,
    probabilities,
    logits: probabilities,
    slope: 1,
    noise: 0,
    even: true,
    transitions: new Float64Array(classes * classes),
    likelihood: 0,
    noiselessLikelihood: 0,
  };
  return { ...evidence, target: { classes, labels }, outOfFold };
}

function below(p: Float64Array, level: number): number {
  return p.filter((value) => value <= level).length / ROWS;
}

describe("calibratedLabelP", () => {
  it("is even where labels are drawn as the model says, which their own p-values are not", () => {
    for (const classes of [2, 7]) {
      const evidence = drawn(classes, classes);
      const own = labelP(evidence, ROWS);
      const calibrated = calibratedLabelP(evidence, own);
      for (const level of [0.005, 0.02, 0.05, 0.1])
        expect(Math.abs(below(calibrated, level) - level)).toBeLessThan(4 * Math.sqrt(level / ROWS));
      if (classes === 2) expect(below(own, 0.01)).toBeLessThan(0.005);
    }
  });

  it("keeps the order", () => {
    const evidence = drawn(3, 9);
    const own = labelP(evidence, ROWS);
    const calibrated = calibratedLabelP(evidence, own);
    const order = [...own.keys()].sort((left, right) => (own[left] ?? 0) - (own[right] ?? 0));
    for (let place = 1; place < ROWS; place++)
      expect(calibrated[order[place] ?? 0]).toBeGreaterThanOrEqual((calibrated[order[place - 1] ?? 0] ?? 0) - 1e-12);
  });

  it("leaves p-values as they are where nothing was learnt", () => {
    const evidence = gather(generatedTable(40, 1), new Random(1), () => undefined, { own: 40, model: "none" });
    const p = Float64Array.of(0.1, 1);
    expect(calibratedLabelP(evidence, p)).toBe(p);
  });
});
