import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { castellan, project } from "./castellan.ts";

/** In the published form of an AWS key id, made up here. */
const KEY = `AKIA${"Q3EGRIZ4TN6XJ2PA"}`;
const ROWS = Array.from(
  { length: 80_000 },
  (_, row) =>
    `${row},p${row}@mail${row % 7}.net,${(row * 37) % 1000},${row === 70_123 ? `see ${KEY}` : "paid by hand at the counter"},${row % 9 === 0 ? "yes" : "no"}`,
);
const CSV = `row_id,email,amount,note,churn\n${ROWS.join("\n")}\n`;

describe("castellan data profile", () => {
  it("writes JSON that its schema allows, from a file large enough for several workers, the same without", () => {
    const folder = project({ "people.csv": CSV });
    const schema = JSON.parse(castellan(["schema", "data-profile"]).out);
    const words = ["data", "profile", join(folder, "people.csv"), "--label", "churn", "--format", "json", "--reproducible"];
    const { code, out, error } = castellan([...words, "--jobs", "2"]);
    expect([code, error]).toEqual([0, ""]);
    const document = JSON.parse(out);
    expect(new Ajv2020({ strict: false }).validate(schema, document)).toBe(true);
    expect(document).toMatchObject({
      schema: "castellan/data-profile/1",
      data: { rows: 80_000, columns: 5 },
      balance: { column: "churn" },
      complete: true,
    });
    expect(document.columns[3].secrets[0]).toMatchObject({ cells: 1, first: [{ row: 70_123 }] });
    expect(out).not.toContain(KEY);
    expect(castellan([...words, "--jobs", "1"]).out).toBe(out);
  });

  it("shows one line a column and writes a page beside it", () => {
    const folder = project({ "people.csv.gz": gzipSync(CSV.slice(0, 200_000)) });
    const page = join(folder, "page.html");
    const { code, out } = castellan(["data", "profile", join(folder, "people.csv.gz"), "--output", `html=${page}`]);
    expect(code).toBe(0);
    expect(out).toMatch(/csv in gzip/);
    expect(out).toMatch(/email +text .*personal/);
    expect(readFileSync(page, "utf8")).toMatch(/^<!doctype html>[\s\S]*Content-Security-Policy[\s\S]*people\.csv\.gz/);
  });

  it("says what is wrong and answers with the code of the contract", () => {
    const folder = project({
      "empty.csv": "",
      "ragged.csv": "a,b\n1,2\n3,4,5\n",
      "x.bin": Buffer.from(Array.from({ length: 3000 }, (_, index) => (index * 7919) & 255)),
    });
    const run = (...words: readonly string[]): ReturnType<typeof castellan> => castellan(["data", "profile", ...words]);
    expect(run(join(folder, "none.csv"))).toMatchObject({ code: 2, error: expect.stringContaining("there is no such file") });
    expect(run(join(folder, "empty.csv"))).toMatchObject({ code: 2, error: expect.stringContaining("empty.csv: the file is empty") });
    expect(run(join(folder, "x.bin"))).toMatchObject({ code: 2, error: expect.stringContaining("not a table that can be read") });
    expect(run(join(folder, "ragged.csv"))).toMatchObject({ code: 3, out: expect.stringContaining("row 1, with 3") });
    expect(run(join(folder, "ragged.csv"), "--allow-partial").code).toBe(0);
    expect(run(join(folder, "ragged.csv"), "--label", "c")).toMatchObject({ code: 2, error: expect.stringContaining("no column c") });
    expect(run(folder, folder).code).toBe(2);
  });
});
