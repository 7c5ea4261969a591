import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { castellan, type Outcome, project } from "./castellan.ts";

const CITIES = ["Bern", "Ulm", "Graz", "Metz"];
const HEADER = "key,x,y,city,label";
const line = (row: number): string =>
  `k${row},${(row * 37) % 50},${((row * 7919) % 997) / 100},${CITIES[row % 4]},${(row * 13) % 29 < 14 ? "no" : "yes"}`;
const LINES = Array.from({ length: 160 }, (_, row) => line(row));
const csv = (lines: readonly string[], header = HEADER): string => `${header}\n${lines.join("\n")}\n`;
const changed = (row: number, text: string): readonly string[] => LINES.with(row, text);
const objects = LINES.map((text) => {
  const [key, x, y, city, label] = text.split(",");
  return JSON.stringify({ key, x: Number(x), y: Number(y), city, label });
});
const umlauts = csv(LINES).replaceAll("Bern", "Zürich");

/** What people bring. For each action: the exit code, and what is said. */
const CASES: readonly {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** The sentence that every action says, with its place. */
  readonly says: RegExp;
  /** 0 read whole, 2 refused, 3 read in part. */
  readonly code: 0 | 2 | 3;
}[] = [
  {
    name: "ragged.csv",
    content: csv(changed(7, "k7,1,2").with(9, "k9,1,2,Bern,no,more")),
    says: /1 row with more than 5 fields \(the first is row 9, with 6\).*column label/,
    code: 3,
  },
  {
    name: "short.csv",
    content: csv(changed(7, "k7,1,2")),
    says: /1 row with fewer than 5 fields \(the first is row 7, with 3, up to column y\)/,
    code: 0,
  },
  {
    name: "utf16.csv",
    content: Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(umlauts, "utf16le")]),
    says: /read as UTF-16LE/,
    code: 0,
  },
  { name: "latin1.csv", content: Buffer.from(umlauts, "latin1"), says: /no UTF-8 from line 2 on; read as windows-1252/, code: 0 },
  {
    name: "mixed.csv",
    content: Buffer.concat([Buffer.from(umlauts), Buffer.from(`kz,1,2,Z\u00fcrich,no\n`, "latin1")]),
    says: /bytes that are no UTF-8, the first in line 162/,
    code: 0,
  },
  { name: "twice.csv", content: csv(LINES, "key,x,x,city,label"), says: /1 column name stands more than once in row 1 \(x\)/, code: 0 },
  { name: "quote.csv", content: csv(changed(30, 'k30,1,2,"Bern,no')), says: /a quote that is never closed .*row 30/, code: 0 },
  { name: "nul.csv", content: csv(changed(12, "k12,1,2,Be\0rn,no")), says: /1 NUL byte, the first in line 14/, code: 0 },
  { name: "cut.csv.gz", content: gzipSync(csv(LINES)).subarray(0, 700), says: /the gzip stream breaks off/, code: 3 },
  {
    name: "broken.jsonl",
    content: `${objects.toSpliced(5, 0, '{"key":"k', "no json").join("\n")}\n`,
    says: /2 lines are no JSON and were left out, the first is line 6/,
    code: 3,
  },
  { name: "empty.csv", content: "", says: /empty\.csv: the file is empty/, code: 2 },
  { name: "header.csv", content: `${HEADER}\n`, says: /there are column names \(key, x, y, city, label\) but no row/, code: 2 },
  {
    name: "binary.csv",
    content: Uint8Array.from({ length: 5000 }, (_, at) => (at * 7919) & 255),
    says: /not a table that can be read/,
    code: 2,
  },
  { name: "cut.parquet", content: Buffer.from(`PAR1${"\0".repeat(200)}`), says: /cannot be read as Parquet/, code: 3 },
];

const folder = (): string => project({ "good.csv": csv(LINES), ...Object.fromEntries(CASES.map(({ name, content }) => [name, content])) });

/** Everything that was said, and whether it tells of a mishap of the program itself. */
function saidBy({ out, error }: Outcome): string {
  const said = `${error}\n${out}`.replace(/\s+/g, " ");
  expect(said).not.toMatch(/TypeError|RangeError|at file:\/\/|node_modules|Original Line|undefined/);
  expect(error.length).toBeLessThan(3000);
  return said;
}

describe.each(CASES)("$name", ({ name, says, code }) => {
  const actions: readonly (readonly [string, (file: string, good: string) => readonly string[], readonly number[]])[] = [
    ["profile", (file) => ["profile", file, "--all"], [code]],
    ["check", (file) => ["check", file, "--label", "label", "--id", "key", "--all"], [code]],
    ["drift", (file, good) => ["drift", good, file, "--all"], code === 2 ? [2] : [code, 1]],
    ["fairness", (file) => ["fairness", file, "--label", "label", "--group", "city", "--favourable", "yes"], code === 2 ? [2] : [code, 1]],
  ];
  it.each(actions)("data %s names the place and answers with the code of the contract", (_, words, codes) => {
    const place = folder();
    const outcome = castellan(["data", ...words(join(place, name), join(place, "good.csv"))]);
    expect(saidBy(outcome)).toMatch(says);
    expect(codes).toContain(outcome.code);
  });
});

describe("columns that say nothing", () => {
  const check = (content: string, ...words: readonly string[]): Outcome =>
    castellan(["data", "check", join(project({ "t.csv": content }), "t.csv"), "--all", ...words]);

  it("has no column to judge", () => {
    const outcome = check(`a,b\n${",\n".repeat(100)}`);
    expect(outcome.code).toBe(2);
    expect(saidBy(outcome)).toMatch(/no column is left that tells its 100 rows apart.*a has no value in any row/);
  });

  it("leaves out a column without values, and goes on with the others", () => {
    const outcome = check(csv(LINES.map((text) => text.replace(/,[^,]*,/, ",,"))));
    expect(outcome.code).toBe(0);
    expect(saidBy(outcome)).toMatch(/x has no value in any row and is left out/);
  });

  it("judges without a label, and with one class only, and says what did not run", () => {
    expect(
      saidBy(
        check(
          csv(
            LINES.map((text) => text.replace(/,\w+$/, "")),
            "key,x,y,city",
          ),
        ),
      ),
    ).toMatch(/no label column|is taken as the label column/);
    const one = check(csv(LINES.map((text) => text.replace(/yes$/, "no"))), "--label", "label");
    expect([0, 1]).toContain(one.code);
    expect(saidBy(one)).toMatch(/label/);
  });

  it("reads NaN and infinities, and names a column that is not there", () => {
    const odd = csv(changed(3, "k3,NaN,inf,Bern,no").with(4, "k4,-inf,1e400,Ulm,yes"));
    expect([0, 1]).toContain(check(odd).code);
    const wrong = check(csv(LINES), "--label", "lable");
    expect(wrong.code).toBe(2);
    expect(saidBy(wrong)).toMatch(/--label lable: there is no such column; there are key, x, y, city, label/);
  });

  it("reads a row of 3 MB", () => {
    const outcome = check(csv([...LINES, `k999,1,2,"${"x".repeat(3 * 1024 * 1024)}",no`]));
    expect(outcome.code).not.toBe(3);
    expect(saidBy(outcome)).toMatch(/161 rows/);
  });
});

describe("what follows a check", () => {
  it("cleans by the id column of the check, and refuses a verdict that is none", () => {
    const place = folder();
    const good = join(place, "good.csv");
    const verdict = join(place, "check.json");
    castellan(["data", "check", good, "--label", "label", "--id", "key", "--format", "json", "--output", verdict]);
    const result = JSON.parse(readFileSync(verdict, "utf8"));
    expect(result).toMatchObject({ complete: true, roles: { id: ["key"] } });
    const out = join(place, "clean.csv");
    expect(castellan(["data", "clean", good, "--check", verdict, "--output", out]).code).toBe(0);
    expect(existsSync(out)).toBe(true);
    const refused = castellan(["data", "clean", good, "--check", good, "--output", join(place, "other.csv")]);
    expect([refused.code, saidBy(refused)]).toEqual([
      3,
      expect.stringContaining("good.csv: not JSON, so no result of castellan data check"),
    ]);
    expect(existsSync(join(place, "other.csv"))).toBe(false);
  });

  it("holds a ragged file in the quarantine with the row that is too long", () => {
    const place = folder();
    const outcome = castellan(["data", "intake", join(place, "ragged.csv"), "--to", join(place, "store"), "--offline"]);
    expect(outcome.code).toBe(1);
    expect(saidBy(outcome)).toMatch(/ragged\.csv: 1 row with more than 5 fields \(the first is row 9, with 6\)/);
  });
});

describe("pages", () => {
  it("writes a page of each that nothing of the data leaves", () => {
    const hostile = csv(changed(3, "k3,1,2,</script><img src=x onerror=alert(1)>,no"));
    const place = project({ "t.csv": hostile, "good.csv": csv(LINES) });
    for (const words of [
      ["check", join(place, "t.csv"), "--label", "label"],
      ["drift", join(place, "good.csv"), join(place, "t.csv")],
      ["fairness", join(place, "t.csv"), "--label", "label", "--group", "city", "--favourable", "yes"],
      ["profile", join(place, "t.csv")],
    ]) {
      const page = join(place, "page.html");
      castellan(["data", ...words, "--output", `html=${page}`, "--output", `markdown=${page}.md`]);
      const html = readFileSync(page, "utf8");
      expect(html).toMatch(/^<!doctype html>[\s\S]*default-src 'none'/);
      expect(html).not.toMatch(/<script|<img src=x|https?:\/\//);
      expect(html.length).toBeLessThan(300_000);
      expect(readFileSync(`${page}.md`, "utf8")).not.toMatch(/(?<!\\)<img/);
    }
  });
});
