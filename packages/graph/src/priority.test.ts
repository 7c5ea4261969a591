import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { impact, likelihood, type PriorityInput, severityOf } from "./priority.ts";
import { CONFIDENCES, SCOPES, SEVERITIES, type Severity } from "./vocabulary.ts";

const LEVELS = [0, 1, 2, 3] as const;
type Level = (typeof LEVELS)[number];

/** experience.md, "Priority", as it is printed there: rows L3 to L0, columns I3 to I0. */
const PUBLISHED = `
  critical high   medium low
  high     medium low    info
  medium   low    low    info
  low      info   info   info`;

const CELLS = PUBLISHED.trim()
  .split("\n")
  .flatMap((row, down) =>
    row
      .trim()
      .split(/\s+/)
      .map((severity, across) => [3 - down, 3 - across, severity] as const),
  );

function input(exposure: Level, exploitability: Level, data: Level, blast: Level, more: Partial<PriorityInput> = {}): PriorityInput {
  return { factors: { exposure, exploitability, data, blast }, confidence: "certain", scope: "production", ...more };
}

const level = fc.constantFrom(...LEVELS);
const rank = (severity: Severity): number => SEVERITIES.indexOf(severity);

describe("the published table", () => {
  test.each(CELLS)("L%i, I%i: %s", (down, across, severity) => {
    const [l, i] = [LEVELS[down] ?? 0, LEVELS[across] ?? 0];
    expect(severityOf(input(l, 3, i, 0))).toBe(severity);
    expect(severityOf(input(3, l, 0, i))).toBe(severity);
  });

  test("likelihood is the lesser of exposure and exploitability, impact the greater of data and blast", () => {
    fc.assert(
      fc.property(level, level, level, level, (e, x, d, b) => {
        const { factors } = input(e, x, d, b);
        expect(likelihood(factors)).toBe(Math.min(e, x));
        expect(impact(factors)).toBe(Math.max(d, b));
      }),
      { seed: 1 },
    );
  });

  test("more of any factor is never less severe", () => {
    fc.assert(
      fc.property(level, level, level, level, fc.constantFrom("exposure", "exploitability", "data", "blast"), (e, x, d, b, factor) => {
        const before = input(e, x, d, b);
        const more = LEVELS[Math.min(before.factors[factor] + 1, 3)] ?? 3;
        expect(rank(severityOf({ ...before, factors: { ...before.factors, [factor]: more } }))).toBeLessThanOrEqual(
          rank(severityOf(before)),
        );
      }),
      { seed: 2 },
    );
  });
});

describe("what lowers it", () => {
  test.each([
    ["a control lowers one step", { mitigations: ["a gateway"] }, "high"],
    ["two controls two", { mitigations: ["a gateway", "a filter"] }, "medium"],
    ["many end at info", { mitigations: ["1", "2", "3", "4", "5", "6"] }, "info"],
    ["possible is at most medium", { confidence: "possible" }, "medium"],
    ["likely is not capped", { confidence: "likely" }, "critical"],
    ["hygiene is at most medium", { hygiene: true }, "medium"],
    ["tests are at most low", { scope: "test" }, "low"],
    ["docs are at most low", { scope: "docs" }, "low"],
    ["examples are at most low", { scope: "example" }, "low"],
    ["the lowest cap holds", { scope: "test", confidence: "possible", hygiene: true }, "low"],
    ["a cap does not raise", { scope: "test", mitigations: ["1", "2", "3", "4"] }, "info"],
    ["what is pinned is never lowered", { pinned: true, scope: "test", confidence: "possible", mitigations: ["1"] }, "critical"],
  ] as const)("%s", (_title, more, severity) => {
    expect(severityOf(input(3, 3, 3, 3, more))).toBe(severity);
  });

  test("nothing raises it above the table", () => {
    fc.assert(
      fc.property(
        level,
        level,
        level,
        level,
        fc.constantFrom(...CONFIDENCES),
        fc.constantFrom(...SCOPES),
        fc.array(fc.string(), { maxLength: 3 }),
        (e, x, d, b, confidence, scope, mitigations) => {
          expect(rank(severityOf(input(e, x, d, b, { confidence, scope, mitigations })))).toBeGreaterThanOrEqual(
            rank(severityOf(input(e, x, d, b))),
          );
        },
      ),
      { seed: 3 },
    );
  });
});
