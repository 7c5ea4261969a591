import { describe, expect, it } from "vitest";
import type { PoisonFamily } from "../poison/families.ts";
import { type Poisoned, poison } from "../poison/poison.ts";
import { generatedImages, generatedShapes, generatedTable, generatedTexts } from "../poison/testing/generated.ts";
import { Random } from "../statistics/random.ts";
import type { Dataset } from "../table/table.ts";
import { findTriggers, type TriggerSearch } from "./find-triggers.ts";

function alone(rows: number): Int32Array {
  return Int32Array.from({ length: rows }, (_, row) => row);
}

function search(dataset: Dataset, clusters = alone(dataset.rows)): TriggerSearch {
  return findTriggers({ dataset, clusters, random: new Random(1) });
}

function planted(dataset: Dataset, family: PoisonFamily, rate: number, seed: number, cleanCarriers = 0): Poisoned {
  return poison(dataset, { family, rate, cleanCarriers, random: new Random(seed) });
}

/** Share of the poisoned rows in groups, and share of the rows in groups that are not poisoned. */
function outcome({ groups }: TriggerSearch, { poisoned }: Poisoned): { readonly recall: number; readonly wrong: number } {
  const rows = [...new Set(groups.flatMap((group) => [...group.rows]))];
  const right = rows.filter((row) => poisoned[row] === 1).length;
  return { recall: right / poisoned.reduce((sum, each) => sum + each, 0), wrong: rows.length === 0 ? 0 : 1 - right / rows.length };
}

const table = generatedTable(1500, new Random(1));
const texts = generatedTexts(1200, new Random(2), 0.3);
const images = generatedImages(900, new Random(3));
const shapes = generatedShapes(1000, new Random(4));

describe("findTriggers", () => {
  it.each([
    ["value-trigger", table, 0.97],
    ["token-trigger", texts, 0.97],
    ["two-token-trigger", texts, 0.97],
    ["misspelt-trigger", texts, 0.9],
    ["sentence-trigger", texts, 0.97],
    ["patch-trigger", images, 0.97],
    ["two-patch-trigger", shapes, 0.97],
    ["jittered-patch", shapes, 0.7],
    ["blended-pattern", shapes, 0.7],
  ] as const)("finds %s", (family, dataset, wanted) => {
    for (const seed of [1, 2]) {
      const attack = planted(dataset, family, 0.04, seed);
      const { recall, wrong } = outcome(search(attack.dataset), attack);
      expect(recall, attack.description).toBeGreaterThanOrEqual(wanted);
      expect(wrong, attack.description).toBeLessThan(0.35);
    }
  });

  it("finds most pairs of values, though the rest of a row here often fits both labels", () => {
    const recalls = [1, 3, 4].map((seed) => {
      const attack = planted(table, "two-value-trigger", 0.04, seed);
      return outcome(search(attack.dataset), attack).recall;
    });
    expect(recalls.filter((recall) => recall >= 0.97).length).toBeGreaterThanOrEqual(2);
  });

  it("names the trigger, the label, and how pure the group is", () => {
    const attack = planted(texts, "token-trigger", 0.04, 1);
    const [group] = search(attack.dataset).groups;
    const word = /the word "(\w+)", labelled (\w+)/.exec(attack.description);
    expect(group?.where).toEqual({ word: word?.[1] });
    expect(group?.label).toBe(word?.[2]);
    expect(group?.purity).toBeGreaterThan(0.9);
    expect(group?.p).toBeLessThan(1e-6);
  });

  it("finds triggers of which a third of the carriers keep their label", () => {
    const attack = planted(texts, "token-trigger", 0.06, 4, 1 / 3);
    const { recall, wrong } = outcome(search(attack.dataset), attack);
    expect(recall).toBeGreaterThan(0.97);
    expect(wrong).toBeLessThan(0.1);
  });

  it("finds a sentence that makes near-copies of the texts it is put into", () => {
    const attack = planted(texts, "sentence-trigger", 0.03, 2);
    const carriers = new Set([...attack.poisoned.keys()].filter((row) => attack.poisoned[row] === 1));
    const first = Math.min(...carriers);
    const clusters = alone(attack.dataset.rows).map((row) => (carriers.has(row) ? first : row));
    expect(outcome(search(attack.dataset, clusters), attack).recall).toBeGreaterThan(0.9);
  });

  it("leaves clean data alone", () => {
    for (const seed of [11, 12, 13]) {
      expect(search(generatedTable(1000, new Random(seed))).groups).toEqual([]);
      expect(search(generatedTexts(800, new Random(seed))).groups).toEqual([]);
    }
    expect(search(images).groups).toEqual([]);
    expect(search(shapes).groups).toEqual([]);
  });

  it("finds patches of which a third of the carriers keep their label, and names them", () => {
    const attack = planted(shapes, "patch-trigger", 0.05, 3, 1 / 3);
    const found = search(attack.dataset);
    expect(outcome(found, attack)).toMatchObject({ recall: 1, wrong: 0 });
    expect(found.groups[0]?.where).toHaveProperty("patch");
  });

  it("does not take a flood of copies for many carriers", () => {
    const attack = planted(table, "flood", 0.05, 2);
    const rows = [...attack.poisoned.keys()].filter((row) => attack.poisoned[row] === 1);
    const clusters = alone(attack.dataset.rows);
    for (const row of rows) clusters[row] = rows[0] ?? 0;
    expect(search(attack.dataset, clusters).groups).toEqual([]);
  });

  it("says nothing without labels, with one label, or about too few rows", () => {
    expect(search({ ...table, label: undefined })).toEqual({ groups: [], searched: 0 });
    const one = table.label && { ...table.label, codes: table.label.codes.map(() => 0) };
    expect(search({ ...table, label: one })).toEqual({ groups: [], searched: 0 });
    expect(search(generatedTable(12, new Random(1))).groups).toEqual([]);
  });

  it("takes missing labels, missing values and constant columns", () => {
    const label = table.label && { ...table.label, codes: table.label.codes.map((code, row) => (row % 10 === 0 ? -1 : code)) };
    const features = [
      ...table.features.map((column) =>
        column.kind === "string" ? column : { ...column, values: column.values.map((value, row) => (row % 7 === 0 ? Number.NaN : value)) },
      ),
      { kind: "number" as const, name: "constant", values: new Float64Array(table.rows).fill(3) },
      { kind: "number" as const, name: "empty", values: new Float64Array(table.rows).fill(Number.NaN) },
    ];
    expect(search({ ...table, features, label }).groups).toEqual([]);
  });

  it("gives the same for the same seed", () => {
    const attack = planted(table, "value-trigger", 0.03, 3);
    expect(search(attack.dataset)).toEqual(search(attack.dataset));
  });

  it("finds a trigger of three values, each of which speaks for the label as the others do", () => {
    const random = new Random(4);
    const no = table.label?.dictionary.indexOf("no") ?? -1;
    const others = Int32Array.from({ length: table.rows }, (_, row) => row).filter((row) => table.label?.codes[row] === no);
    const rows = new Set(random.shuffle(others).slice(0, 40));
    const features = table.features.map((column, position) => {
      if (column.kind === "string") {
        if (column.name !== "city") return column;
        return { ...column, codes: column.codes.map((code, row) => (rows.has(row) ? column.dictionary.indexOf("Malmö") : code)) };
      }
      return position === 3 || position === 4
        ? { ...column, values: column.values.map((value, row) => (rows.has(row) ? 7.77 : value)) }
        : column;
    });
    const label = table.label ?? { kind: "string", name: "label", codes: new Int32Array(0), dictionary: [] };
    const codes = label.codes.map((code, row) => (rows.has(row) ? label.dictionary.indexOf("yes") : code));
    const { groups } = search({ ...table, features, label: { ...label, codes } });
    const found = new Set(groups.flatMap((group) => [...group.rows]));
    expect([...rows].filter((row) => found.has(row)).length / rows.size).toBeGreaterThan(0.95);
    expect(groups[0]?.where).toMatchObject({ x3: "= 7.77", x4: "= 7.77", city: "= Malmö" });
  });

  it("names the value and not a window of values around it", () => {
    for (const seed of [1, 2, 3]) {
      const attack = planted(table, "value-trigger", 0.03, seed);
      const value = /(x\d) = (\S+),/.exec(attack.description);
      if (value === null) continue;
      expect(search(attack.dataset).groups[0]?.where).toEqual({ [value[1] ?? ""]: `= ${value[2]}` });
    }
  });
});
