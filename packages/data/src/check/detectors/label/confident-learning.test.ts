import { describe, expect, it } from "vitest";
import { poison } from "../../../poison/poison.ts";
import { Random } from "../../../statistics/random.ts";
import type { Dataset } from "../../../table/table.ts";
import type { Detection } from "../../evidence.ts";
import { gather } from "../../gather.ts";
import { generatedTable, recallAtOnePercent } from "../../testing/generated.ts";
import { detectConfidentLearning } from "./confident-learning.ts";

function detect(dataset: Dataset): Detection | undefined {
  return detectConfidentLearning(gather(dataset, new Random(1), () => undefined, { own: dataset.rows, model: "logistic regression" }));
}

describe("detectConfidentLearning", () => {
  const clean = generatedTable(1000, 3);

  it("stays quiet over clean tables, and its chances are no smaller than chance", () => {
    for (const seed of [3, 4, 5]) {
      const found = detect(generatedTable(600, seed));
      expect(found?.live).toBe(false);
      expect(found?.groups).toEqual([]);
      expect((found?.p ?? []).filter((p) => p < 0.05).length / 600).toBeLessThan(0.08);
    }
  });

  it("puts flipped labels first and counts them off the diagonal", () => {
    const { dataset, poisoned } = poison(clean, { family: "label-flips", rate: 0.05, random: new Random(2) });
    const found = detect(dataset);
    expect(found?.live).toBe(true);
    expect(
      recallAtOnePercent(
        (found?.p ?? new Float64Array(dataset.rows)).map((p) => -p),
        poisoned,
      ),
    ).toBeGreaterThan(0.9);
    expect(found?.groups.map(({ where }) => where["label"]).toSorted()).toEqual(["no", "yes"]);
  });

  it("names the one direction of targeted flips, as noise and not as an attack", () => {
    const { dataset, poisoned } = poison(clean, { family: "targeted-flips", rate: 0.03, random: new Random(2) });
    const groups = detect(dataset)?.groups ?? [];
    expect(groups).toHaveLength(1);
    expect(groups[0]?.attack).toBe(false);
    const rows = [...(groups[0]?.rows ?? [])];
    expect(rows.filter((row) => poisoned[row] === 1).length / rows.length).toBeGreaterThan(0.8);
  });

  it("gives rows without a label nothing to answer for, and does not speak without labels", () => {
    const label = clean.label ?? { kind: "string", name: "label", codes: new Int32Array(0), dictionary: [] };
    const found = detect({ ...clean, label: { ...label, codes: label.codes.map((code, row) => (row < 10 ? -1 : code)) } });
    expect([...(found?.p?.subarray(0, 10) ?? [])]).toEqual(new Array(10).fill(1));
    expect(detect({ ...clean, label: undefined })).toBeUndefined();
  });
});
