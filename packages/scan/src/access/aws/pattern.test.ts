import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fits, isEverything, overlap } from "./pattern.ts";

/** Two of them have their shortest common text within the eight letters that are tried. */
const pattern = fc.array(fc.constantFrom("a", "b", "*", "?"), { maxLength: 4 }).map((parts) => parts.join(""));
const text = fc.array(fc.constantFrom("a", "b"), { maxLength: 7 }).map((parts) => parts.join(""));

/** The slow way: as a regular expression. */
function slow(written: string, value: string): boolean {
  return new RegExp(`^${written.replaceAll("*", ".*").replaceAll("?", ".")}$`).test(value);
}

/** Every text over two letters up to a length. */
function texts(length: number): readonly string[] {
  return length === 0
    ? [""]
    : [
        ...texts(length - 1),
        ...texts(length - 1)
          .filter((each) => each.length === length - 1)
          .flatMap((each) => [`${each}a`, `${each}b`]),
      ];
}

const ALL = texts(8);

describe("IAM patterns", () => {
  it("fit what the same regular expression fits", () => {
    fc.assert(
      fc.property(pattern, text, (written, value) => {
        expect(fits(written, value)).toBe(slow(written, value));
      }),
    );
  });

  it("overlap where some text fits both", () => {
    fc.assert(
      fc.property(pattern, pattern, (first, second) => {
        const common = ALL.some((value) => fits(first, value) && fits(second, value));
        expect(overlap(first, second)).toBe(common);
        expect(overlap(second, first)).toBe(common);
      }),
      { numRuns: 300 },
    );
  });

  it("take no quadratic time on stars", () => {
    expect(fits(`${"*a".repeat(2000)}b`, "a".repeat(5000))).toBe(false);
    expect(overlap("*".repeat(100_000), "*".repeat(100_000))).toBe(true);
  });

  it.each([
    ["*", true],
    ["**", true],
    ["", false],
    ["s3:*", false],
  ])("%s stands for everything: %s", (written, everything) => expect(isEverything(written)).toBe(everything));
});
