import { describe, expect, it } from "vitest";
import { Random } from "../statistics/random.ts";
import { calibrate } from "./calibrate.ts";
import { foldsOf } from "./out-of-fold.ts";

const ROWS = 4000;
const rows = Int32Array.from({ length: ROWS }, (_, row) => row);

/** Labels drawn from logits, then changed by `change`. */
function drawn(change: (label: number, random: Random) => number): { readonly logits: Float32Array; readonly labels: Int32Array } {
  const random = new Random(5);
  const logits = new Float32Array(2 * ROWS);
  const labels = rows.map((row) => {
    const logit = 5 * random.normal();
    logits[2 * row + 1] = logit / 2;
    return change(random.unit() < 1 / (1 + Math.exp(-logit)) ? 1 : 0, random);
  });
  return { logits, labels };
}

describe("calibrate", () => {
  it("finds no wrong labels where there are none, and the slope", () => {
    const { logits, labels } = drawn((label) => label);
    const { noise, slope, even } = calibrate(logits, labels, rows, 2);
    expect(noise).toBeLessThan(0.004);
    expect(slope).toBeGreaterThan(1.2);
    expect(slope).toBeLessThan(3.5);
    expect(even).toBe(true);
  });

  it("estimates the share of wrong labels, spread evenly or in one direction", () => {
    const spread = drawn((label, random) => (random.unit() < 0.06 ? 1 - label : label));
    expect(Math.abs(calibrate(spread.logits, spread.labels, rows, 2).noise - 0.06)).toBeLessThan(0.015);
    const oneWay = drawn((label, random) => (label === 1 && random.unit() < 0.12 ? 0 : label));
    const { noise, even, transitions } = calibrate(oneWay.logits, oneWay.labels, rows, 2);
    expect(even).toBe(false);
    expect(Math.abs(noise - 0.06)).toBeLessThan(0.02);
    expect(transitions[2]).toBeGreaterThan(4 * (transitions[1] ?? 1));
  });
});

describe("foldsOf", () => {
  it("keeps clusters whole and folds alike in size", () => {
    const clusters = rows.map((row) => row - (row % 8));
    const folds = foldsOf(clusters, 5, new Random(1));
    for (const row of rows) expect(folds[row]).toBe(folds[clusters[row] ?? 0]);
    for (let fold = 0; fold < 5; fold++) expect(Math.abs(folds.filter((own) => own === fold).length - 800)).toBeLessThanOrEqual(8);
  });
});
