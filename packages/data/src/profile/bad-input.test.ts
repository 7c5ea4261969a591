import { closeSync, ftruncateSync, openSync, readdirSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { profileData } from "./profile-data.ts";
import { codes, columnOf, folderOf, profileOf } from "./testing/profile-of.ts";

const rows = (count: number, of: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => `${of(index)}\n`).join("");

describe("rows that do not fit the header", () => {
  it("reads short rows with what is missing, tells of long ones, and loses none", async () => {
    const profile = await profileOf("r.csv", "a,b,c\n1,2,3\n4,5\n6,7,8,9\n10,11,12\n");
    expect(profile.data.rows).toBe(4);
    expect(columnOf(profile, "a").numbers).toMatchObject({ minimum: 1, maximum: 10 });
    expect(columnOf(profile, "c")).toMatchObject({ values: 3, missing: { cells: 1 } });
    expect(profile.warnings).toEqual([
      expect.objectContaining({
        code: "row-short",
        count: 1,
        rows: [1],
        message: expect.stringMatching(/r\.csv: 1 row with fewer than 3 fields .*row 1, with 2, up to column b/),
      }),
      expect.objectContaining({
        code: "row-long",
        count: 1,
        rows: [2],
        message: expect.stringMatching(/more than 3 fields .*row 2, with 4.*column c/),
      }),
    ]);
    expect(profile.complete).toBe(false);
  });

  it("takes a quote that never ends as it is written and reads the rows behind it", async () => {
    const profile = await profileOf("q.csv", `a,b,c\n1,2,3\n4,"never ends,6\n${rows(3000, (index) => `${index},${index},${index}`)}`);
    expect(profile.data.rows).toBe(3002);
    expect(columnOf(profile, "a").numbers?.maximum).toBe(2999);
    expect(profile.warnings).toEqual([expect.objectContaining({ code: "quote-stray", rows: [1] })]);
  });

  it("keeps quotes with line feeds and doubled quotes as one value", async () => {
    const profile = await profileOf("q.csv", 'a,b\n1,"two\nlines"\n2,"say ""hi"""\n3,x\n');
    expect(profile.data.rows).toBe(3);
    expect(columnOf(profile, "b").top.map(({ value }) => value)).toEqual(['say "hi"', "two\nlines", "x"]);
    expect(codes(profile)).toEqual([]);
  });
});

describe("encodings", () => {
  const text = "name,city\nRené,Zürich\nJosé,Köln\n";
  it.each([
    ["latin-1", Buffer.from(text, "latin1"), /line 2.*windows-1252/],
    ["UTF-16 with a mark", Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]), /UTF-16LE/],
    ["UTF-16 without", Buffer.from(text, "utf16le"), /no byte order mark/],
    ["big-endian UTF-16", Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, "utf16le").swap16()]), /UTF-16BE/],
  ])("reads %s", async (_, bytes, said) => {
    const profile = await profileOf("e.csv", bytes);
    expect(columnOf(profile, "city").top.map(({ value }) => value)).toEqual(["Köln", "Zürich"]);
    expect(profile.warnings.map(({ message }) => message).join()).toMatch(said);
  });

  it("says where UTF-8 is damaged, and reads the rest as UTF-8", async () => {
    const profile = await profileOf(
      "e.csv",
      Buffer.concat([Buffer.from(`name,city\n${"René,Zürich\nJosé,Köln\n".repeat(5)}`), Buffer.from("Zo\xeb,Bern\n", "latin1")]),
    );
    expect(codes(profile)).toEqual(["encoding-damaged"]);
    expect(profile.warnings[0]?.message).toMatch(/line 12/);
    expect(columnOf(profile, "city").top[0]).toEqual({ value: "Köln", count: 5 });
  });

  it("reads past NUL bytes and counts them", async () => {
    const profile = await profileOf("n.csv", `a,b\n1,x\0y\n2,z\0\n${rows(50, () => "3,w")}`);
    expect(profile.data.rows).toBe(52);
    expect(profile.warnings).toEqual([
      expect.objectContaining({ code: "nul-bytes", count: 2, message: expect.stringContaining("line 2") }),
    ]);
  });

  it("drops a byte order mark from the first name", async () => {
    const profile = await profileOf("b.csv", "\uFEFFa,b\n1,2\n");
    expect(profile.columns.map(({ name }) => name)).toEqual(["a", "b"]);
  });
});

describe("headers", () => {
  it("makes names that stand twice different", async () => {
    const profile = await profileOf("d.csv", "a,a,b,A\n1,2,3,4\n");
    expect(profile.columns.map(({ name }) => name)).toEqual(["a", "a_2", "b", "A_3"]);
    expect(codes(profile)).toEqual(["header-repeated"]);
  });

  it("numbers columns where the first row is data", async () => {
    const profile = await profileOf("h.csv", "1,2,x\n3,4,y\n5,6,z\n");
    expect(profile.data.rows).toBe(3);
    expect(profile.columns.map(({ name }) => name)).toEqual(["column0", "column1", "column2"]);
    expect(codes(profile)).toEqual(["header-missing"]);
  });

  it.each([
    [";", "semicolons"],
    ["\t", "tabs"],
    ["|", "bars"],
  ])("finds %s as delimiter", async (delimiter) => {
    const profile = await profileOf("d.txt", ["a,b,c", "1,x,2.5", "2,y,3.5"].map((line) => line.replaceAll(",", delimiter)).join("\n"));
    expect(profile.columns.map(({ name, type }) => [name, type])).toEqual([
      ["a", "number"],
      ["b", "category"],
      ["c", "number"],
    ]);
  });

  it("reads a table of 2,000 columns and a few rows", async () => {
    const names = Array.from({ length: 2000 }, (_, index) => `c${index}`);
    const profile = await profileOf("w.csv", `${names.join(",")}\n${rows(5, (row) => names.map((_, index) => row * index).join(","))}`);
    expect(profile.data).toMatchObject({ rows: 5, columns: 2000 });
    expect(columnOf(profile, "c1999").numbers).toMatchObject({ minimum: 0, maximum: 7996 });
  });
});

describe("values", () => {
  it("tells missing, NaN, infinite and mixed values apart", async () => {
    const profile = await profileOf(
      "v.csv",
      `x,none,mixed\n${rows(60, (index) => `${["1", "NaN", "inf", "2", "-inf", "NA"][index % 6]},,${index < 45 ? index : "n/k"}`)}`,
    );
    const x = columnOf(profile, "x");
    expect(x).toMatchObject({ type: "number", values: 40, missing: { cells: 20, empty: 0, spelled: { NA: 10, NaN: 10 } } });
    expect(x.numbers).toMatchObject({ infinite: 20, minimum: 1, maximum: 2, mean: 1.5 });
    expect(columnOf(profile, "none")).toMatchObject({ type: "empty", values: 0 });
    expect(columnOf(profile, "mixed")).toMatchObject({ type: "mixed", notTheType: { cells: 15, examples: [{ value: "n/k", count: 15 }] } });
  });

  it("finds a text among many numbers, far behind the first rows", async () => {
    const profile = await profileOf("m.csv", `x,y\n${rows(9000, (index) => `${index},${index % 7}`)}abc,1\n12 kg,2\n`);
    expect(columnOf(profile, "x")).toMatchObject({
      type: "number",
      notTheType: { cells: 2, examples: [{ value: "12 kg" }, { value: "abc" }] },
    });
  });

  it("says that a label has one class", async () => {
    const profile = await profileOf("l.csv", `x,label\n${rows(50, (index) => `${index},yes`)}`, { label: "label" });
    expect(profile.attention).toContainEqual(
      expect.objectContaining({ severity: "high", message: "label has one class only: there is nothing to learn." }),
    );
  });

  it("names the column that is not there, and those that are", async () => {
    await expect(profileOf("l.csv", "a,b\n1,2\n", { label: "target" })).rejects.toThrow(
      "There is no column target for --label; there are a, b.",
    );
  });
});

describe("files that are no table", () => {
  it.each([
    ["empty.csv", "", /empty\.csv: the file is empty/],
    ["head.csv", "a,b\n", /column names \(a, b\) but no row/],
    [
      "junk.bin",
      Buffer.from(Array.from({ length: 4000 }, (_, index) => (index * 7919 + (index >> 3)) & 255)),
      /not a table that can be read/,
    ],
    ["p.parquet", Buffer.from("PAR1 and nothing else"), /p\.parquet: cannot be read as Parquet/],
    ["j.json", '[{"a":1},{"a":', /j\.json: cannot be read as JSON/],
    ["l.jsonl", "nothing\nof this\n", /no line of it is JSON \(line 1/],
  ])("%s is refused with its name and the reason", async (name, content, said) => {
    await expect(profileOf(name, content)).rejects.toThrow(said);
  });

  it("reads a compressed file up to where it is cut", async () => {
    const whole = gzipSync(Buffer.from(`a,b\n${rows(20_000, (index) => `${index},${(index * 7919) % 1000}`)}`));
    const profile = await profileOf("g.csv.gz", whole.subarray(0, whole.length >> 1));
    expect(profile.data.rows).toBeGreaterThan(1000);
    expect(codes(profile)).toContain("compression-damaged");
    expect(profile.complete).toBe(false);
  });

  it("passes over a line that does not fit into memory, and reads those around it", async () => {
    const folder = folderOf({ "long.csv": "a,b,c\n1,2,3\n4," });
    const path = join(folder, "long.csv");
    const file = openSync(path, "a");
    const piece = Buffer.alloc(8 * 1024 * 1024, 0x78);
    for (let times = 0; times < 6; times++) writeSync(file, piece);
    writeSync(file, ",6\n7,8,9\n");
    closeSync(file);
    const profile = await profileData(path, { version: "0", jobs: 0 });
    expect(profile.data.rows).toBe(2);
    expect(profile.warnings).toEqual([
      expect.objectContaining({ code: "line-too-long", count: 1, message: expect.stringMatching(/row 1; 5033165\d bytes/) }),
    ]);
    expect(profile.complete).toBe(false);
  });

  it("leaves nothing in the temporary folder, also after an error", async () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith("castellan-data-"));
    await expect(profileOf("l.jsonl", "nothing\n")).rejects.toThrow();
    await profileOf("l.jsonl", '{"a":1}\n');
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith("castellan-data-") && !before.includes(name))).toEqual([]);
  });

  it("refuses a sparse file of zeros", async () => {
    const folder = folderOf({ "z.csv": "" });
    const file = openSync(join(folder, "z.csv"), "r+");
    ftruncateSync(file, 1 << 20);
    closeSync(file);
    await expect(profileData(join(folder, "z.csv"), { version: "0", jobs: 0 })).rejects.toThrow(/not a table/);
  });
});
