import { brotliCompressSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findNames } from "./find.ts";
import { builtInNameModel, decodeModel } from "./model.ts";

const found = (text: string): string[] => findNames(text).map(({ type, start, end }) => `${type} ${text.slice(start, end)}`);

describe("findNames", () => {
  it.each([
    ["Please forward it to Margaret Thornbury before noon.", "PERSON Margaret Thornbury"],
    ["Dear Mr. Kowalczyk,\n\nthank you for your letter.", "PERSON Kowalczyk"],
    ["hi priya its tom, call me back", "PERSON priya"],
    ["Herr Jürgen Schneider wohnt in Hamburg.", "PERSON Jürgen Schneider"],
    ["Je m'appelle Camille Lefèvre et j'habite à Lyon.", "PERSON Camille Lefèvre"],
    ["Меня зовут Наталья Соколова, я живу в городе Казань.", "PERSON Наталья Соколова"],
    ["She moved from Toronto to Lisbon last year.", "LOCATION Lisbon"],
    ["Deliver the parcel to 42 Birchwood Avenue, Leeds.", "ADDRESS 42 Birchwood Avenue"],
  ])("%j", (text, expected) => {
    expect(found(text)).toContain(expected);
  });

  it.each([
    "The new system went live on Monday and nobody complained.",
    "Please review the attached report before the meeting.",
    "const total = items.reduce((sum, item) => sum + item.price, 0);",
    "",
    " \n\n ",
    "12345 67890",
  ])("no person in %j", (text) => {
    expect(findNames(text, { types: ["PERSON"] })).toEqual([]);
  });

  it("leaves stretches alone that are known to be something else", () => {
    const text = "Ask Margaret Thornbury about it.";
    const [first] = findNames(text);
    expect(findNames(text, { taken: [{ start: first!.start + 2, end: first!.start + 4 }] })).toEqual([]);
    expect(findNames(text, { taken: [{ start: 0, end: 2 }] })).toHaveLength(1);
  });

  it("is sorted, free of overlap, inside the text and the same each time", () => {
    const piece = fc.constantFrom(
      "Anna",
      " ",
      "Smith",
      "\n",
      "of",
      "London",
      ",",
      "7",
      "a@b.io",
      "李",
      "\u{1F600}",
      "Street",
      "’s",
      "-",
      "MR.",
      "x".repeat(70),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join("");
        const matches = findNames(text, { minimumScore: 0 });
        expect(findNames(text, { minimumScore: 0 })).toEqual(matches);
        matches.forEach((match, i) => {
          expect(match.start).toBeGreaterThanOrEqual(matches[i - 1]?.end ?? 0);
          expect(match.end).toBeGreaterThan(match.start);
          expect(match.end).toBeLessThanOrEqual(text.length);
          expect(match.score).toBeLessThanOrEqual(0.95);
        });
      }),
      { numRuns: 60 },
    );
  });

  it("ends on long hostile text", () => {
    for (const piece of ["Anna ", "A.", "’s", "\n", "a_", "Æ-"]) expect(findNames(piece.repeat(20_000)).length).toBeLessThan(120_000);
  });
});

describe("decodeModel", () => {
  it("refuses weights of another size", () => {
    expect(() =>
      decodeModel({
        scale: 1,
        pairs: [],
        vocabulary: "",
        gazetteer: "",
        weights: brotliCompressSync(new Uint8Array(3)).toString("base64"),
      }),
    ).toThrow(/train it with this version/);
  });

  it("holds lists and words", () => {
    const { gazetteer, vocabulary } = builtInNameModel();
    expect(gazetteer.size).toBeGreaterThan(100_000);
    expect(vocabulary.get("dear")).toBeGreaterThan(0);
  });
});
