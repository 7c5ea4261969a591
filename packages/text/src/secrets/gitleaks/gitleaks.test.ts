import { describe, expect, it } from "vitest";
import { TextError } from "../../errors.ts";
import { compileGitleaksRules } from "./compile.ts";
import { findWithGitleaks, type GitleaksOptions } from "./find.ts";

type Config = Readonly<Record<string, unknown>>;
const rule = { id: "acme", regex: "acme_(?:live|test)_([a-z0-9]{8,})", keywords: ["acme_"] };

function found(text: string, config: Config | readonly Config[], options: GitleaksOptions = {}): string[] {
  const compiled = compileGitleaksRules(Array.isArray(config) ? config : [config]);
  return findWithGitleaks(text, compiled, options).map(({ start, end }) => text.slice(start, end));
}

describe("a configuration of gitleaks", () => {
  it("reports the first group that holds something, every time", () => {
    expect(found("acme_live_abcdefgh acme_test_12345678", { rules: [rule] })).toEqual(["abcdefgh", "12345678"]);
    expect(found("acme_abc", { rules: [{ id: "a", regex: "acme_(x)?(a[a-z]+)", keywords: ["acme"] }] })).toEqual(["abc"]);
    expect(found("acme_abc", { rules: [{ id: "a", regex: "acme_[a-z]+" }] })).toEqual(["acme_abc"]);
  });

  it("takes the stated group", () => {
    expect(found("k1=v1", { rules: [{ id: "a", regex: "(k\\d)=(v\\d)", secretGroup: 2 }] })).toEqual(["v1"]);
    expect(() => compileGitleaksRules([{ rules: [{ id: "a", regex: "(x)", secretGroup: 2 }] }])).toThrow(/group 2/);
  });

  it("runs a rule only where one of its keywords stands, in either case", () => {
    const guarded = { rules: [{ id: "a", regex: "[0-9]{6}", keywords: ["Acme"] }] };
    expect(found("number 123456", guarded)).toEqual([]);
    expect(found("ACME number 123456", guarded)).toEqual(["123456"]);
    expect(found("clé 123456", { rules: [{ id: "a", regex: "[0-9]{6}", keywords: ["clé"] }] })).toEqual(["123456"]);
  });

  it("wants more entropy than stated, not as much", () => {
    const low = { rules: [{ ...rule, entropy: 3 }] };
    expect(found("acme_live_abababab", low)).toEqual([]);
    expect(found("acme_live_abcdefgh", low)).toEqual([]);
    expect(found("acme_live_abcdefghi", low)).toEqual(["abcdefghi"]);
  });

  it.each([
    ["a secret", { regexes: ["^abc"] }],
    ["a match", { regexes: ["^acme_live"], regexTarget: "match" }],
    ["a line", { regexes: ["# fine$"], regexTarget: "line" }],
    ["a stopword in any case", { stopwords: ["CDEF"] }],
    ["a path", { paths: ["_test\\.txt$"] }],
  ])("lets %s pass", (_, allowlist) => {
    const text = "acme_live_abcdefgh # fine\nacme_test_zzzzzzzz";
    const options = { path: "unit_test.txt" };
    for (const config of [
      { rules: [{ ...rule, allowlist }] },
      { rules: [{ ...rule, allowlists: [allowlist] }] },
      { rules: [rule], allowlist },
      { rules: [rule], allowlists: [{ ...allowlist, targetRules: ["acme"] }] },
    ])
      expect(found(text, config, options)).not.toContain("abcdefgh");
    expect(found(text, { rules: [rule], allowlists: [{ ...allowlist, targetRules: ["other"] }] }, options)).toContain("abcdefgh");
  });

  it("wants all conditions of an allow-list with AND, and knows paths only where there is one", () => {
    const both = { condition: "AND", stopwords: ["abc"], paths: ["\\.md$"] };
    const config = { rules: [{ ...rule, allowlists: [both] }] };
    expect(found("acme_live_abcdefgh", config, { path: "a.md" })).toEqual([]);
    expect(found("acme_live_abcdefgh", config, { path: "a.py" })).toEqual(["abcdefgh"]);
    expect(found("acme_live_abcdefgh", config)).toEqual(["abcdefgh"]);
    expect(found("acme_live_abcdefgh", { rules: [{ ...rule, path: "\\.env$" }] }, { path: "x.md" })).toEqual([]);
    expect(found("acme_live_abcdefgh", { rules: [{ ...rule, path: "\\.env$" }] }, { path: ".env" })).toEqual(["abcdefgh"]);
  });

  it("honours gitleaks:allow on the line", () => {
    expect(found("acme_live_abcdefgh # gitleaks:allow\nacme_live_ijklmnop", { rules: [rule] })).toEqual(["ijklmnop"]);
  });

  it("extends: the later one wins by id, adds keywords, and disables", () => {
    const base = { rules: [rule, { id: "other", regex: "zz[0-9]{4}" }] };
    expect(
      found("beta_live_abcdefgh zz1234", [base, { rules: [{ id: "acme", regex: "beta_live_([a-z]+)", keywords: ["beta"] }] }]),
    ).toEqual(["abcdefgh", "zz1234"]);
    expect(found("acme_live_abcdefgh zz1234", [base, { extend: { disabledRules: ["other"] } }])).toEqual(["abcdefgh"]);
    expect(found("acme_live_abababab", [base, { rules: [{ id: "acme", entropy: 3 }] }])).toEqual([]);
  });

  it("says what it leaves out", () => {
    const { leftOut, rules } = compileGitleaksRules([
      {
        rules: [
          { id: "p12", path: "\\.p12$" },
          { id: "pair", regex: "a", required: [{ id: "b" }] },
          { ...rule, allowlist: { commits: ["abc"] } },
        ],
      },
    ]);
    expect(rules.map(({ id }) => id)).toEqual(["acme"]);
    expect(leftOut.join("\n")).toMatch(/p12 judges paths[^]*"required"|"required"[^]*p12 judges paths/);
    expect(leftOut.join("\n")).toMatch(/commits/);
  });

  it.each([
    [{ rules: [{ id: "a", regex: "(?=x)" }] }],
    [{ rules: [{ id: "a", regex: "(a)\\1" }] }],
    [{ rules: [{ regex: "x" }] }],
    [{ rules: 3 }],
    ["text"],
    [null],
  ])("refuses %j", (config) => {
    expect(() => compileGitleaksRules([config])).toThrow(TextError);
  });

  it("finds across the pieces of a long text, each place once, and ends on patterns that explode elsewhere", () => {
    const filler = "x".repeat(250 * 1024);
    expect(found(`${filler} acme_live_abcdefgh ${filler} acme_live_ijklmnop`, { rules: [rule] })).toEqual(["abcdefgh", "ijklmnop"]);
    expect(found(`acme ${"a".repeat(20_000)}`, { rules: [{ id: "a", regex: "(a|aa)+$!", keywords: ["acme"] }] })).toEqual([]);
  });
});
