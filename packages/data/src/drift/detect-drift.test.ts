import { describe, expect, it } from "vitest";
import { TableSketch } from "../sketches/table-sketch.ts";
import { Random } from "../statistics/random.ts";
import type { Table } from "../table/table.ts";
import { detectDrift } from "./detect-drift.ts";
import { sideOfSketch, sideOfTable } from "./side.ts";

interface Change {
  readonly shift?: number;
  readonly spread?: number;
  readonly missing?: number;
  readonly category?: number;
  /** The two numbers move together, each alone stays as it was. */
  readonly correlated?: boolean;
}

/** Two numbers, a category, a free text; `changed` rows on follow the change. */
function generated(rows: number, seed: number, change: Change = {}, from = 0): Table {
  const random = new Random(seed);
  const [a, b, at] = [new Float64Array(rows), new Float64Array(rows), new Float64Array(rows)];
  const [codes, text] = [new Int32Array(rows), new Int32Array(rows)];
  for (let row = 0; row < rows; row++) {
    const on = row >= from ? change : {};
    const first = random.normal();
    const second = on.correlated === true ? 0.9 * first + Math.sqrt(1 - 0.81) * random.normal() : random.normal();
    a[row] = random.unit() < (on.missing ?? 0) ? Number.NaN : (on.shift ?? 0) + (on.spread ?? 1) * first;
    b[row] = second;
    at[row] = Date.UTC(2026, 0, 1) / 1000 + row * 3600;
    codes[row] = random.unit() < (on.category ?? 0) ? 3 : random.below(3);
    text[row] = row;
  }
  return {
    rows,
    columns: [
      { kind: "number", name: "amount", values: a },
      { kind: "number", name: "balance", values: b },
      { kind: "string", name: "city", codes, dictionary: ["Bern", "Ulm", "Köln", "Brünn"] },
      {
        kind: "string",
        name: "memo",
        codes: text,
        dictionary: Array.from({ length: rows }, (_, row) => `memo ${100_000 + ((row * 7919) % 100_000)}`),
      },
      { kind: "time", name: "at", values: at },
    ],
  };
}

const compare = (reference: Table, other: Table, more: object = {}) =>
  detectDrift(sideOfTable(reference), sideOfTable(other), { seed: 1, times: 40, time: "at", ...more });

describe("detectDrift", () => {
  it("calls samples of one population no drift, in rows and in sketches", () => {
    let [alerts, sketched] = [0, 0];
    for (let seed = 1; seed <= 40; seed++) {
      const [first, second] = [generated(600, 2 * seed), generated(400, 2 * seed + 1)];
      if (compare(first, second, { times: 5 }).verdict !== "none") alerts++;
      const [a, b] = [sideOfSketch(TableSketch.of(first)), sideOfSketch(TableSketch.of(second))];
      if (detectDrift(a, b, { seed: 1, times: 5 }).verdict !== "none") sketched++;
    }
    // At a level of 0.025, 40 comparisons give more than 4 alerts once in 250 runs.
    expect(alerts).toBeLessThanOrEqual(4);
    expect(sketched).toBeLessThanOrEqual(4);
  });

  it("names the column that moved, by how much, and leaves the others alone", () => {
    const result = compare(generated(3000, 1), generated(2000, 2, { shift: 0.3 }));
    const [first, ...rest] = result.features;
    expect([first?.name, first?.verdict]).toEqual(["amount", "drift"]);
    expect(rest.every(({ verdict }) => verdict === "none")).toBe(true);
    const distance = first?.measures.find(({ name }) => name === "wasserstein");
    expect(distance?.value).toBeCloseTo(0.3, 1);
    expect(distance?.threshold).toBeLessThan(0.1);
    expect(distance?.p).toBeLessThan(0.05);
    expect(result.verdict).toBe("drift");
    expect(result.features.find(({ name }) => name === "memo")?.kind).toBe("text");
  });

  it("calls a large change severe", () => {
    expect(compare(generated(2000, 1), generated(2000, 2, { shift: 2 })).verdict).toBe("severe");
  });

  it("sees new categories, missing values and a range that is left", () => {
    const fresh = compare(generated(2000, 1), generated(2000, 2, { category: 0.02 })).features.find(({ name }) => name === "city");
    expect(fresh?.verdict).toBe("drift");
    expect(fresh?.newCategories?.examples[0]?.value).toBe("Brünn");
    const holes = compare(generated(2000, 1), generated(2000, 2, { missing: 0.05 })).features[0];
    expect([holes?.name, holes?.reasons.join()]).toEqual(["amount", expect.stringContaining("missing 0 % before")]);
    const gone = compare(generated(2000, 1), generated(2000, 2, { missing: 1 })).features[0];
    expect(gone?.reasons.join()).toContain("missing 0 % before, 100 % now");
    const table = generated(2000, 2);
    const values = table.columns[0]?.kind === "number" ? table.columns[0].values : new Float64Array();
    values.fill(50, 0, 40);
    const range = compare(generated(2000, 1), table).features[0];
    expect(range?.reasons.join()).toMatch(/4\d values beyond the reference's range/);
  });

  it("sees in all features together what none shows alone, and says which carry it", () => {
    const result = compare(generated(3000, 1), generated(3000, 2, { correlated: true }));
    expect(result.features.every(({ verdict }) => verdict === "none")).toBe(true);
    expect(result.verdict).toBe("drift");
    expect(result.multivariate?.auroc.low).toBeGreaterThan(result.multivariate?.chance.high ?? 1);
    expect(
      result.multivariate?.carriers
        .slice(0, 2)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(["amount", "balance"]);
  });

  it("tells an abrupt change from a gradual one and dates it", () => {
    const abrupt = compare(generated(3000, 1), generated(3000, 2, { shift: 1 }, 1800)).features[0];
    expect(abrupt?.timing?.shape).toBe("abrupt");
    // Row 1800 of one an hour.
    const days = (Date.parse(abrupt?.timing?.from ?? "") - Date.UTC(2026, 0, 1)) / 86_400_000;
    expect(Math.abs(days - 75)).toBeLessThan(6);
    const table = generated(3000, 2);
    if (table.columns[0]?.kind === "number")
      for (const [row, value] of table.columns[0].values.entries()) table.columns[0].values[row] = value + (2 * row) / 3000;
    expect(compare(generated(3000, 1), table).features[0]?.timing?.shape).toBe("gradual");
    expect(compare(generated(3000, 1), generated(3000, 2, { shift: 1 })).features[0]?.timing?.shape).toBe("from-the-start");
  });

  it("reports columns that are gone, new or of another kind", () => {
    const [first, second] = [generated(200, 1), generated(200, 2)];
    const text = { kind: "string", name: "balance", codes: new Int32Array(200), dictionary: ["n/k"] } as const;
    const extra = { kind: "number", name: "score", values: new Float64Array(200) } as const;
    const result = compare(first, {
      rows: 200,
      columns: [...second.columns.filter(({ name }) => name !== "balance" && name !== "city"), text, extra],
    });
    expect(result.columns.missing).toEqual(["city"]);
    expect(result.columns.added).toEqual(["score"]);
    expect(result.columns.retyped).toEqual([{ name: "balance", reference: "number", new: "string" }]);
    expect(result.verdict).toBe("severe");
  });

  it("finds drift in sketches that were saved and merged, and says what sketches cannot show", () => {
    const parts = [generated(5000, 1), generated(5000, 2)].map((table) => TableSketch.parse(TableSketch.of(table).serialise(), "x"));
    const [reference, more] = parts;
    if (reference === undefined || more === undefined) throw new Error("two parts");
    reference.merge(more);
    const result = detectDrift(sideOfSketch(reference), sideOfSketch(TableSketch.of(generated(4000, 3, { shift: 0.4 }))), {
      seed: 1,
      times: 40,
    });
    expect(result.features[0]?.name).toBe("amount");
    expect(result.features[0]?.epsilon).toBeCloseTo(0.033, 3);
    expect(result.multivariate).toBeUndefined();
    expect(result.notes.join()).toMatch(/needs the rows of both sides/);
  });

  it("stands empty columns, constants, infinities and one row", () => {
    const of = (values: readonly number[]): Table => ({
      rows: values.length,
      columns: [
        { kind: "number", name: "x", values: Float64Array.from(values) },
        { kind: "number", name: "none", values: new Float64Array(values.length).fill(Number.NaN) },
      ],
    });
    expect(compare(of([1]), of([2])).verdict).toBe("none");
    const constant = Array.from({ length: 200 }, () => 7);
    expect(compare(of(constant), of(constant)).verdict).toBe("none");
    expect(compare(of(constant), of(constant.map((value, row) => (row < 100 ? value : 8)))).verdict).toBe("severe");
    expect(compare(of(constant), of(constant.map((value, row) => (row < 100 ? value : Number.POSITIVE_INFINITY)))).verdict).toBe("severe");
    expect(compare(of(constant), of(constant.map(() => Number.NaN))).verdict).toBe("severe");
  });

  it("gives the same result for the same seed", () => {
    const run = () => JSON.stringify(compare(generated(800, 1), generated(800, 2, { shift: 0.3 })));
    expect(run()).toBe(run());
  });
});
