import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { prepareLanguages, readSourceSync } from "./read-source.ts";
import { outline } from "./testing/outline.ts";
import { SAMPLE_LANGUAGES, SAMPLES } from "./testing/samples.ts";
import { spansOf } from "./testing/walk.ts";

beforeAll(() => prepareLanguages(SAMPLE_LANGUAGES));

/** Cuts, doubles and swaps pieces of a sample. */
function mutated(sample: string): fc.Arbitrary<string> {
  const at = fc.nat(sample.length);
  const edit = fc.tuple(
    fc.constantFrom("cut", "double", "insert"),
    at,
    fc.nat(40),
    fc.constantFrom("(", "{", "}", ")", '"', "'", "`", "#", "\n", "<", "[", "é", "😀", "\u0000", "/*", "=>", "<<~A"),
  );
  return fc.array(edit, { minLength: 1, maxLength: 5 }).map((edits) =>
    edits.reduce((text, [kind, start, length, piece]) => {
      const from = Math.min(start, text.length);
      const part = text.slice(from, from + length);
      if (kind === "cut") return text.slice(0, from) + text.slice(from + length);
      return text.slice(0, from) + (kind === "double" ? part : piece) + text.slice(from);
    }, sample),
  );
}

describe.each(SAMPLE_LANGUAGES)("%s from anywhere", (language) => {
  const sample = SAMPLES[language];

  it("reads its sample without an error, and the same each time", () => {
    const module = readSourceSync(language, sample);
    expect(module.errors).toEqual([]);
    expect(outline(readSourceSync(language, sample))).toBe(outline(module));
  });

  it("never throws on mutated source, and every span lies in the file", () => {
    fc.assert(
      fc.property(mutated(sample), (text) => {
        const lines = text.split("\n").length;
        const bad = spansOf(readSourceSync(language, text)).filter(({ line, endLine }) => line < 1 || endLine < line || endLine > lines);
        expect(bad).toEqual([]);
      }),
      { numRuns: 150, seed: 11 },
    );
  });

  it("loses no call when a line is put behind it that is broken", () => {
    const { body, imports } = readSourceSync(language, `${sample}\n)]} @@ ((\n`);
    const whole = outline({ language, imports, body, errors: [] });
    for (const call of ["ENV", "env", "Env"].filter((name) => sample.includes(name))) expect(whole).toContain(call);
  });

  it.each([
    ["100,000 open brackets", "(".repeat(100_000)],
    ["calls in calls", `${"f(".repeat(20_000)}1${")".repeat(20_000)}`],
    ["a long sum", `x = ${"a + ".repeat(20_000)}b`],
    ["a long chain", `a${".b(c)".repeat(20_000)}`],
    ["blocks in blocks", `${"{ ".repeat(20_000)}${"}".repeat(20_000)}`],
    ["macros in macros", `${"vec![".repeat(5_000)}1${"]".repeat(5_000)};`],
    ["types in types", `let a: ${"A<".repeat(5_000)}B${">".repeat(5_000)} = 1;`],
  ])("survives %s", (_name, text) => {
    expect(readSourceSync(language, text).errors.length).toBeGreaterThan(0);
  });

  it("reads nothing from nothing", () => {
    expect(readSourceSync(language, "")).toMatchObject({ imports: [], body: [], errors: [] });
  });
});
