import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { affectedModels } from "./affected-models.ts";
import { cleanFile, quarantineOf } from "./clean-file.ts";
import { DataCleanDocument } from "./document.ts";
import { delimitedRecords, fieldsOf, lineRecords } from "./records.ts";
import { renderCleaning } from "./report.ts";

const folder = mkdtempSync(join(tmpdir(), "castellan-clean-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let places = 0;
function written(name: string, content: string | Uint8Array): string {
  const path = join(folder, `${places++}-${name}`);
  writeFileSync(path, content);
  return path;
}
const check = (ids: readonly (string | number)[], schema = "castellan/data-check/1"): string =>
  written(
    "check.json",
    JSON.stringify({ schema, rows: 4, verdict: "poisoned", groups: [{ kind: "trigger" }], quarantine: { rows: ids.length, ids } }),
  );
const CSV = 'id,text,y\r\na,"one, ""two""\nthree",1\r\nb,plain,0\r\nc,"x",1\r\nd,last,0';

describe("cleanFile", () => {
  it("leaves the rows out that were held back, byte for byte, and keeps them apart", async () => {
    const [file, output] = [written("a.csv", CSV), join(folder, "clean.csv")];
    const result = await cleanFile({ file, output, check: check([0, "2"]), version: "0" });
    expect(readFileSync(output, "utf8")).toBe("id,text,y\r\nb,plain,0\r\nd,last,0");
    expect(readFileSync(join(folder, "clean.quarantine.csv"), "utf8")).toBe('id,text,y\r\na,"one, ""two""\nthree",1\r\nc,"x",1\r\n');
    expect(readFileSync(file, "utf8")).toBe(CSV);
    expect(result.leftOut.map(({ row }) => row)).toEqual([0, 2]);
    expect(result.rows).toEqual({ before: 4, kept: 2, leftOut: 2 });
    expect(result.output.sha256).toBe(createHash("sha256").update(readFileSync(output)).digest("hex"));
    expect(DataCleanDocument.parse(result)).toEqual(result);
    expect(renderCleaning(result, { color: false, width: 100, all: false })).toMatch(/2 of 4 rows/);
  });

  it("takes scores, ids, JSON lines and compressed files", async () => {
    const scores = written("s.csv", 'id,score,p,quarantined,reasons\na,1,0.1,false,\nd,9,0.001,true,"flood, label"\n');
    const byId = await cleanFile({ file: written("a.csv", CSV), output: join(folder, "o1.csv"), scores, id: "id", version: "0" });
    expect(byId.leftOut).toEqual([{ id: "d", row: 3, reasons: "flood, label" }]);
    const lines = '{"a":1}\n\n{"a":2}\n{"a":3}';
    const packed = await cleanFile({
      file: written("b.jsonl.gz", gzipSync(lines)),
      output: join(folder, "o2.jsonl.gz"),
      check: check([1]),
      version: "0",
    });
    expect(packed.rows.kept).toBe(2);
    expect(gunzipSync(readFileSync(join(folder, "o2.jsonl.gz"))).toString()).toBe('{"a":1}\n{"a":3}');
    expect(gunzipSync(readFileSync(join(folder, "o2.quarantine.jsonl.gz"))).toString()).toBe('{"a":2}\n');
  });

  it("writes nothing where verdict and file do not fit", async () => {
    const before = readdirSync(folder).length;
    const run = (file: string, more: object) => cleanFile({ file, output: join(folder, "never.csv"), version: "0", ...more });
    const file = written("a.csv", CSV);
    await expect(run(file, { check: check(["90"]) })).rejects.toThrow(/None of the 1 rows/);
    await expect(run(file, {})).rejects.toThrow(/--check CHECK.json or --scores/);
    await expect(run(file, { check: check([1], "castellan/data-drift/1") })).rejects.toThrow(/no castellan\/data-check\/1/);
    await expect(run(file, { check: written("c.json", "{") })).rejects.toThrow(/not JSON/);
    await expect(run(file, { scores: written("s.csv", "id,quarantined\n0,maybe\n") })).rejects.toThrow(/row 0, column quarantined: maybe/);
    await expect(run(file, { scores: written("s.csv", "a,b\n") })).rejects.toThrow(/no columns id and quarantined/);
    await expect(run(file, { check: check([1]), id: "nobody" })).rejects.toThrow(/no column nobody; there are id, text, y/);
    await expect(run(join(folder, "none.csv"), { check: check([1]) })).rejects.toThrow(/no such file/);
    expect(existsSync(join(folder, "never.csv"))).toBe(false);
    expect(existsSync(join(folder, "never.quarantine.csv"))).toBe(false);
    expect(readdirSync(folder).length).toBeGreaterThan(before);
  });

  it("names the file that holds what was left out", () => {
    expect(quarantineOf("a/clean.csv")).toBe("a/clean.quarantine.csv");
    expect(quarantineOf("clean.jsonl.gz")).toBe("clean.quarantine.jsonl.gz");
    expect(quarantineOf("v1.2.csv")).toBe("v1.2.quarantine.csv");
    expect(quarantineOf("clean")).toBe("clean.quarantine");
  });
});

describe("records", () => {
  it("come back whole from any table", () => {
    const field = fc.string({ unit: fc.constantFrom("a", "é", ",", '"', "\n", "\r", " ", "1"), maxLength: 6 });
    fc.assert(
      fc.property(fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 }), (rows) => {
        const text = rows.map((row) => row.map((own) => `"${own.replaceAll('"', '""')}"`).join(",")).join("\r\n");
        const bytes = Buffer.from(text);
        const records = delimitedRecords(bytes, "x");
        expect(records.map(({ start, end }) => fieldsOf(bytes.toString("utf8", start, end).replace(/\r\n$/, ""), ",").length)).toEqual(
          rows.map((row) => row.length),
        );
        expect(records.reduce((sum, { start, end }) => sum + end - start, 0)).toBe(bytes.length);
      }),
    );
    expect(() => delimitedRecords(Buffer.from('a,b\n"x,1\n2,3\n'), "bad.csv")).toThrow(/bad\.csv: the quote opened in record 1/);
    expect(lineRecords(Buffer.from("a\n\nb"))).toEqual([
      { start: 0, end: 2 },
      { start: 3, end: 4 },
    ]);
  });
});

describe("affectedModels", () => {
  const asset = (id: string, kind: string, name = id, more: object = {}) => ({ id, kind, name, ...more });
  const scan = JSON.stringify({
    inventory: {
      assets: [
        asset("d", "dataset", "data/loans.csv", { digests: { sha256: "f00" } }),
        asset("f", "dataset", "data/features.csv"),
        asset("t", "dataset", "tests/loans.csv", { scope: "test" }),
        asset("step", "pipeline-step"),
        asset("run", "training-run"),
        asset("m", "model", "loan-model"),
        asset("child", "model", "loan-model-small"),
        asset("other", "model", "unrelated"),
        asset("note", "notebook"),
      ],
      relations: [
        { kind: "reads", from: "step", to: "d" },
        { kind: "produces", from: "step", to: "f" },
        { kind: "trains_on", from: "run", to: "f" },
        { kind: "produces", from: "run", to: "m" },
        { kind: "fine_tunes", from: "child", to: "m" },
        { kind: "reads", from: "note", to: "d" },
        { kind: "trains_on", from: "other", to: "t" },
      ],
    },
  });

  it("follows what was made from the file, over derived data and fine-tuned models", () => {
    for (const file of [
      { path: "/anywhere/x.csv", sha256: "f00" },
      { path: "/repo/data/loans.csv", sha256: "0" },
      { path: "loans.csv", sha256: "0" },
    ]) {
      const { known, models } = affectedModels(scan, "scan.json", file);
      expect(known).toBe(true);
      expect(models.map(({ name }) => name)).toEqual(["loan-model", "loan-model-small", "run"]);
      expect(models[0]?.by).toEqual(["data/loans.csv", "step", "data/features.csv", "run"]);
    }
  });

  it("says when the scan does not know the file, or is none", () => {
    expect(affectedModels(scan, "scan.json", { path: "roans.csv", sha256: "0" })).toEqual({ known: false, models: [] });
    expect(() => affectedModels("{}", "scan.json", { path: "a", sha256: "0" })).toThrow(/scan\.json: no result of castellan scan/);
    expect(() => affectedModels("no", "scan.json", { path: "a", sha256: "0" })).toThrow(/not JSON/);
  });
});
