import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { anonymiseFile } from "./anonymise-file.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "castellan-anonymity-"));
  const rows = Array.from(
    { length: 60 },
    (_, row) =>
      `n${row},${20 + ((row * 7) % 40)},${row % 2 === 0 ? "f" : "m"},1990-0${1 + (row % 9)}-01,${["flu", "cold", "ulcer"][row % 3]}`,
  );
  writeFileSync(join(folder, "in.csv"), `name,age,sex,born,illness\n${rows.join("\n")}\n`);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const asked = { quasi: ["age", "sex", "born"], sensitive: ["illness"] };

describe("anonymity of files", () => {
  it("is measured, and reached in a copy that measures the same", async () => {
    const file = join(folder, "in.csv");
    const output = join(folder, "out.csv");
    const result = await anonymiseFile({ file, ...asked, wanted: { k: 5, l: 2 }, output });
    expect(result).toMatchObject({ kept: false, dropped: ["name"], output });
    expect(result.before.k).toBeLessThan(5);
    expect(result.after?.k).toBeGreaterThanOrEqual(5);
    const text = readFileSync(output, "utf8");
    expect(text.split("\n")[0]).toBe("age,sex,born,illness");
    expect(text).not.toMatch(/n\d/);
    expect(text).toMatch(/\[1990-0\d-01,1990-0\d-01\]/);
    const again = await anonymiseFile({ file: output, ...asked, wanted: { k: 5, l: 2 } });
    expect(again.kept).toBe(true);
    expect(again.before).toEqual(result.after);
  });

  it("refuses columns that are not there, wishes that cannot be kept, and files that are", async () => {
    const file = join(folder, "in.csv");
    const output = join(folder, "out.csv");
    const of = (more: Partial<Parameters<typeof anonymiseFile>[0]>) => anonymiseFile({ file, ...asked, wanted: { k: 5 }, ...more });
    await expect(of({ quasi: ["agee"] })).rejects.toThrow(/no column agee/);
    await expect(of({ quasi: [] })).rejects.toThrow(/--quasi/);
    await expect(of({ sensitive: ["age"] })).rejects.toThrow(/both/);
    await expect(of({ wanted: { k: 61 }, output })).rejects.toThrow(/Even all/);
    await expect(of({ output: join(folder, "out.xls") })).rejects.toThrow(/written as/);
    await expect(of({ output: file })).rejects.toThrow(/is there already/);
    expect(existsSync(output)).toBe(false);
  });
});
