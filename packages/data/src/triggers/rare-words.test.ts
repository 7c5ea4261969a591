import { describe, expect, it } from "vitest";
import type { Item } from "./evidence.ts";
import { LETTERS, type Likeness, rareWordItems, spellings } from "./rare-words.ts";

/** Items of words that stand in one row each, but for those that are given rows. */
function items(words: readonly string[], likeness: Likeness, rows: Readonly<Record<string, readonly number[]>> = {}): readonly Item[] {
  const rowsOf = words.map((word, index) => rows[word] ?? [index]);
  return rareWordItems(words, rowsOf, likeness, { rows: 100, fewest: 3, most: 50, featuresOf: (word) => Int32Array.of(100 + word) });
}

describe("rareWordItems", () => {
  it("gathers misspellings around a common word, which is no misspelling of itself", () => {
    const words = ["available", "avialable", "availabble", "avalable", "other"];
    const found = items(words, spellings(words), { available: [10, 11, 12, 13, 14] });
    const item = found.find(({ where }) => where["misspelt"] === "available");
    expect([...(item?.carriers ?? [])]).toEqual([1, 2, 3]);
    expect([...(item?.features ?? [])].sort()).toEqual([101, 102, 103]);
  });

  it("gathers them around a word that nobody wrote right", () => {
    const words = ["technologgy", "technoloogy", "techhnology", "river"];
    expect(items(words, spellings(words)).map(({ where }) => where["misspelt"])).toContain("technology");
  });

  it("gathers rare words by five signs that they share, ends of words among them", () => {
    const words = ["xqzlw1", "xqzlw2", "xqzlw3", "meadow"];
    expect(items(words, LETTERS).map(({ where }) => where["letters"])).toEqual(["^xqzl", "xqzlw"]);
  });

  it("leaves out words that many rows have, short words, and fewer rows than asked for", () => {
    const words = ["xqzlw1", "xqzlw2", "xqzlw3"];
    expect(items(words, LETTERS, { xqzlw3: [2, 3, 4, 5, 6] })).toEqual([]);
    expect(items(["xq1", "xq2", "xq3"], LETTERS)).toEqual([]);
    expect(items([], spellings([]))).toEqual([]);
  });
});
