import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
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

  it("reads what the engine alone does not: encodings, compressions, ragged rows, folders", async () => {
    const text = "city,n\nZürich,1\nKöln,2\n";
    const files: Readonly<Record<string, Uint8Array | string>> = {
      "latin.csv": Buffer.from(text, "latin1"),
      "wide.csv": Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]),
      "objects.jsonl": '{"city":"Zürich","n":1}\n{"city":"Köln","n":2}\nno json\n',
      "shards/train-0.csv": "city,n\nZürich,1\n",
      "shards/train-1.csv": "n,city\n2,Köln\n",
    };
    mkdirSync(join(folder, "shards"), { recursive: true });
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    for (const name of ["latin.csv", "wide.csv", "objects.jsonl", "shards"]) {
      const { rows, columns } = await readTable(join(folder, name));
      const city = columns.find((column) => column.name === "city");
      const n = columns.find((column) => column.name === "n");
      expect([name, rows, city?.kind === "string" && city.dictionary, n?.kind === "number" && [...n.values]]).toEqual([
        name,
        2,
        ["Zürich", "Köln"],
        [1, 2],
      ]);
    }
  });

  it("takes names, header and delimiter as the profile does", async () => {
    const path = join(folder, "about.csv");
    writeFileSync(path, `6,3,low,high\n${Array.from({ length: 6 }, (_, row) => `1.${row};2;3;4;5`).join("\n")}\n`.replaceAll(";", ","));
    const { rows, columns, warnings } = await readTable(path);
    expect([rows, columns.map(({ name }) => name)]).toEqual([6, ["column0", "column1", "column2", "column3", "column4"]]);
    expect(warnings.map(({ message }) => message).join()).toMatch(/row 1 has 4 fields where the rows below it have 5/);
    writeFileSync(path, "a;b,c;a\n1;x,y;3\n2;z;4\n");
    expect((await readTable(path)).columns.map(({ name }) => name)).toEqual(["a", "b,c", "a_2"]);
    writeFileSync(path, "# a,b\n# 1,2\n3,4\n");
    expect((await readTable(path)).rows).toBe(2);
  });

  it("reads the file that it is given, whatever its name is, and no other", async () => {
    writeFileSync(join(folder, "data1.csv"), "secret\n1\n");
    for (const name of ["data[0-9].csv", "*.csv", "it's.csv", "data?.csv"]) {
      writeFileSync(join(folder, name), "own,n\nx,1\n");
      const { rows, columns } = await readTable(join(folder, name));
      expect([name, rows, columns.map((column) => column.name)]).toEqual([name, 1, ["own", "n"]]);
    }
  });

  it("refuses a table without rows, and reads one of ten thousand columns", async () => {
    const path = join(folder, "shape.csv");
    writeFileSync(path, "a,b\n");
    await expect(readTable(path)).rejects.toThrow(/shape\.csv: there are column names \(a, b\) but no row/);
    const wide = Array.from({ length: 10_000 }, (_, column) => column);
    writeFileSync(path, `${wide.map((column) => `x${column}`).join(",")}\n${wide.join(",")}\n${wide.join(",")}\n`);
    const { rows, columns } = await readTable(path);
    expect([rows, columns.length, columns[9999]?.kind]).toEqual([2, 10_000, "number"]);
  });

  it("says which file is missing or no table", async () => {
    await expect(readTable(join(folder, "none.csv"))).rejects.toThrow(/none\.csv: there is no such file/);
    const path = join(folder, "a.bin");
    writeFileSync(path, Buffer.from(Array.from({ length: 2000 }, (_, index) => (index * 7919) & 255)));
    await expect(readTable(path)).rejects.toThrow(/not a table that can be read/);
  });
});
