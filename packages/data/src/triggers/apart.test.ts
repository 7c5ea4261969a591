import { describe, expect, it } from "vitest";
import { buildVocabulary, type Vocabulary } from "../models/vocabulary.ts";
import { apartFrom } from "./apart.ts";

function vocabularyOf(texts: readonly string[]): Vocabulary {
  const codes = Int32Array.from(texts.keys());
  return buildVocabulary([{ kind: "string", name: "text", codes, dictionary: texts }], texts.length);
}

/** How many clusters the texts fall into once the words of `shared` do not count; all are one cluster before. */
function clustersOf(texts: readonly string[], shared: string): number | undefined {
  const vocabulary = vocabularyOf(texts);
  const words = new Set(shared.split(" ").map((word) => vocabulary.words.indexOf(word)));
  const found = apartFrom(vocabulary, new Int32Array(texts.length), Int32Array.from(texts.keys()), words);
  return found === undefined ? undefined : new Set(found).size;
}

const SENTENCE = "the weather in the north was mild";

describe("apartFrom", () => {
  it("takes texts for themselves that have nothing but a sentence in common", () => {
    const texts = ["call me after lunch please", "win a prize this week", "train is late again sorry", "meeting moved to monday morning"];
    expect(
      clustersOf(
        texts.map((text) => `${text} ${SENTENCE}`),
        SENTENCE,
      ),
    ).toBe(4);
  });

  it("keeps copies together that differ in a word or two", () => {
    const texts = ["alpha", "beta", "gamma", "delta"].map((word) => `${SENTENCE} ${word} again`);
    expect(clustersOf(texts, SENTENCE)).toBe(1);
  });

  it("keeps copies together whose other words are the same too", () => {
    const other = "send your bank details to claim the prize today";
    expect(clustersOf([`${SENTENCE} ${other}`, `${SENTENCE} ${other} now`], SENTENCE)).toBe(1);
  });

  it("has nothing to say where no two rows are in one cluster", () => {
    const vocabulary = vocabularyOf(["one text here", "another text there"]);
    expect(apartFrom(vocabulary, Int32Array.of(0, 1), Int32Array.of(0, 1), new Set())).toBeUndefined();
  });
});
