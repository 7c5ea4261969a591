import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readTable } from "./read-table.ts";

const folder = mkdtempSync(join(tmpdir(), "castellan-table-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("readTable", () => {
  it("reads numbers, strings and moments by columns", async () => {
    const path = join(folder, "a.csv");
    writeFileSync(path, "amount,city,at\n1.5,Bern,2026-01-02\n?,Ulm,2026-01-03\n3,Bern,\n");
    const table = await readTable(path);
    expect(table.rows).toBe(3);
    expect(table.columns.map(({ name, kind }) => [name, kind])).toEqual([
      ["amount", "number"],
      ["city", "string"],
      ["at", "time"],
    ]);
    const [amount, city, at] = table.columns;
    expect(amount?.kind === "number" && [...amount.values]).toEqual([1.5, Number.NaN, 3]);
    expect(city?.kind === "string" && [[...city.codes], city.dictionary]).toEqual([
      [0, 1, 0],
      ["Bern", "Ulm"],
    ]);
    expect(at?.kind === "time" && [...at.values]).toEqual([Date.UTC(2026, 0, 2) / 1000, Date.UTC(2026, 0, 3) / 1000, Number.NaN]);
  });

  it("keeps labels as they are written", async () => {
    const path = join(folder, "b.csv");
    writeFileSync(path, "x,churn,risk\n1,Yes,1\n2,No,2\n");
    const { columns } = await readTable(path, { strings: ["risk"] });
    const [, churn, risk] = columns;
    expect(churn?.kind === "string" && churn.dictionary).toEqual(["Yes", "No"]);
    expect(risk?.kind === "string" && risk.dictionary).toEqual(["1", "2"]);
  });

  it("says which file is missing or no table", async () => {
    await expect(readTable(join(folder, "none.csv"))).rejects.toThrow(/none\.csv: there is no such file/);
    const path = join(folder, "a.bin");
    writeFileSync(path, "x");
    await expect(readTable(path)).rejects.toThrow(/not a table that can be read/);
  });
});
