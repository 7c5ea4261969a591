import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeGazetteer, encodeGazetteer } from "./gazetteer.ts";
import { keyOf, listBits, shapeOf, shapes } from "./word.ts";

describe("gazetteer", () => {
  it("gives back the lists of every word", () => {
    const word = fc.string({ unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyzéøł"), minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(fc.dictionary(word, fc.integer({ min: 1, max: 127 }), { maxKeys: 60 }), (lists) => {
        const decoded = decodeGazetteer(encodeGazetteer(new Map(Object.entries(lists))));
        // Two words may share a hash; then both have the lists of both.
        for (const [key, bits] of Object.entries(lists)) expect(decoded.flagsOf(key) & bits).toBe(bits);
      }),
    );
  });

  it("reads capitals, typographic apostrophes and the parts of double names", () => {
    const { flagsOf } = decodeGazetteer(
      encodeGazetteer(
        new Map([
          ["anne", listBits.given],
          ["marie", listBits.given],
          ["o'neil", listBits.family],
          ["well", listBits.common],
        ]),
      ),
    );
    expect(flagsOf("ANNE")).toBe(listBits.given);
    expect(flagsOf("O’Neil")).toBe(listBits.family);
    expect(flagsOf("Anne-Marie")).toBe(listBits.given);
    expect(flagsOf("well-xqzkv")).toBe(0);
  });

  it("knows nothing in an empty or cut list", () => {
    expect(decodeGazetteer(new Uint8Array()).size).toBe(0);
    expect(decodeGazetteer(new Uint8Array([0])).flagsOf("anne")).toBe(0);
    expect(() => decodeGazetteer(new Uint8Array([3, 255]))).not.toThrow();
  });
});

describe("shapeOf", () => {
  it.each([
    ["anna", "lower"],
    ["Anna", "capital"],
    ["Anne-Marie", "capital"],
    ["ANNA", "upper"],
    ["J", "initial"],
    ["McDonald", "mixed"],
    ["iPhone", "innerCapital"],
    ["李", "uncased"],
    ["12", "digits2"],
    ["12345678", "digitsMany"],
    ["12B", "alphanumeric"],
    ["a@b.c", "technical"],
    ["https://x.io", "technical"],
    ["’s", "possessive"],
    ["\n", "lineEnd"],
  ] as const)("%j is %s", (word, shape) => {
    expect(shapeOf(word)).toBe(shapes[shape]);
  });

  it("tells common marks apart", () => {
    expect(new Set([...".,:;-/#"].map(shapeOf)).size).toBe(7);
    expect(shapeOf("§")).toBe(shapes.mark);
  });

  it("keys are in one normal form", () => {
    expect(keyOf("Zoe\u0308")).toBe("zoë");
  });
});
