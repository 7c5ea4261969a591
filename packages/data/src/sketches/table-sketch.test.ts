import { describe, expect, it } from "vitest";
import { Random } from "../statistics/random.ts";
import type { Table } from "../table/table.ts";
import { TableSketch } from "./table-sketch.ts";

function tableOf(rows: number, seed: number): Table {
  const random = new Random(seed);
  const codes = Int32Array.from({ length: rows }, () => random.below(4) - 1);
  return {
    rows,
    columns: [
      {
        kind: "number",
        name: "amount",
        values: Float64Array.from({ length: rows }, () => (random.below(10) === 0 ? Number.NaN : random.normal())),
      },
      { kind: "string", name: "city", codes, dictionary: ["Bern", "Ulm", "Köln"] },
      {
        kind: "number",
        name: "limit",
        values: Float64Array.from({ length: rows }, (_, row) => (row === 0 ? Number.POSITIVE_INFINITY : row % 5)),
      },
    ],
  };
}

describe("TableSketch", () => {
  it("is saved, read and merged: counts are those of all rows", () => {
    const [first, second] = [tableOf(3000, 1), tableOf(2000, 2)];
    const merged = TableSketch.parse(TableSketch.of(first).serialise(), "a");
    merged.merge(TableSketch.parse(TableSketch.of(second).serialise(), "b"));
    expect(merged.rows).toBe(5000);
    const city = merged.columns.find(({ name }) => name === "city");
    const exact = [first, second]
      .flatMap(({ columns }) => columns.flatMap((column) => (column.kind === "string" ? [...column.codes] : [])))
      .filter((code) => code === 0).length;
    expect(new Map(city?.frequent?.entries()).get("Bern")).toBe(exact);
    const limit = merged.columns.find(({ name }) => name === "limit");
    expect([limit?.quantiles.maximum, limit?.distinct]).toEqual([Number.POSITIVE_INFINITY, 6]);
    expect(TableSketch.parse(merged.serialise(), "c").serialise()).toBe(merged.serialise());
  });

  it("gives the same bytes for the same rows", () => {
    expect(TableSketch.of(tableOf(2000, 1)).serialise()).toBe(TableSketch.of(tableOf(2000, 1)).serialise());
  });

  it("refuses what is damaged, edited, of another version or no sketch, naming the file", () => {
    const text = TableSketch.of(tableOf(300, 1)).serialise();
    const parse = (changed: string) => () => TableSketch.parse(changed, "old.json");
    expect(parse(text.slice(0, 100))).toThrow(/old\.json: not JSON/);
    expect(parse("[]")).toThrow(/old\.json: no castellan\/data-sketch/);
    expect(parse(text.replace("data-sketch/1", "data-sketch/7"))).toThrow(/version 7/);
    expect(parse(text.replace('"rows":300', '"rows":301'))).toThrow(/checksum/);
    expect(parse(text.replace('"rows":300', '"rows":"many"'))).toThrow(/not a sketch at/);
    expect(parse(text.replace(/"checksum":"[0-9a-f]{4}/, '"checksum":"0000'))).toThrow(/checksum/);
  });

  it("does not merge other columns or kinds", () => {
    const other: Table = { rows: 1, columns: [{ kind: "number", name: "x", values: Float64Array.of(1) }] };
    expect(() => TableSketch.of(tableOf(10, 1)).merge(TableSketch.of(other))).toThrow(/different columns \(x, amount/);
    const text: Table = { rows: 1, columns: [{ kind: "string", name: "x", codes: Int32Array.of(0), dictionary: ["a"] }] };
    expect(() => TableSketch.of(text).merge(TableSketch.of(other))).toThrow(/Column x holds strings in one sketch and numbers/);
  });
});
