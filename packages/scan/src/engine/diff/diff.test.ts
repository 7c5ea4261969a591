import { describe, expect, it } from "vitest";
import { sampleResult } from "../../report/testing/sample-result.ts";
import type { ScanResult } from "../../result.ts";
import { diffScans } from "./diff.ts";
import { renderDiff } from "./render.ts";
import { diffSchema } from "./schema.ts";

const RESULT: ScanResult = typeof sampleResult === "function" ? sampleResult() : sampleResult;
const EMPTY: ScanResult = {
  ...RESULT,
  inventory: { assets: [], relations: [], packages: [], resources: [] },
  findings: [],
  actions: [],
  flows: [],
};
const NAMES = { a: "main", b: "HEAD" };

describe("diffScans", () => {
  it("finds nothing between equal scans", () => {
    const diff = diffScans(RESULT, RESULT, NAMES);

    expect(diff.summary).toMatchObject({ added: 0, removed: 0, findings: 0, fixed: 0 });
    expect(renderDiff(diff, "terminal")).toMatch(/Nothing changed/);
  });

  it("counts everything as added against nothing, and as removed the other way", () => {
    const there = diffScans(EMPTY, RESULT, NAMES);
    const back = diffScans(RESULT, EMPTY, NAMES);
    const open = RESULT.findings.filter(({ suppressed }) => suppressed === undefined).length;

    expect(there.summary).toMatchObject({ added: RESULT.inventory.assets.length, removed: 0, findings: open, fixed: 0 });
    expect(back.summary).toMatchObject({ added: 0, removed: RESULT.inventory.assets.length, findings: 0, fixed: open });
  });

  it("takes findings as a multiset", () => {
    const [first] = RESULT.findings.filter(({ suppressed }) => suppressed === undefined);
    if (first === undefined) throw new Error("the sample needs a finding");
    const twice: ScanResult = { ...RESULT, findings: [...RESULT.findings, { ...first, id: "again" }] };

    expect(diffScans(RESULT, twice, NAMES).findings.added).toHaveLength(1);
  });
});

describe("renderDiff", () => {
  const diff = diffScans(EMPTY, RESULT, NAMES);

  it("gives JSON that fits its schema", () => {
    expect(diffSchema.safeParse(JSON.parse(renderDiff(diff, "json"))).error).toBeUndefined();
  });

  it("marks the comment and escapes what names hold", () => {
    const hostile = diffScans(
      EMPTY,
      { ...RESULT, findings: RESULT.findings.map((finding) => ({ ...finding, message: "<img src=x> | [a](b) \u202e @team" })) },
      NAMES,
    );
    const text = renderDiff(hostile, "markdown");

    expect(text.startsWith("<!-- castellan-diff -->\n")).toBe(true);
    expect(text).not.toMatch(/(?<!\\)(?:<(?!\/?(?:details|summary)|!--)|\[a|@team)|\u202e/);
  });
});
