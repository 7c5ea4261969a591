import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { numberAt, readRoles, textAt } from "./role-table.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "castellan-roles-"));
  writeFileSync(join(folder, "in.csv"), "who,where,pay,word\n007,north,1.5,a\n8,,2,b\n,south,,c\n");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("gives people and groups as texts to the letter, values as numbers, and what is missing as nothing", async () => {
  const table = await readRoles(join(folder, "in.csv"), { texts: ["who", "where"], numbers: ["pay"] });
  expect(table.rows).toBe(3);
  expect([0, 1, 2].map((row) => [textAt(table, "who", row), textAt(table, "where", row), numberAt(table, "pay", row)])).toEqual([
    ["007", "north", 1.5],
    ["8", undefined, 2],
    [undefined, "south", undefined],
  ]);
  expect(textAt(table, "word", 0)).toBeUndefined();
  expect(textAt(table, "who", 99)).toBeUndefined();
});

it("refuses columns that are not there, no numbers, or in two roles", async () => {
  const file = join(folder, "in.csv");
  await expect(readRoles(file, { texts: ["whom"], numbers: [] })).rejects.toThrow(/no column whom/);
  await expect(readRoles(file, { texts: ["who"], numbers: ["word"] })).rejects.toThrow(/not one of numbers/);
  await expect(readRoles(file, { texts: ["who"], numbers: ["who"] })).rejects.toThrow(/both/);
  await expect(readRoles(join(folder, "none.csv"), { texts: ["who"], numbers: [] })).rejects.toThrow(/no such file/);
});
