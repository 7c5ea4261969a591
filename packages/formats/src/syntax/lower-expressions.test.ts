import { describe, expect, it } from "vitest";
import { dottedName, joinedStrings, nameAt, numberValue, stringAt } from "./lower-expressions.ts";
import { SourceText } from "./source-text.ts";
import { SyntaxNode } from "./syntax-node.ts";
import { text } from "./testing/outline.ts";

const node = new SyntaxNode(new SourceText("abc"), "x", undefined, true, 0, 3);

describe("number literals", () => {
  it.each([
    ["1_000", 1000],
    ["0x1F", 31],
    ["0b11", 3],
    ["0o17", 15],
    ["1e3", 1000],
    ["1.5e-2", 0.015],
    [".5", 0.5],
    ["5.", 5],
    ["10n", 10],
    ["0xFFn", 255],
    ["1j", 1],
    ["1.5f", 1.5],
    ["1u32", 1],
    ["2f64", 2],
    ["10L", 10],
    ["007", 7],
    ["0", 0],
    ["", undefined],
    ["0x", undefined],
    ["abc", undefined],
  ])("%s is %s", (literal, value) => {
    expect(numberValue(literal)).toBe(value);
  });
});

describe("joined strings", () => {
  it("grow together, with expressions between", () => {
    expect(text(joinedStrings(node, [stringAt(node, "a"), stringAt(node, "b")]))).toBe('"ab"');
    expect(
      text(joinedStrings(node, [stringAt(node, "a"), joinedStrings(node, [nameAt(node, "x"), stringAt(node, "b")]), stringAt(node, "c")])),
    ).toBe("`a${x}bc`");
    expect(text(joinedStrings(node, []))).toBe('""');
    expect(joinedStrings(node, [nameAt(node, "x")]).kind).toBe("template");
  });
});

describe("dotted names", () => {
  it("are members", () => {
    expect(text(dottedName(node.span, "a.b.c"))).toBe("a.b.c");
    expect(dottedName(node.span, "a::b", "::")).toMatchObject({ kind: "member", name: "b", object: { name: "a" } });
  });
});
