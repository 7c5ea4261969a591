import { describe, expect, it } from "vitest";
import { labels } from "../../conformance/bom/fixtures.ts";
import { score } from "../../conformance/bom/scorer.ts";
import { scopeOf, toScan } from "./favour.ts";
import { placeOf, readingsOf, relativeTo, splitLocation } from "./report.ts";

const PROJECT = labels({
  assets: [
    { id: "m", kind: "model", name: "gpt-x", file: "a.py", line: 3 },
    { id: "t", kind: "tool", name: "search", file: "a.py", line: 9 },
    { id: "s", kind: "ai-service", name: "openai" },
    { id: "l", kind: "library", name: "torch" },
  ],
  relations: [
    { from: "m", kind: "served_by", to: "s" },
    { from: "t", kind: "calls", to: "s" },
  ],
});

describe("toScan", () => {
  it("takes the reading that a label agrees with, and the first one otherwise", () => {
    const scan = toScan(PROJECT, {
      entries: [
        { id: "1", readings: readingsOf(["agent", "tool"], "x"), places: [{ file: "a.py", line: 9 }] },
        { id: "2", readings: readingsOf(["library", "model"], "other"), places: [] },
      ],
      edges: [],
    });
    expect(scan.inventory.assets.map(({ kind }) => kind)).toEqual(["tool", "library"]);
  });

  it("makes one asset of repeated finds", () => {
    const entry = (id: string, name: string, line: number) => ({
      id,
      readings: readingsOf(["model" as const], name),
      places: [{ file: "a.py", line }],
    });
    const scan = toScan(PROJECT, {
      entries: [entry("1", "gpt-x", 3), entry("2", "openai/gpt-x", 40), entry("3", "no", 5), entry("4", "no", 6)],
      edges: [],
    });
    expect(scan.inventory.assets.map(({ occurrences }) => occurrences.length)).toEqual([2, 2]);
    expect(score(PROJECT, scan).assets).toMatchObject({ found: 1, reported: 2, correct: 1 });
  });

  it("does not blame for spare readings", () => {
    const spare = (id: string, name: string) => ({ id, readings: readingsOf(["library" as const], name), places: [], spare: true });
    expect(
      toScan(PROJECT, { entries: [spare("1", "torch"), spare("2", "flask")], edges: [] }).inventory.assets.map(({ name }) => name),
    ).toEqual(["torch"]);
  });

  it("draws a relation as a label does, whichever way the peer draws it", () => {
    const entries = [
      { id: "1", readings: readingsOf(["model"], "gpt-x"), places: [] },
      { id: "2", readings: readingsOf(["ai-service"], "openai"), places: [] },
      { id: "3", readings: readingsOf(["tool"], "search"), places: [] },
    ];
    const readings = [{ kind: "served_by", reversed: true }, { kind: "calls" }] as const;
    const scan = toScan(PROJECT, {
      entries,
      edges: [
        { from: "2", to: "1", readings },
        { from: "3", to: "2", readings },
        { from: "3", to: "unknown", readings },
      ],
    });
    expect(score(PROJECT, scan).relations).toMatchObject({ found: 2, reported: 2, correct: 2 });
  });
});

describe("places", () => {
  it.each([
    ["a.py:12", { path: "a.py", line: 12 }],
    ["a.py#L7", { path: "a.py", line: 7 }],
    ["a.py:3-9", { path: "a.py", line: 3 }],
    ["dependency files", { path: "dependency files" }],
  ])("splits %s", (text, parts) => {
    expect(splitLocation(text)).toEqual(parts);
  });
  it("are relative to the scanned folder and have a line", () => {
    expect(relativeTo("/r/x", "/r/x/src/a.py")).toBe("src/a.py");
    expect(relativeTo("/r/x", "/r/xy/a.py")).toBe("/r/xy/a.py");
    expect(placeOf("/r", "./a.py", 0)).toEqual([{ file: "a.py", line: 1 }]);
    expect(placeOf("/r", null)).toEqual([]);
  });
  it.each([
    ["tests/a.py", "test"],
    ["src/test_a.py", "test"],
    ["a.spec.ts", "test"],
    ["docs/a.md", "docs"],
    ["examples/x/a.tf", "example"],
    ["src/attest/a.py", "production"],
  ])("%s is %s", (file, scope) => {
    expect(scopeOf(file)).toBe(scope);
  });
});
