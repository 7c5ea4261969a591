import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withUnits } from "../units.ts";
import { createContextIndex } from "./context.ts";
import { resolveOverlaps } from "./resolve.ts";

const one = (type: string, start: number, end: number, score: number, confirmed = false) => ({ type, start, end, score, confirmed });

describe("resolveOverlaps", () => {
  it("lets a check digit beat a form, then the score, then the length", () => {
    expect(resolveOverlaps([one("A", 0, 9, 0.6), one("B", 2, 8, 0.5, true)]).map(({ type }) => type)).toEqual(["B"]);
    expect(resolveOverlaps([one("A", 0, 9, 0.6), one("B", 2, 8, 0.7)]).map(({ type }) => type)).toEqual(["B"]);
    expect(resolveOverlaps([one("A", 0, 6, 0.6), one("B", 0, 8, 0.6)]).map(({ type }) => type)).toEqual(["B"]);
    expect(resolveOverlaps([one("B", 0, 8, 0.6), one("A", 0, 8, 0.6)]).map(({ type }) => type)).toEqual(["A"]);
  });

  it("keeps what no longer has a rival", () => {
    expect(
      resolveOverlaps([one("A", 0, 5, 0.5), one("B", 4, 9, 0.9), one("C", 8, 12, 0.5), one("D", 10, 11, 0.4)]).map(({ type }) => type),
    ).toEqual(["B", "D"]);
    expect(resolveOverlaps([])).toEqual([]);
  });

  it("is sorted and free of overlap in any order of input", () => {
    const item = fc.record({
      start: fc.nat(40),
      length: fc.integer({ min: 1, max: 9 }),
      score: fc.integer({ min: 1, max: 9 }),
      type: fc.constantFrom("A", "B", "C"),
    });
    fc.assert(
      fc.property(fc.array(item, { maxLength: 12 }), (items) => {
        const list = items.map(({ start, length, score, type }) => one(type, start, start + length, score / 10));
        const kept = resolveOverlaps(list);
        for (const [i, match] of kept.entries()) expect(match.start).toBeGreaterThanOrEqual(kept[i - 1]?.end ?? 0);
        const spans = (matches: typeof kept) => matches.map(({ start, end, type }) => [start, end, type]);
        expect(spans(resolveOverlaps([...list].reverse()))).toEqual(spans(kept));
      }),
    );
  });
});

describe("createContextIndex", () => {
  const index = createContextIndex([["tax file", "tfn"], ["téléphone"], ["身份证"], ["driver's license"]]);
  const near = (text: string, from = 0, to = text.length): number[] => {
    const rules = new Set<number>();
    withUnits(text, (units) => index.read(units, text.length).near(from, to, (rule) => rules.add(rule)));
    return [...rules].sort();
  };

  it.each([
    ["my Tax File number", [0]],
    ["tax-file", [0]],
    ["TFNs", [0]],
    ["Téléphone :", [1]],
    ["我的身份证号", [2]],
    ["driver's license no", [3]],
    ["taxfile, syntax file", []],
    ["tax filer", []],
    ["", []],
  ])("%j speaks for %j", (text, rules) => {
    expect(near(text)).toEqual(rules);
  });

  it("takes no word that the window cuts", () => {
    expect(near("xtfn", 1, 4)).toEqual([]);
    expect(near("tfnx", 0, 3)).toEqual([]);
    expect(near("tax file", 0, 6)).toEqual([]);
  });

  it("finds words once, however many windows ask for them", () => {
    const text = `tfn ${"x ".repeat(60)} téléphone ${"y ".repeat(200)} tax file`;
    withUnits(text, (units) => {
      const reader = index.read(units, text.length);
      const asked = (from: number, to: number): number[] => {
        const rules = new Set<number>();
        reader.near(from, to, (rule) => rules.add(rule));
        return [...rules].sort();
      };
      expect(asked(0, 10)).toEqual([0]);
      expect(asked(0, 140)).toEqual([0, 1]);
      expect(asked(100, 140)).toEqual([1]);
      expect(asked(90, 120)).toEqual([]);
      expect(asked(text.length - 9, text.length)).toEqual([0]);
    });
  });
});
