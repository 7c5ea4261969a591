import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SourceText } from "./source-text.ts";

describe("lines of a source text", () => {
  it("are those that counting gives, in whatever order they are asked for", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("a", "\n", "\r\n", "é"), { maxLength: 40 }),
        fc.array(fc.nat(60), { maxLength: 20 }),
        (parts, offsets) => {
          const text = parts.join("");
          const source = new SourceText(text);
          for (const offset of offsets.map((any) => Math.min(any, text.length)))
            expect(source.lineAt(offset)).toBe(text.slice(0, offset).split("\n").length);
        },
      ),
      { seed: 5 },
    );
  });

  it("carry the cell and the lines above", () => {
    expect(new SourceText("a\nb", { cell: 4, lineOffset: 10 }).span(0, 3)).toEqual({ line: 11, endLine: 12, cell: 4 });
    expect(new SourceText("a\n").span(0, 2)).toEqual({ line: 1, endLine: 1 });
  });
});
