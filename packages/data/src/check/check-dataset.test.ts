import { describe, expect, it } from "vitest";
import type { PoisonFamily } from "../poison/families.ts";
import { poison } from "../poison/poison.ts";
import { Random } from "../statistics/random.ts";
import { type Checked, checkDataset } from "./check-dataset.ts";
import { judge } from "./judge.ts";
import { generatedTable, recallAtOnePercent } from "./testing/generated.ts";

const ROWS = 1500;
const POWER = { "label-flips": 1 };

function poisoned(
  family: PoisonFamily,
  rate: number,
): { readonly checked: Checked; readonly recall: number; readonly source: string | undefined } {
  const { dataset, poisoned: rows, source } = poison(generatedTable(ROWS, 3), { family, rate, random: new Random(9) });
  // The model is given, which spares trying the others.
  const checked = checkDataset(dataset, { random: new Random(1), model: "logistic regression" });
  return { checked, recall: recallAtOnePercent(checked.scores, rows), source };
}

describe("checkDataset", () => {
  it("finds nothing in a clean table", () => {
    const checked = checkDataset(generatedTable(ROWS, 3), { random: new Random(1) });
    expect(judge(checked, POWER).verdict).toBe("clean");
    expect(checked.quarantined.reduce((sum, value) => sum + value, 0)).toBe(0);
  });

  it("ranks flipped labels first and calls them noise, not an attack", () => {
    const { checked, recall } = poisoned("label-flips", 0.05);
    expect(recall).toBeGreaterThan(0.9);
    expect(checked.groups.map(({ kind }) => kind)).toContain("label-noise");
    expect(judge(checked, POWER).verdict).toBe("suspicious");
  });

  it("ranks extreme rows first", () => {
    const { checked, recall } = poisoned("outliers", 0.01);
    expect(recall).toBeGreaterThan(0.98);
    expect(checked.detections.find(({ id }) => id === "distance")?.live).toBe(true);
  });

  it("ranks copies first", () => {
    expect(poisoned("flood", 0.05).recall).toBeGreaterThan(0.98);
  });

  it("names a compromised source", () => {
    const { checked, source } = poisoned("biased-source", 0.06);
    expect(checked.groups.find(({ kind }) => kind === "source")?.where["source"]).toBe(source);
    expect(judge(checked, POWER).verdict).toBe("poisoned");
  });

  it("gives the same scores for the same seed", () => {
    const scores = (): Float64Array => checkDataset(generatedTable(400, 2), { random: new Random(7) }).scores;
    expect(scores()).toEqual(scores());
  });

  it.each([
    [
      "one class",
      (table: ReturnType<typeof generatedTable>) => ({
        ...table,
        label: { kind: "string" as const, name: "label", codes: new Int32Array(table.rows), dictionary: ["a"] },
      }),
    ],
    ["no label", ({ label: _, ...table }: ReturnType<typeof generatedTable>) => table],
    ["no features", (table: ReturnType<typeof generatedTable>) => ({ ...table, features: [] })],
    [
      "all missing",
      (table: ReturnType<typeof generatedTable>) => ({
        ...table,
        features: [{ kind: "number" as const, name: "x", values: new Float64Array(table.rows).fill(Number.NaN) }],
      }),
    ],
  ])("scores every row with a number where there is %s", (_, change) => {
    const { scores } = checkDataset(change(generatedTable(120, 1)), { random: new Random(1) });
    expect(scores.length).toBe(120);
    for (const score of scores) expect(Number.isFinite(score)).toBe(true);
  });
});
