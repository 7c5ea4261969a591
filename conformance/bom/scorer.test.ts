import { describe, expect, it } from "vitest";
import { labels, reported, scanOf } from "./fixtures.ts";
import { score } from "./scorer.ts";

const PROJECT = labels({
  assets: [
    { id: "m1", kind: "model", name: "gpt-4o", file: "a.py", line: 3 },
    { id: "m2", kind: "model", name: "gpt-4o-mini", file: "a.py", line: 4, optional: true },
    { id: "t1", kind: "tool", name: "search", file: "a.py", line: 9, endLine: 12 },
    { id: "s1", kind: "ai-service", name: "openai" },
  ],
  relations: [
    { from: "m1", kind: "served_by", to: "s1" },
    { from: "m2", kind: "served_by", to: "s1", optional: true },
    { from: "t1", kind: "calls", to: "s1", alt: [{ from: "t1", kind: "uses_model", to: "m1" }] },
  ],
  absent: [{ kind: "model", name: "llm", file: "a.py", why: "an identifier" }],
});
const ALL = [
  reported("1", "model", "openai/gpt-4o", "a.py", 3),
  reported("2", "tool", "search", "a.py", 9),
  reported("3", "ai-service", "OpenAI"),
];

describe("score", () => {
  it("is perfect when everything required is there", () => {
    const result = score(
      PROJECT,
      scanOf(ALL, [
        { from: "1", kind: "served_by", to: "3" },
        { from: "2", kind: "calls", to: "3" },
      ]),
    );
    expect(result).toMatchObject({ assetRecall: 1, assetPrecision: 1, relationRecall: 1, relationPrecision: 1 });
    expect([result.missing, result.false, result.missingRelations, result.absentReported]).toEqual([[], [], [], []]);
    expect(result.perKind["model"]).toMatchObject({ labelled: 1, found: 1, reported: 1, correct: 1 });
  });

  it("measures nothing where nothing was reported", () => {
    const result = score(PROJECT, scanOf([]));
    expect(result).toMatchObject({ assetRecall: 0, assetPrecision: null, relationRecall: 0, relationPrecision: null });
    expect(result.missing.map(({ id }) => id)).toEqual(["m1", "t1", "s1"]);
    expect(result.missingRelations).toHaveLength(2);
  });

  it("neither requires an optional asset nor blames it", () => {
    const result = score(PROJECT, scanOf([...ALL, reported("4", "model", "gpt-4o-mini")]));
    expect(result).toMatchObject({ assetRecall: 1, assetPrecision: 1 });
    expect(result.perKind["model"]).toMatchObject({ labelled: 1, found: 1, reported: 2, correct: 2 });
  });

  it("counts false and duplicate assets of exhaustive kinds only", () => {
    const result = score(
      PROJECT,
      scanOf([
        ...ALL,
        reported("4", "model", "claude"),
        reported("5", "model", "gpt-4o"),
        reported("6", "dataset", "x.csv"),
        reported("7", "ai-service", "other"),
      ]),
    );
    expect(result.assetPrecision).toBe(0.5);
    expect(result.false.map(({ id, duplicateOf }) => [id, duplicateOf])).toEqual([
      ["5", "m1"],
      ["4", undefined],
    ]);
    expect(result.perKind["dataset"]).toBeUndefined();
  });

  it("judges only the scopes that were read", () => {
    const inTest = { ...reported("4", "model", "mock-model"), scope: "test" };
    expect(score(PROJECT, scanOf([...ALL, inTest])).assetPrecision).toBeCloseTo(2 / 3);
    const narrow = { ...PROJECT, exhaustiveScopes: ["production" as const] };
    expect(score(narrow, scanOf([...ALL, inTest])).assetPrecision).toBe(1);
  });

  it("names what must be absent, in its file", () => {
    const trap = score(PROJECT, scanOf([...ALL, reported("4", "model", "LLM", "a.py", 30)]));
    expect(trap.absentReported).toMatchObject([{ id: "4", why: "an identifier", file: "a.py", line: 30 }]);
    expect(score(PROJECT, scanOf([...ALL, reported("4", "model", "llm", "b.py", 1)])).absentReported).toEqual([]);
    expect(score(PROJECT, scanOf([...ALL, reported("4", "tool", "llm", "a.py", 30)])).absentReported).toEqual([]);
  });

  it("refuses what is not a scan", () => {
    expect(() => score(PROJECT, { schema: "castellan/other/1" })).toThrow();
  });
});

describe("relations", () => {
  it("accepts the other drawings of a fact", () => {
    const result = score(PROJECT, scanOf(ALL, [{ from: "2", kind: "uses_model", to: "1" }]));
    expect(result).toMatchObject({ relationRecall: 0.5, relationPrecision: 1 });
    expect(result.missingRelations.map(({ from }) => from)).toEqual(["m1"]);
  });

  it("tells a wrong direction or kind, in label ids", () => {
    const result = score(
      PROJECT,
      scanOf(ALL, [
        { from: "3", kind: "served_by", to: "1" },
        { from: "1", kind: "calls", to: "3" },
      ]),
    );
    expect(result).toMatchObject({ relationRecall: 0, relationPrecision: 0 });
    expect(result.falseRelations).toEqual([
      { from: "s1", kind: "served_by", to: "m1" },
      { from: "m1", kind: "calls", to: "s1" },
    ]);
  });

  it("leaves out relations with an unlabelled end and follows duplicates", () => {
    const assets = [...ALL, reported("4", "model", "gpt-4o"), reported("5", "dataset", "x.csv")];
    const result = score(
      PROJECT,
      scanOf(assets, [
        { from: "4", kind: "served_by", to: "3" },
        { from: "5", kind: "reads", to: "3" },
      ]),
    );
    expect(result.relations).toMatchObject({ labelled: 2, found: 1, reported: 1, correct: 1 });
  });
});
