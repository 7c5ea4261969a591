import { describe, expect, it } from "vitest";
import { beginningOf, periodOf, rangeOf } from "./generalise.ts";
import { derivedKey, tokenOf } from "./keys.ts";
import { type ColumnMask, columnMasks, columnUnmasks, type MaskingTools, needsOf, reversibleColumns } from "./masker.ts";
import { MaskingPolicy } from "./policy.ts";
import { readTaxonomy } from "./taxonomy.ts";

const key = Buffer.alloc(32, 4);
const tools: MaskingTools = {
  key,
  taxonomies: new Map([["jobs.csv", readTaxonomy("nurse;health;work\nbaker;food;work\n", "jobs.csv")]]),
  text: () => (value) => value.toUpperCase(),
};
const policyOf = (columns: Record<string, unknown>, more: object = {}): MaskingPolicy =>
  MaskingPolicy.parse({ dataset: "d", columns, ...more });
const change = (mask: ColumnMask, value: string): string => {
  if (mask.kind !== "change") throw new Error(mask.kind);
  return mask.change(value);
};
const masked = (rule: unknown, value: string): string => change(columnMasks(policyOf({ c: rule }), tools)("c"), value);

describe("generalisation", () => {
  it.each([
    ["34", "[30,40)"],
    ["-0.5", "[-10,0)"],
    ["40", "[40,50)"],
    ["1e2", "[100,110)"],
    [" 7 ", "[0,10)"],
    ["0x10", undefined],
    ["", undefined],
    ["1e999", undefined],
    ["12 years", undefined],
  ])("puts %j into %s", (text, range) => {
    expect(rangeOf(text, { width: 10, from: 0 })).toBe(range);
  });

  it("does not put a number into the range beside its own for rounding", () => {
    for (let step = 0; step < 1000; step++)
      expect(rangeOf((step / 10).toFixed(1), { width: 0.1, from: 0 })).toMatch(new RegExp(`^\\[${String(step / 10).replace(".", "\\.")},`));
    expect(rangeOf("95", { width: 10, from: 0, highest: 90 })).toBe(">=90");
    expect(rangeOf("3", { width: 10, from: 0, lowest: 18 })).toBe("<18");
  });

  it("makes periods of dates", () => {
    expect(periodOf("1990-04-05", "month", "iso")).toBe("1990-04");
    expect(periodOf("1990-04-05T12:30:00Z", "quarter", "iso")).toBe("1990-Q2");
    expect(periodOf("31.12.1999", "year", "day-month-year")).toBe("1999");
    expect(periodOf("12/31/1999", "decade", "month-day-year")).toBe("1990s");
    for (const text of ["1990-13-01", "31.12.1999", "", "1990-04-05 and more", "19900405"])
      expect(periodOf(text, "year", "iso")).toBeUndefined();
  });

  it("keeps beginnings by character", () => {
    expect(beginningOf("90210", 3, "*")).toBe("902**");
    expect(beginningOf("😀😁", 1, "*")).toBe("😀*");
    expect(beginningOf("9", 3, "*")).toBe("9");
  });

  it("reads taxonomies and names the line that is wrong", () => {
    expect(masked({ mask: "taxonomy", file: "jobs.csv", level: 1 }, "nurse")).toBe("health");
    expect(masked({ mask: "taxonomy", file: "jobs.csv", level: 2 }, "baker")).toBe("work");
    expect(() => masked({ mask: "taxonomy", file: "jobs.csv", level: 1 }, "pilot")).toThrow(/not in jobs\.csv/);
    expect(masked({ mask: "taxonomy", file: "jobs.csv", level: 1, misfit: "redact" }, "pilot")).toBe("***");
    for (const [text, why] of [
      ["a\n", /line 1/],
      ["a;b\nc;d;e\n", /line 2/],
      ["a;b\na;c\n", /line 2/],
      ["", /no taxonomy/],
    ] as const)
      expect(() => readTaxonomy(text, "x.csv")).toThrow(why);
  });
});

describe("tokens", () => {
  it("are the same for the same value, domain, data set and key, and for no other", () => {
    const of = (rule: object, dataset = "d", column = "c", own = key): string =>
      change(
        columnMasks(MaskingPolicy.parse({ dataset, columns: { [column]: { mask: "token", ...rule } } }), { ...tools, key: own })(column),
        "Anna",
      );
    const token = of({});
    expect(token).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/);
    expect(of({})).toBe(token);
    expect(of({ domain: "person" })).toBe(of({ domain: "person" }, "d", "other"));
    const others = [
      of({ domain: "person" }),
      of({}, "e"),
      of({}, "d", "other"),
      of({}, "d", "c", Buffer.alloc(32, 9)),
      of({ prefix: "P" }),
    ];
    expect(new Set([token, ...others]).size).toBe(6);
    expect(tokenOf(derivedKey(key, "ab", "c"), "x")).not.toBe(tokenOf(derivedKey(key, "a", "bc"), "x"));
  });
});

describe("policies", () => {
  it("refuse columns that they do not name, unless told otherwise", () => {
    expect(() => columnMasks(policyOf({ a: "keep" }), tools)("b")).toThrow(/column b/);
    expect(columnMasks(policyOf({ a: "keep" }, { default: "drop" }), tools)("b")).toEqual({ kind: "drop" });
    expect(change(columnMasks(policyOf({}, { default: "redact" }), tools)("constructor"), "x")).toBe("***");
    expect(() => columnMasks(policyOf({}), tools)("__proto__")).toThrow(/__proto__/);
  });

  it("say what they need", () => {
    expect(needsOf(policyOf({ a: "keep", b: { mask: "range", width: 1 } }))).toEqual({ key: false, vault: false });
    expect(needsOf(policyOf({ a: { mask: "format" } }))).toEqual({ key: true, vault: false });
    expect(needsOf(policyOf({ a: { mask: "token", reversible: true } }))).toEqual({ key: true, vault: true });
    const keyless = { ...tools, key: undefined };
    expect(() => columnMasks(policyOf({ a: { mask: "token" } }), keyless)("a")).toThrow(/--key/);
    expect(() => columnMasks(policyOf({ a: { mask: "token", reversible: true } }), tools)("a")).toThrow(/vault/);
    expect(() => columnMasks(policyOf({ a: { mask: "taxonomy", file: "no.csv", level: 1 } }), tools)("a")).toThrow(/no\.csv/);
  });

  it("take back what was masked in form, and leave the rest", () => {
    const policy = policyOf({ card: { mask: "format", luhn: "keep" }, age: { mask: "range", width: 5 }, id: { mask: "token" } });
    const card = change(columnMasks(policy, tools)("card"), "4111 1111 1111 1111");
    expect(change(columnUnmasks(policy, tools)("card"), card)).toBe("4111 1111 1111 1111");
    expect(columnUnmasks(policy, tools)("age")).toEqual({ kind: "keep" });
    expect(reversibleColumns(policy)).toEqual(["card"]);
  });

  it("redact misfits where told, in form too", () => {
    expect(masked({ mask: "format", misfit: "redact" }, "12")).toBe("***");
    expect(() => masked({ mask: "format" }, "12")).toThrow(/cannot be masked in/);
    expect(masked({ mask: "range", width: 5, misfit: "redact" }, "old")).toBe("***");
    expect(masked({ mask: "text" }, "old")).toBe("OLD");
    expect(masked({ mask: "redact", with: "-" }, "old")).toBe("-");
  });
});
