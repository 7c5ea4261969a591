import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { Canvas, columnsOf, wrap } from "./canvas.ts";

// Properties run many cases, and machines are shared.
vi.setConfig({ testTimeout: 120_000 });

describe("wrap", () => {
  it("breaks at spaces and cuts words that are too long", () => {
    expect(wrap("one two three four", 9)).toEqual(["one two", "three", "four"]);
    expect(wrap("abcdefghijkl xy", 8)).toEqual(["abcdefgh", "ijkl xy"]);
    expect(wrap("", 20)).toEqual([""]);
  });
  it("never makes a line wider than asked, and loses no word", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 10, max: 40 }), (text, width) => {
        for (const line of wrap(text, width)) expect(columnsOf(line)).toBeLessThanOrEqual(width);
      }),
    );
  });
});

describe("columnsOf", () => {
  it("counts wide characters twice and marks not at all", () => {
    expect(columnsOf("漢字")).toBe(4);
    expect(columnsOf("e\u0301")).toBe(1);
    expect(columnsOf("😀")).toBe(2);
  });
});

describe("Canvas", () => {
  it("puts the owner on the right edge, or below where there is no room", () => {
    const canvas = new Canvas(40, false);
    canvas.ends("title", 5, "@owner");
    canvas.ends("x".repeat(38), 38, "@owner");
    expect(canvas.text().split("\n")).toEqual([`title${" ".repeat(29)}@owner`, "x".repeat(38), `${" ".repeat(34)}@owner`, ""]);
  });
  it("hangs wrapped text under its label", () => {
    const canvas = new Canvas(40, false);
    canvas.labelled("HERE", `${"a".repeat(20)} ${"b".repeat(20)}`, 8);
    expect(canvas.text()).toBe(`HERE    ${"a".repeat(20)}\n        ${"b".repeat(20)}\n`);
  });
  it("writes colour only when asked", () => {
    expect(new Canvas(80, false).severity("critical")).toBe("◆ critical");
    expect(new Canvas(80, true).severity("critical")).toContain("\u001b[");
  });
});
