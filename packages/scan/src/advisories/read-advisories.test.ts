import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ADVISORY_LIMITS, readAdvisories } from "./read-advisories.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "castellan-advisories-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const record = (id: string, name = "torch", more: object = {}): object => ({
  schema_version: "1.6.0",
  id,
  affected: [{ package: { ecosystem: "PyPI", name }, ranges: [{ type: "ECOSYSTEM", events: [{ introduced: "0" }] }] }],
  ...more,
});
function put(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === "string" || Buffer.isBuffer(content) ? content : JSON.stringify(content));
  return path;
}

/** A zip of stored members (APPNOTE 4.3). */
function zipOf(members: { readonly [name: string]: string }): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(members)) {
    const [path, data] = [Buffer.from(name), Buffer.from(text)];
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt32LE(crc32(data), 10);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(data.length, 18);
    fields.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), fields, path, data]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), fields, tail, path]));
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, central, end]);
}

describe("readAdvisories", () => {
  it("reads single records, lists, answers of queries, folders and zips", async () => {
    put("a.json", record("A-1"));
    put("list.json", [record("A-2"), record("A-3", "other")]);
    put("answer.json", { vulns: [record("A-4")] });
    mkdirSync(join(folder, "deeper"));
    put("deeper/all.zip", zipOf({ "A-5.json": JSON.stringify(record("A-5")), "readme.txt": "no" }));
    put("notes.md", "# not read");
    const { index, problems } = await readAdvisories([folder]);
    expect(problems).toEqual([]);
    expect(index.count).toBe(5);
    expect(index.of("PyPI|torch").flat().map(({ id }) => id)).toEqual(["A-1", "A-2", "A-4", "A-5"]);
  });

  it("puts records on one hole together, leaves withdrawn ones out and keeps wanted packages only", async () => {
    const path = put("all.json", [
      record("GHSA-1", "torch", { aliases: ["CVE-1"] }),
      record("PYSEC-1", "torch", { aliases: ["CVE-1"] }),
      record("GHSA-2", "torch", { withdrawn: "2024-01-01T00:00:00Z" }),
      record("GHSA-3", "other"),
    ]);
    const { index } = await readAdvisories([path], new Set(["PyPI|torch"]));
    expect(index.of("PyPI|torch").map((group) => group.map(({ id }) => id))).toEqual([["GHSA-1", "PYSEC-1"]]);
    expect(index.of("PyPI|other")).toEqual([]);
  });

  it("says what it could not read and goes on", async () => {
    put("a-broken.json", "{");
    put("b-other.json", { name: "package.json" });
    put("c-types.json", { id: 5, affected: "x" });
    put("d-cut.zip", zipOf({ "A.json": JSON.stringify(record("A-1")) }).subarray(0, 60));
    put("e.json", record("A-2"));
    const { index, problems } = await readAdvisories([folder]);
    expect(index.of("PyPI|torch").flat().map(({ id }) => id)).toContain("A-2");
    expect(problems.map(({ file }) => file.slice(folder.length + 1).replace(/!.*/, ""))).toEqual([
      "a-broken.json",
      "b-other.json",
      "c-types.json",
      "d-cut.zip",
    ]);
  });

  it("keeps to its limits", async () => {
    put("big.json", record("A-1", "torch", { summary: "x".repeat(5000) }));
    put("zip.zip", zipOf({ "A-2.json": JSON.stringify(record("A-2", "torch", { details: "x".repeat(5000) })) }));
    const small = await readAdvisories([folder], undefined, { ...ADVISORY_LIMITS, record: 1000 });
    expect(small.index.count).toBe(0);
    expect(small.problems.map(({ reason }) => reason)).toEqual(["over 1000 bytes", "over 1000 bytes"]);
    const few = await readAdvisories([join(folder, "big.json"), join(folder, "zip.zip")], undefined, { ...ADVISORY_LIMITS, files: 1 });
    expect(few.problems).toHaveLength(1);
  });

  it("does not follow links, and refuses a path where nothing is", async () => {
    const outside = put("real.json", record("A-1"));
    mkdirSync(join(folder, "inner"));
    symlinkSync(outside, join(folder, "inner", "link.json"));
    expect((await readAdvisories([join(folder, "inner")])).index.count).toBe(0);
    await expect(readAdvisories([join(folder, "absent")])).rejects.toThrow(/no advisories at/);
  });
});
