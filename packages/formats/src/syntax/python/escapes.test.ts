import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unescaped } from "./escapes.ts";

const PLAIN = { raw: false, formatted: false, bytes: false };

describe("Python escapes", () => {
  it.each([
    ["a\\nb\\tc", "a\nb\tc"],
    ["\\x41\\101\\0", "AA\u0000"],
    ["\\u00e9\\U0001F600", "é😀"],
    ["\\U00110000", "\\U00110000"],
    ["\\N{BULLET}\\q\\x4", "\\N{BULLET}\\q\\x4"],
    ["a\\\nb\\\r\nc", "abc"],
    ["\\\\n", "\\n"],
    ["\\", "\\"],
  ])("%j is %j", (text, expected) => {
    expect(unescaped(text, PLAIN)).toBe(expected);
  });

  it("leaves raw text alone, doubled braces only in f-strings, and \\u in bytes", () => {
    expect(unescaped("\\n{{", { ...PLAIN, raw: true })).toBe("\\n{{");
    expect(unescaped("{{\\n}}", { ...PLAIN, formatted: true })).toBe("{\n}");
    expect(unescaped("\\n{{", { ...PLAIN, raw: true, formatted: true })).toBe("\\n{");
    expect(unescaped("\\u0041\\x41", { ...PLAIN, bytes: true })).toBe("\\u0041A");
  });

  it("never throws and never grows the text", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("\\", "x", "u", "U", "0", "41", "N{", "}", "\n", "é", "{{"), { maxLength: 30 }), (parts) => {
        const text = parts.join("");
        expect(unescaped(text, PLAIN).length).toBeLessThanOrEqual(text.length);
      }),
      { seed: 1 },
    );
  });
});
