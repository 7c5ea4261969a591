import { describe, expect, it } from "vitest";
import { Random } from "../statistics/random.ts";
import type { Table } from "../table/table.ts";
import { calibrate, calibrated } from "./calibration.ts";
import { performanceOf } from "./roles.ts";

/**
 * Labels that follow a logistic in x; the model knows it (`honest`) or squeezes its probabilities. `shift` moves x towards
 * the boundary, where even the right model errs more.
 */
function generated(rows: number, seed: number, { spread = 2, squeeze = 1 } = {}): Table {
  const random = new Random(seed);
  const probability = new Float64Array(rows);
  const [labels, predicted] = [new Int32Array(rows), new Int32Array(rows)];
  for (let row = 0; row < rows; row++) {
    const x = spread * random.normal();
    labels[row] = random.unit() < 1 / (1 + Math.exp(-x)) ? 1 : 0;
    probability[row] = 1 / (1 + Math.exp(-squeeze * x));
    predicted[row] = x > 0 ? 1 : 0;
  }
  return {
    rows,
    columns: [
      { kind: "string", name: "y", codes: labels, dictionary: ["no", "yes"] },
      { kind: "string", name: "said", codes: predicted, dictionary: ["no", "yes"] },
      { kind: "number", name: "p", values: probability },
    ],
  };
}

const OPTIONS = { label: "y", prediction: "said", probability: "p" };

describe("estimatePerformance", () => {
  it("comes close to what the labels say later, under covariate shift, also from badly calibrated scores", () => {
    for (const squeeze of [1, 0.3, 3]) {
      const found = performanceOf(
        generated(8000, 1, { squeeze }),
        generated(8000, 2, { spread: 0.7, squeeze }),
        OPTIONS,
        new Random(1),
        [],
      );
      for (const { name, estimated, realised = 0, reference } of found?.metrics ?? []) {
        expect(Math.abs(estimated.value - realised), `${name} ${squeeze}`).toBeLessThan(0.03);
        expect(estimated.high - estimated.low).toBeLessThan(0.1);
        expect(estimated.value).toBeLessThan(reference.value);
      }
      expect(found?.metrics.find(({ name }) => name === "accuracy")?.verdict).not.toBe("none");
      expect(found?.positive).toBe("yes");
    }
  });

  it("covers the realised value about as often as it says, and raises no alarm without a change", () => {
    let [covered, alarms] = [0, 0];
    for (let seed = 1; seed <= 20; seed++) {
      const found = performanceOf(generated(1500, 2 * seed), generated(1000, 2 * seed + 1), OPTIONS, new Random(seed), []);
      const accuracy = found?.metrics.find(({ name }) => name === "accuracy");
      if (
        accuracy !== undefined &&
        (accuracy.realised ?? 0) >= accuracy.estimated.low &&
        (accuracy.realised ?? 0) <= accuracy.estimated.high
      )
        covered++;
      if (accuracy?.verdict !== "none") alarms++;
    }
    expect(covered).toBeGreaterThanOrEqual(16);
    expect(alarms).toBeLessThanOrEqual(1);
  });

  it("says what it lacks", () => {
    const table = generated(100, 1);
    const run =
      (options: object, other: Table | undefined = table) =>
      () =>
        performanceOf(table, other, { ...OPTIONS, ...options }, new Random(1), []);
    expect(run({ label: undefined })).toThrow(/name the label/);
    expect(run({ probability: "q" })).toThrow(/no column q; there are y, said, p/);
    expect(run({ positive: "perhaps" })).toThrow(/no class perhaps/);
    const wrong: Table = {
      rows: 2,
      columns: [...table.columns.slice(0, 2), { kind: "number", name: "p", values: Float64Array.of(0.5, 40) }],
    };
    expect(run({}, wrong)).toThrow(/row 1: 40 is no probability/);
    const notes: string[] = [];
    expect(performanceOf(table, undefined, OPTIONS, new Random(1), notes)).toBeUndefined();
    expect(notes.join()).toMatch(/needs the rows/);
    expect(performanceOf(table, table, {}, new Random(1), [])).toBeUndefined();
  });
});

describe("calibrate", () => {
  it("pools what falls and keeps what rises", () => {
    const found = calibrate(Float64Array.of(0.1, 0.2, 0.3, 0.4, 0.4), Uint8Array.of(0, 1, 0, 1, 1));
    expect([0.05, 0.1, 0.2, 0.25, 0.3, 0.4, 0.9].map((score) => calibrated(found, score))).toEqual([0, 0, 0.5, 0.5, 0.5, 1, 1]);
  });
});
