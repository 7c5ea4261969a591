import type { Asset, Finding } from "@castellan/graph";
import { describe, expect, it } from "vitest";
import { absorb, createBaseline, renderBaseline } from "./baseline.ts";
import { readBaseline } from "./baseline-document.ts";

let count = 0;
function finding(rule: string, file: string, more: Partial<Finding> = {}): Finding {
  count++;
  return {
    id: `f${count}`,
    rule,
    title: rule,
    severity: "high",
    reasons: [],
    confidence: "certain",
    location: { file, line: count },
    message: "",
    evidence: [],
    remediation: "",
    controls: [],
    fingerprint: `p${count}`,
    scope: "production",
    factors: { exposure: 3, exploitability: 3, data: 3, blast: 3 },
    ...more,
  };
}
const NONE: ReadonlyMap<string, Asset> = new Map();
const STILL: ReadonlyMap<string, string> = new Map();
const TODAY = "2026-11-22";

describe("absorb", () => {
  it("is a multiset: an entry absorbs one finding", () => {
    const baseline = createBaseline([finding("r", "a"), finding("r", "a")], NONE, undefined);
    const now = [finding("r", "a"), finding("r", "a"), finding("r", "a")];

    expect(baseline.entries).toEqual([{ rule: "r", file: "a", count: 2 }]);
    expect([...absorb(baseline, now, NONE, STILL, TODAY).by.keys()]).toEqual([now[0]?.id, now[1]?.id]);
  });

  it("follows a rename and nothing else", () => {
    const baseline = createBaseline([finding("r", "old")], NONE, undefined);
    const [moved, copied] = [finding("r", "new"), finding("r", "copy")];
    const { by, stale } = absorb(baseline, [moved, copied], NONE, new Map([["new", "old"]]), TODAY);

    expect([...by.keys()]).toEqual([moved.id]);
    expect(stale).toEqual([]);
  });

  it("gives the entry to the finding that stayed, not to its moved copy", () => {
    const baseline = createBaseline([finding("r", "old")], NONE, undefined);
    const [copy, stayed] = [finding("r", "new"), finding("r", "old")];

    expect([...absorb(baseline, [copy, stayed], NONE, new Map([["new", "old"]]), TODAY).by.keys()]).toEqual([stayed.id]);
  });

  it("tells assets apart by kind and name", () => {
    const asset = (id: string, name: string): Asset => ({
      id,
      kind: "model",
      name,
      identity: { key: id },
      lifecycle: "declared",
      scope: "production",
      attributes: {},
      digests: {},
      occurrences: [],
    });
    const assets = new Map([
      ["1", asset("1", "m")],
      ["2", asset("2", "n")],
    ]);
    const baseline = createBaseline([finding("r", "a", { asset: "1" })], assets, undefined);
    const other = finding("r", "a", { asset: "2" });

    expect(absorb(baseline, [other], assets, STILL, TODAY).by.size).toBe(0);
  });

  it("lists what is stale, and absorbs nothing after the day", () => {
    const baseline = readBaseline(
      "b",
      JSON.stringify({
        schema: "castellan/baseline/1",
        entries: [
          { rule: "r", file: "a", until: "2026-11-21" },
          { rule: "r", file: "gone", count: 2 },
        ],
      }),
    );
    const { by, stale } = absorb(baseline, [finding("r", "a")], NONE, STILL, TODAY);

    expect(by.size).toBe(0);
    expect(stale).toMatchObject([{ file: "a" }, { file: "gone", count: 2 }]);
  });
});

describe("createBaseline", () => {
  it("leaves out what something else suppresses, and keeps reasons", () => {
    const inline = finding("r", "a", { suppressed: { by: "inline", reason: "x" } });
    const baseline = createBaseline([inline, finding("r", "b")], NONE, undefined, [{ rule: "r", file: "b", count: 1, reason: "known" }]);

    expect(baseline.entries).toEqual([{ rule: "r", file: "b", count: 1, reason: "known" }]);
  });

  it("is read back as it was written", () => {
    const baseline = createBaseline([finding("r", 'a"\n'), finding("q", "b")], NONE, "a".repeat(40));

    expect(readBaseline("b", renderBaseline(baseline))).toEqual(baseline);
    expect(renderBaseline(createBaseline([], NONE, undefined))).toContain('"entries": []');
  });
});

it.each(["", "[]", "{}", '{"schema":"castellan/baseline/2","entries":[]}', '{"schema":"castellan/baseline/1","entries":[{"file":"x"}]}'])(
  "refuses %j",
  (text) => expect(() => readBaseline("castellan-baseline.json", text)).toThrow(/castellan-baseline\.json/),
);
