import { describe, expect, it } from "vitest";
import { Random } from "../statistics/random.ts";
import type { StringColumn } from "../table/table.ts";
import { changedCopies } from "./changed-copies.ts";

const column = (texts: readonly string[]): StringColumn => ({
  kind: "string",
  name: "text",
  codes: Int32Array.from(texts.keys()),
  dictionary: texts,
});
const word = (random: Random): string => `w${random.below(3000)}`;
const text = (random: Random, words: number): string => Array.from({ length: words }, () => word(random)).join(" ");

/** A text with a share of its words replaced. */
const changed = (original: string, share: number, random: Random): string =>
  original
    .split(" ")
    .map((each) => (random.unit() < share ? word(random) : each))
    .join(" ");

describe("changedCopies", () => {
  it.each([
    [0.05, 25],
    [0.15, 24],
    // A quarter replaced leaves 0.6 of the words in common on average: some copies fall under a half.
    [0.25, 20],
  ])("gathers copies of which a share of %f was replaced, with their original", (share, fewest) => {
    const random = new Random(1);
    const honest = Array.from({ length: 300 }, () => text(random, 30));
    const copies = Array.from({ length: 25 }, () => changed(honest[7] ?? "", share, random));
    const [first, ...others] = changedCopies(325, [column([...honest, ...copies])]);
    const found = [...(first ?? [])].filter((row) => row >= 300).length;
    expect(found).toBeGreaterThanOrEqual(fewest);
    expect([...(first ?? [])].every((row) => row === 7 || row >= 300)).toBe(true);
    expect(others).toEqual([]);
  });

  it("does not join a chain whose ends have nothing in common", () => {
    const random = new Random(2);
    const chain = [text(random, 30)];
    for (let link = 0; link < 30; link++) chain.push(changed(chain.at(-1) ?? "", 0.15, random));
    expect(Math.max(...changedCopies(chain.length, [column(chain)]).map(({ length }) => length))).toBeLessThan(12);
  });

  it("puts no row in two groups, and leaves short and missing texts alone", () => {
    const random = new Random(3);
    const texts = Array.from({ length: 40 }, (_, row) =>
      row % 2 === 0 ? "ok see you later" : changed("a b c d e f g h i j k l", 0.2, random),
    );
    const codes = Int32Array.from(texts.keys()).map((code) => (code === 5 ? -1 : code));
    const groups = changedCopies(40, [{ kind: "string", name: "text", codes, dictionary: texts }]);
    const rows = groups.flatMap((group) => [...group]);
    expect(new Set(rows).size).toBe(rows.length);
    expect(rows.every((row) => row % 2 === 1 && row !== 5)).toBe(true);
    expect(changedCopies(0, [])).toEqual([]);
  });
});
