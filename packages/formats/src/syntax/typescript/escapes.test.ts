import { describe, expect, it } from "vitest";
import { unescaped } from "./escapes.ts";
import { characterReference } from "./strings.ts";

describe("JavaScript escapes", () => {
  it.each([
    ["\\n", "\n"],
    ["\\x41", "A"],
    ["\\u0041", "A"],
    ["\\u{1F600}", "😀"],
    ["\\u{110000}", "\\u{110000}"],
    ["\\0", "\u0000"],
    ["\\\n", ""],
    ["\\\r\n", ""],
    ["\\`", "`"],
    ["\\$", "$"],
  ])("%j is %j", (sequence, expected) => {
    expect(unescaped(sequence)).toBe(expected);
  });
});

describe("character references", () => {
  it.each([
    ["&amp;", "&"],
    ["&#65;", "A"],
    ["&#x1F600;", "😀"],
    ["&#x110000;", "&#x110000;"],
    ["&unheard;", "&unheard;"],
    ["&constructor;", "&constructor;"],
  ])("%s is %s", (reference, expected) => {
    expect(characterReference(reference)).toBe(expected);
  });
});
