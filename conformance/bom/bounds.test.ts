import { describe, expect, it } from "vitest";
import { shortfalls, total } from "./bounds.ts";
import { labels, reported, scanOf } from "./fixtures.ts";
import { score } from "./scorer.ts";
import { renderTable } from "./table.ts";

const project = labels({
  assets: ["one", "two", "three"].map((name) => ({ id: name, kind: "model", name, file: "a.py", line: 1 })),
  relations: [{ from: "one", kind: "derived_from", to: "two" }],
  absent: [{ kind: "model", name: "llm", why: "an identifier" }],
});
const good = score(
  project,
  scanOf(
    ["one", "two", "three"].map((name) => reported(name, "model", name)),
    [{ from: "one", kind: "derived_from", to: "two" }],
  ),
);
const bad = score(project, scanOf([reported("1", "model", "one"), reported("2", "model", "llm", "a.py", 7)]));

describe("bounds", () => {
  it("hold for a good score", () => {
    expect(shortfalls(total([good]))).toEqual([]);
  });
  it("are each named when missed", () => {
    expect(shortfalls(total([bad]))).toEqual([
      "asset recall 0.333 is below 0.85",
      "asset precision 0.500 is below 0.90",
      "relation recall 0.000 is below 0.70",
      "1 reported that must be absent",
    ]);
  });
  it("weigh projects by what they hold", () => {
    expect(total([good, bad]).assets).toMatchObject({ labelled: 6, found: 4, reported: 5, correct: 4 });
  });
  it("say nothing about what was not measured", () => {
    expect(shortfalls(total([]))).toEqual([]);
  });
});

describe("renderTable", () => {
  const results = [
    { label: "good", state: "scored", note: "commit not verified", score: good },
    { label: "bad", state: "scored", score: bad },
    { label: "gone", state: "skipped", reason: "no folder /x" },
  ] as const;
  it("shows each project, kind and sum, and what was skipped", () => {
    const text = renderTable(results);
    expect(text).toContain("gone: skipped: no folder /x");
    expect(text).toContain("(commit not verified)");
    expect(text).toMatch(/^ {2}model +3 +3 +1\.000 +3 +3 +1\.000$/mu);
    expect(text).toMatch(/2 scored, 1 skipped or failed.*\n {2}all assets +6 +4 +0\.667 +5 +4 +0\.800/u);
    expect(text).not.toContain("missing");
  });
  it("names every miss when asked", () => {
    const text = renderTable(results, true);
    expect(text).toContain("missing   model two a.py:1");
    expect(text).toContain("absent    model llm a.py:7: an identifier");
    expect(text).toContain("relation  one derived_from two missing");
  });
});
