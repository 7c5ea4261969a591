import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { VOCABULARY } from "./testing/small-encoder.ts";
import { WordPieceTokenizer } from "./word-piece.ts";

const tokenizer = new WordPieceTokenizer(VOCABULARY, { lowerCase: true });
const pieces = (text: string, limit = 64): readonly (string | undefined)[] =>
  [...tokenizer.encode(text, limit)].map((number) => VOCABULARY[number]);

describe("WordPieceTokenizer", () => {
  it.each<[string, string, readonly string[]]>([
    ["the longest pieces first", "Playings THE", ["play", "##ing", "##s", "the"]],
    ["signs by themselves", "game!the", ["game", "!", "the"]],
    ["a word without pieces as unknown", "gamble the", ["[UNK]", "the"]],
    ["a part without a piece as a whole unknown word", "playful", ["[UNK]"]],
    ["Chinese letters by themselves", "the日game", ["the", "日", "game"]],
    ["letters without their accents", "gáme", ["game"]],
    ["text without what nobody sees", "ga\u200bme\u0000", ["game"]],
    ["special tokens as text", "[SEP]", ["[UNK]", "[UNK]", "[UNK]"]],
    ["a word of more than a hundred letters as unknown", "undo".repeat(30), ["[UNK]"]],
    ["nothing", " \n\t", []],
  ])("reads %s", (_, text, expected) => {
    expect(pieces(text)).toEqual(["[CLS]", ...expected, "[SEP]"]);
  });

  it("keeps the limit and its ends whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), fc.integer({ min: 3, max: 20 }), (text, limit) => {
        const numbers = tokenizer.encode(text, limit);
        expect(numbers.length).toBeLessThanOrEqual(limit);
        expect([numbers[0], numbers.at(-1)]).toEqual([2, 3]);
      }),
    );
  });

  it("refuses a vocabulary without its marks", () => {
    expect(() => new WordPieceTokenizer(["a"], { lowerCase: true })).toThrow(/\[UNK\]/);
  });
});
