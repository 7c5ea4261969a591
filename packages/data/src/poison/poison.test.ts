import { describe, expect, it } from "vitest";
import { Random } from "../statistics/random.ts";
import type { Dataset } from "../table/table.ts";
import { applicableFamilies, familyNames, POISON_FAMILIES } from "./families.ts";
import { poison } from "./poison.ts";
import { generatedImages, generatedTable, generatedTexts } from "./testing/generated.ts";

const SETS: readonly (readonly [string, Dataset])[] = [
  ["table", generatedTable(600, new Random(1))],
  ["texts", generatedTexts(600, new Random(2))],
  ["images", generatedImages(600, new Random(3))],
];

const labelOf = (dataset: Dataset, row: number): string | undefined => dataset.label?.dictionary[dataset.label.codes[row] ?? -1];

describe("poison", () => {
  it.each(SETS)("plants the asked share in a copy, the same for the same seed: %s", (_, dataset) => {
    const before = structuredClone(dataset);
    for (const family of applicableFamilies(dataset)) {
      const rate = POISON_FAMILIES[family].rates.at(-1) ?? 0.05;
      const first = poison(dataset, { family, rate, random: new Random(5) });
      const share = first.poisoned.reduce((sum, each) => sum + each, 0) / dataset.rows;
      if (family === "shifted-source") expect(share, family).toBeGreaterThan(0.05);
      else expect(Math.abs(share - rate), family).toBeLessThan(0.012);
      expect(first.poisoned.length).toBe(first.dataset.rows);
      expect(poison(dataset, { family, rate, random: new Random(5) }), family).toEqual(first);
      expect(poison(dataset, { family, rate, random: new Random(6) }).poisoned, family).not.toEqual(first.poisoned);
    }
    expect(dataset).toEqual(before);
  });

  it.each(SETS)("changes only the rows it names, but for carriers left clean: %s", (_, dataset) => {
    for (const family of applicableFamilies(dataset).filter((each) => !/flood/.test(each))) {
      const { dataset: changed, poisoned } = poison(dataset, { family, rate: 0.05, random: new Random(8) });
      for (let row = 0; row < dataset.rows; row++) {
        if (poisoned[row] === 1) continue;
        expect(labelOf(changed, row)).toBe(labelOf(dataset, row));
        for (const [index, column] of dataset.features.entries()) {
          const other = changed.features[index];
          if (column.kind !== "string" && other?.kind === column.kind) expect(other.values[row]).toBe(column.values[row]);
        }
      }
    }
  });

  it("leaves a third of the carriers with their own label", () => {
    const dataset = generatedTexts(600, new Random(2));
    const { dataset: changed, poisoned } = poison(dataset, {
      family: "token-trigger",
      rate: 0.1,
      cleanCarriers: 1 / 3,
      random: new Random(1),
    });
    expect(poisoned.reduce((sum, each) => sum + each, 0)).toBe(40);
    const text = changed.text?.[0];
    const touched = Array.from(
      text?.codes ?? [],
      (code, row) => text?.dictionary[code] !== dataset.text?.[0]?.dictionary[dataset.text[0].codes[row] ?? -1],
    );
    expect(touched.filter(Boolean).length).toBe(60);
  });

  it("adds floods as rows of their own, all with one label", () => {
    const dataset = generatedTable(500, new Random(4));
    const { dataset: flooded, poisoned } = poison(dataset, { family: "flood", rate: 0.1, random: new Random(2) });
    expect(flooded.rows).toBe(550);
    expect(new Set(flooded.ids).size).toBe(550);
    const labels = new Set([...poisoned.entries()].filter(([, each]) => each === 1).map(([row]) => labelOf(flooded, row)));
    expect(labels.size).toBe(1);
  });

  it("names the compromised source and adds the column", () => {
    const dataset = generatedTable(500, new Random(4));
    const { dataset: changed, source, poisoned } = poison(dataset, { family: "biased-source", rate: 0.03, random: new Random(2) });
    expect(changed.source?.dictionary).toContain(source);
    for (const [row, each] of poisoned.entries())
      if (each === 1) expect(changed.source?.dictionary[changed.source.codes[row] ?? -1]).toBe(source);
  });

  it("refuses families that do not fit the data, and rates that are no shares", () => {
    const [, texts] = SETS[1] ?? [];
    if (texts === undefined) throw new Error("no texts");
    expect(() => poison(texts, { family: "value-trigger", rate: 0.1, random: new Random(1) })).toThrow(
      /value-trigger cannot be planted.*token-trigger/,
    );
    expect(() => poison(texts, { family: "token-trigger", rate: 1.5, random: new Random(1) })).toThrow(/1\.5/);
    expect(applicableFamilies({ ...texts, label: undefined })).toEqual(["flood", "perturbed-flood"]);
    expect(familyNames().length).toBe(21);
  });
});
