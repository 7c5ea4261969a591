import { describe, expect, it } from "vitest";
import { poison } from "../../../poison/poison.ts";
import { Random } from "../../../statistics/random.ts";
import type { Dataset, NumberColumn } from "../../../table/table.ts";
import type { Detection } from "../../evidence.ts";
import { gather } from "../../gather.ts";
import { generatedTable, recallAtOnePercent } from "../../testing/generated.ts";
import { detectCombinations } from "./index.ts";
import { dependence, jointCounts, PLACES, placesOf } from "./pairs.ts";

/** Columns that hang together: ten that follow one hidden number, a category that follows it too, one free. */
function dependent(rows: number, seed: number): Dataset {
  const random = new Random(seed);
  const hidden = Float64Array.from({ length: rows }, () => random.normal());
  const numbers = [1, 1, -1, 1, -1, 1, 1, -1, 1, -1, 0].map(
    (weight, index): NumberColumn => ({
      kind: "number",
      name: `x${index}`,
      values: hidden.map((value) => weight * value + 0.25 * random.normal()),
    }),
  );
  const size = {
    kind: "string" as const,
    name: "size",
    codes: Int32Array.from(hidden, (value) => (value < -0.5 ? 0 : value < 0.5 ? 1 : 2)),
    dictionary: ["S", "M", "L"],
  };
  return { rows, ids: Array.from({ length: rows }, (_, row) => String(row)), features: [...numbers, size] };
}

function detect(dataset: Dataset): Detection | undefined {
  return detectCombinations(gather(dataset, new Random(1), () => undefined, { own: dataset.rows }));
}

describe("detectCombinations", () => {
  it("stays quiet in clean tables", () => {
    for (const seed of [1, 2, 3]) expect(detect(dependent(1500, seed))?.live).toBe(false);
  });

  it("puts rows first whose values were drawn one by one, and is live", () => {
    const { dataset, poisoned } = poison(dependent(1500, 1), { family: "odd-outliers", rate: 0.02, random: new Random(5) });
    const found = detect(dataset);
    expect(
      recallAtOnePercent(
        (found?.p ?? new Float64Array(1500)).map((p) => -p),
        poisoned,
      ),
    ).toBeGreaterThan(0.75);
    expect(found?.live).toBe(true);
    expect(found?.groups[0]?.attack).toBe(false);
  });

  it("says nothing where no columns depend on each other, and of one column", () => {
    const free = detect({ ...generatedTable(600, 2), label: undefined });
    expect(free?.live).toBe(false);
    const { features } = dependent(600, 2);
    expect(detect({ rows: 600, ids: [], features: features.slice(0, 1) })).toBeUndefined();
    const constant = { kind: "number" as const, name: "c", values: new Float64Array(600).fill(3) };
    const missing = { kind: "number" as const, name: "m", values: new Float64Array(600).fill(Number.NaN) };
    expect(detect({ rows: 600, ids: [], features: [constant, missing] })?.note).toContain("0 pairs");
  });
});

describe("pairs", () => {
  it("gives a value that most rows share a place of its own, and missing values another", () => {
    const values = Float64Array.from({ length: 100 }, (_, row) => (row < 80 ? 0 : row < 98 ? row : Number.NaN));
    const places = placesOf({ kind: "number", name: "gain", values });
    expect(new Set(places.subarray(0, 80)).size).toBe(1);
    expect(places[80]).not.toBe(places[0]);
    expect(places[97]).not.toBe(places[80]);
    expect(places[99]).toBe(PLACES - 1);
  });

  it("measures what two columns tell of each other", () => {
    const one = Uint8Array.from({ length: 400 }, (_, row) => row % 2);
    const ones = new Float64Array(400).fill(1);
    const other = Uint8Array.from({ length: 400 }, (_, row) => (row >> 1) % 2);
    expect(dependence(jointCounts(one, one, ones, 1)).information).toBeCloseTo(Math.LN2, 6);
    expect(dependence(jointCounts(one, one, ones, 1)).sure).toBe(true);
    expect(dependence(jointCounts(one, other, ones, 1)).information).toBeCloseTo(0, 9);
    expect(dependence(jointCounts(one, other, ones, 1)).sure).toBe(false);
  });
});
