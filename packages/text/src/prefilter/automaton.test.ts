import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TextError } from "../errors.ts";
import { createPrefilter } from "./automaton.ts";

function naive(keywords: readonly string[], text: string): string[] {
  const folded = text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  const hits: string[] = [];
  keywords.forEach((keyword, index) => {
    for (let at = folded.indexOf(keyword.toLowerCase()); at >= 0; at = folded.indexOf(keyword.toLowerCase(), at + 1))
      hits.push(`${index}@${at + keyword.length}`);
  });
  return hits.sort();
}

function scanned(keywords: readonly string[], text: string): string[] {
  const hits: string[] = [];
  createPrefilter(keywords).scan(text, (keyword, end) => hits.push(`${keyword}@${end}`));
  return hits.sort();
}

describe("createPrefilter", () => {
  it("finds overlapping keywords and keywords inside keywords", () => {
    expect(scanned(["he", "she", "his", "hers"], "ushers")).toEqual(["0@4", "1@4", "3@6"]);
  });

  it("folds ASCII letters and nothing else", () => {
    expect(scanned(["key"], "KEY Key \u212Aey kéy")).toEqual(["0@3", "0@7"]);
  });

  it("reports hits in order of their end", () => {
    const ends: number[] = [];
    createPrefilter(["a", "ab", "b"]).scan("abab", (_, end) => ends.push(end));
    expect(ends).toEqual([...ends].sort((a, b) => a - b));
  });

  it("agrees with indexOf on every text", () => {
    const keyword = fc.string({ unit: fc.constantFrom("a", "B", "-", "k"), minLength: 1, maxLength: 4 });
    const text = fc.string({ unit: fc.constantFrom("a", "A", "b", "K", "-", "é", "\u{1F600}"), maxLength: 60 });
    fc.assert(
      fc.property(fc.array(keyword, { minLength: 1, maxLength: 8 }), text, (keywords, content) => {
        expect(scanned(keywords, content)).toEqual(naive(keywords, content));
      }),
    );
  });

  it("refuses keywords it cannot fold", () => {
    expect(() => createPrefilter([""])).toThrow(TextError);
    expect(() => createPrefilter(["clé"])).toThrow(/ASCII/);
  });

  it("accepts an empty keyword list and an empty text", () => {
    expect(scanned([], "abc")).toEqual([]);
    expect(scanned(["a"], "")).toEqual([]);
  });
});
