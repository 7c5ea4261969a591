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

describe("a text read at four places at once", () => {
  const keywords = ["he", "she", "hers", "secret_key", "a".repeat(40), "ss"];
  const naive = (text: string): string[] => {
    const found: string[] = [];
    for (let end = 1; end <= text.length; end++)
      for (const [k, word] of keywords.entries()) if (text.slice(0, end).toLowerCase().endsWith(word)) found.push(`${k}@${end}`);
    return found.sort();
  };
  const scanned = (text: string): string[] => {
    const found: string[] = [];
    let last = 0;
    createPrefilter(keywords).scan(text, (keyword, end) => {
      expect(end).toBeGreaterThanOrEqual(last);
      last = end;
      found.push(`${keyword}@${end}`);
    });
    return found.sort();
  };

  it.each([255, 256, 257, 767, 768, 769, 1003, 3001])("finds what a search word by word finds, at %i code units", (length) => {
    const pieces = ["he", "rs", "sh", "e", "a".repeat(39), "aa", "secret_", "KEY", " ", "s"];
    let seed = length;
    let text = "";
    while (text.length < length) {
      seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
      text += pieces[(seed >> 8) % pieces.length] ?? "";
    }
    const cut = text.slice(0, length);
    expect(scanned(cut)).toEqual(naive(cut));
  });

  it("takes a scan that begins while it tells what it found", () => {
    const prefilter = createPrefilter(["ab"]);
    const text = "ab ".repeat(1000);
    let outer = 0;
    let inner = 0;
    prefilter.scan(text, () => {
      outer++;
      if (outer % 100 === 1)
        prefilter.scan(text, () => {
          inner++;
        });
    });
    expect([outer, inner]).toEqual([1000, 10_000]);
  });
});
