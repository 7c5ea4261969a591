import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tokenize, tokensFor } from "./tokens.ts";

function words(text: string): string[] {
  const tokens = tokenize(text, 0, text.length, tokensFor(text.length));
  return Array.from({ length: tokens.count }, (_, i) => text.slice(tokens.starts[i], tokens.ends[i]));
}

describe("tokenize", () => {
  it.each([
    ["Anne-Marie O'Neil's car", ["Anne-Marie", "O'Neil", "'s", "car"]],
    ["It’s Ana’s", ["It", "’s", "Ana", "’s"]],
    ["a, b.c\n\nd", ["a", ",", "b", ".", "c", "\n", "\n", "d"]],
    ["write to ana.souza@bank.io, please", ["write", "to", "ana.souza@bank.io", ",", "please"]],
    ["see https://x.org/a?b=1 now", ["see", "https://x.org/a?b=1", "now"]],
    ["get_user_name(x)", ["get_user_name", "(", "x", ")"]],
    ["Ян Łuk 李", ["Ян", "Łuk", "李"]],
    ["well- known -", ["well", "-", "known", "-"]],
    ["", []],
    [" \t ", []],
  ])("%j", (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it("leaves out nothing but spaces, in order", () => {
    const piece = fc.constantFrom("a", "B", "'s", "’", "-", "@", "_", "://", ".", " ", "\n", "9", "é", "\u{1F600}", "<", "\u00a0");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join("");
        expect(words(text).join("")).toBe(text.replace(/[^\S\n]/g, ""));
      }),
    );
  });

  it("reads only the stretch asked for", () => {
    const tokens = tokenize("ab cd ef", 3, 5, tokensFor(8));
    expect([tokens.count, tokens.starts[0], tokens.ends[0]]).toEqual([1, 3, 5]);
  });
});
