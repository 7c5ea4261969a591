import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { columnMasks, columnUnmasks, Vault } from "@castellan/protect/masking";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readTable } from "../table/read-table.ts";
import { type MaskedFile, maskFile } from "./mask-file.ts";
import { textMask } from "./mask-text.ts";
import { readMaskingPolicy } from "./policy.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "castellan-mask-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string): string => join(folder, name);
const key = Buffer.alloc(32, 3);
const text = (detect: readonly ("pii" | "secrets" | "names")[]) => textMask(detect);
const POLICY = `dataset: people
columns:
  name: { mask: token, reversible: true }
  card: { mask: format, luhn: keep }
  age: { mask: range, width: 10 }
  note: { mask: text }
  city: keep
`;
const CSV = `name,card,age,note,city
"Anna ""A"" Schmidt",4111 1111 1111 1111,34,"write to anna@example.org, soon",Rome
Bob,5500-0000-0000-0004,7,,"Paris, France"
`;

async function masked(file: string, output: string, policyText = POLICY): Promise<MaskedFile> {
  const policy = readMaskingPolicy(policyText, "mask.yaml");
  const vault = Vault.open(at("vault"), policy.dataset, key);
  try {
    const maskOf = columnMasks(policy, { key, vault, taxonomies: new Map(), text });
    const names = (column: string): boolean => Object.hasOwn(policy.columns, column);
    return await maskFile({ file, output, maskOf, names, required: Object.keys(policy.columns), beforeFinish: () => vault.commit() });
  } finally {
    vault.close();
  }
}

describe("masking files", () => {
  it("masks CSV into TSV, JSON lines and Parquet alike, and takes it back", async () => {
    writeFileSync(at("people.csv"), CSV);
    for (const ending of ["csv", "tsv", "jsonl", "parquet"]) {
      const result = await masked(at("people.csv"), at(`masked.${ending}`));
      expect(result.rows).toBe(2);
      const bytes = readFileSync(at(`masked.${ending}`), "latin1");
      for (const secret of ["Anna", "4111 1111", "anna@example.org", "5500-0000"]) expect(bytes).not.toContain(secret);
      const table = await readTable(at(`masked.${ending}`), { strings: ["name", "card"] });
      expect(table.columns.map(({ name }) => name)).toEqual(["name", "card", "age", "note", "city"]);
      const policy = readMaskingPolicy(POLICY, "mask.yaml");
      const vault = Vault.open(at("vault"), "people", key);
      vault.tell({ reason: "test", what: "all" }, () => undefined);
      const back = columnUnmasks(policy, { key, vault, taxonomies: new Map(), text });
      await maskFile({ file: at(`masked.${ending}`), output: at(`back-${ending}.csv`), maskOf: back, names: () => false, required: [] });
      vault.close();
      const lines = readFileSync(at(`back-${ending}.csv`), "utf8").split("\n");
      expect(lines[1]).toBe(`"Anna ""A"" Schmidt",4111 1111 1111 1111,"[30,40)","write to <EMAIL_ADDRESS>, soon",Rome`);
      expect(lines[2]).toBe(`Bob,5500-0000-0000-0004,"[0,10)",,"Paris, France"`);
    }
  });

  it("masks values inside JSON objects and lists by their path", async () => {
    writeFileSync(
      at("in.jsonl"),
      `{"name":"Anna","n":{"card":["4111111111111111"],"x":1},"t":null}\n\n{"name":"Bob","n":{"card":[],"x":2,"__proto__":3}}\n`,
    );
    const policy = `dataset: p\ncolumns:\n  name: {mask: token}\n  n.card: {mask: format}\n  n.x: keep\n  n.__proto__: drop\n  t: redact\n`;
    await masked(at("in.jsonl"), at("out.jsonl"), policy);
    const [first, second] = readFileSync(at("out.jsonl"), "utf8")
      .trim()
      .split("\n")
      .map((line): unknown => JSON.parse(line));
    expect(first).toMatchObject({ n: { card: [expect.stringMatching(/^\d{16}$/)], x: 1 }, t: null });
    expect(second).toEqual({ name: expect.stringMatching(/^\w{26}$/), n: { card: [], x: 2 } });
    expect(readFileSync(at("out.jsonl"), "utf8")).not.toContain("4111111111111111");
  });

  it.each([
    ["a column that the policy does not name", "name,card,age,note,city,more\na,1,2,3,4,5\n", /column more/],
    ["a column that is not there", "name,card,age,note\na,1,2,3\n", /no column city/],
    ["a value that has not the form", CSV.replace("5500-0000-0000-0004", "55"), /row 2, column card/],
    ["a word where a number is needed", CSV.replace(",7,", ",young,"), /row 2, column age: a value is no number/],
    ["a row of another width", `${CSV}x,y\n`, /Nothing was written/],
    ["an empty file", "", /empty/],
  ])("refuses %s and leaves no file", async (_, content, why) => {
    writeFileSync(at("in.csv"), content);
    await expect(masked(at("in.csv"), at("out.csv"))).rejects.toThrow(why);
    expect(readdirSync(folder).filter((name) => name.startsWith("out"))).toEqual([]);
  });

  it.each([
    ['{"name":"Anna"', /line 1: no JSON/],
    ["[1]", /no JSON object/],
    ['{"more":1}', /column more/],
    [`{"city":${"[".repeat(200)}1${"]".repeat(200)}}`, /nested/],
    ['{"city":12345678901234567890}', /to the last digit/],
  ])("refuses the JSON line %s", async (content, why) => {
    writeFileSync(at("in.jsonl"), content);
    await expect(masked(at("in.jsonl"), at("out.jsonl"))).rejects.toThrow(why);
    expect(existsSync(at("out.jsonl"))).toBe(false);
  });

  it("never writes over what is there, least of all the file itself", async () => {
    writeFileSync(at("people.csv"), CSV);
    await expect(masked(at("people.csv"), at("people.csv"))).rejects.toThrow(/file itself/);
    writeFileSync(at("there.csv"), "old");
    await expect(masked(at("people.csv"), at("there.csv"))).rejects.toThrow(/is there already/);
    await expect(masked(at("people.csv"), at("x.txt"))).rejects.toThrow(/written as/);
    await expect(masked(at("none.csv"), at("x.csv"))).rejects.toThrow(/no such file/);
  });
});

describe("masking policies", () => {
  it.each([
    ["columns: {}", /dataset/],
    ["dataset: a\ncolumns: {x: {mask: blur}}", /columns\.x/],
    ["dataset: a\ncolumns: {x: {mask: range}}", /width/],
    ["dataset: a\ncolumns: {x: keep}\nmore: 1", /more/i],
    ["dataset: [", /line 1/],
    ["dataset: a\n---\ndataset: b", /2 documents/],
  ])("refuses %j", (yaml, why) => {
    expect(() => readMaskingPolicy(yaml, "mask.yaml")).toThrow(why);
  });
});

describe("personal data in free text", () => {
  it("is replaced by its kind; overlapping finds are taken out whole", () => {
    const mask = textMask(["pii", "secrets"]);
    expect(mask("mail anna@example.org or 4111 1111 1111 1111.")).toBe("mail <EMAIL_ADDRESS> or <CREDIT_CARD>.");
    expect(mask("nothing here")).toBe("nothing here");
    expect(mask("")).toBe("");
  });
});
