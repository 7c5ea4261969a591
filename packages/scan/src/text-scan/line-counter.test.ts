import { describe, expect, it } from "vitest";
import { LineCounter } from "./line-counter.ts";

describe("LineCounter", () => {
  it("gives lines and columns from one", () => {
    const lines = new LineCounter("ab\n\ncd");
    expect([0, 2, 3, 4, 5].map((at) => lines.at(at))).toEqual([1, 1, 2, 3, 3]);
    expect([0, 2, 4, 5].map((at) => lines.column(at))).toEqual([1, 3, 1, 2]);
  });

  it("takes offsets outside of the text and an empty text", () => {
    expect(new LineCounter("").at(0)).toBe(1);
    expect(new LineCounter("a\nb").at(99)).toBe(2);
  });
});
