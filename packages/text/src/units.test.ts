import { describe, expect, it } from "vitest";
import { withUnits } from "./units.ts";

const read = (text: string): string => withUnits(text, (units) => String.fromCharCode(...units.subarray(0, text.length)));

describe("withUnits", () => {
  it.each(["", "abc", "é\ud83d\ude00\u0000\uffff", "\ud800 alone"])("gives the code units of %j", (text) => {
    expect(read(text)).toBe(text);
  });

  it("lends an array of its own to a use within a use", () => {
    withUnits("outer", (outer) => {
      withUnits("INNER!", (inner) => {
        expect(inner[0]).toBe(73);
        expect(outer[0]).toBe(111);
      });
      expect(String.fromCharCode(...outer.subarray(0, 5))).toBe("outer");
    });
  });

  it("is free again after a use that throws, and takes long texts", () => {
    expect(() =>
      withUnits("a", () => {
        throw new Error("no");
      }),
    ).toThrow("no");
    expect(read("b")).toBe("b");
    expect(withUnits("c".repeat(3_000_000), (units) => units[2_999_999])).toBe(99);
  });
});
