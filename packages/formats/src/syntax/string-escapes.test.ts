import { describe, expect, it } from "vitest";
import { decodeEscapes, dedent } from "./string-escapes.ts";

describe("decodeEscapes", () => {
  it.each([
    ["plain", "plain"],
    ['a\\n\\t\\\\\\"', 'a\n\t\\"'],
    ["\\x41\\u0042\\U00000043\\u{44}", "ABCD"],
    ["\\101\\0", "A\u0000"],
    ["\\u{1F600}\\u{110000}", "😀\ufffd"],
    ["\\q", "q"],
    ["end\\", "end\\"],
    ["a\\\n   b", "a   b"],
  ])("%j is %j", (text, value) => {
    expect(decodeEscapes(text)).toBe(value);
  });

  it("knows what a language adds", () => {
    expect(decodeEscapes("\\s\\e", { letters: { s: " ", e: "\u001b" } })).toBe(" \u001b");
    expect(decodeEscapes("a\\\n   \n  b", { continuation: "blanks" })).toBe("ab");
  });
});

describe("dedent", () => {
  it.each([
    ["  a\n    b\n", "a\n  b\n"],
    ["  a\n\n  b", "a\n\nb"],
    ["a\n  b", "a\n  b"],
    [" \n", " \n"],
  ])("%j is %j", (text, value) => {
    expect(dedent(text)).toBe(value);
  });
});
