import { describe, expect, it } from "vitest";
import type { ScanResult } from "../result.ts";
import { selectActions } from "./selection.ts";
import { sampleActions, sampleFindings } from "./testing/sample-findings.ts";
import { sampleResult } from "./testing/sample-result.ts";

/** As many copies of the unpickling finding, each of another rule when asked. */
function many(count: number, ownRule: boolean): ScanResult {
  const base = sampleFindings().find((finding) => finding.rule === "unsafe-load");
  if (base === undefined) throw new Error("the sample has no such finding");
  const findings = Array.from({ length: count }, (_, at) => ({ ...base, id: `f${at}`, rule: ownRule ? `rule-${at}` : base.rule }));
  return sampleResult({ findings, actions: sampleActions(findings) });
}

describe("selectActions", () => {
  it("shows what is urgent and counts the rest", () => {
    const selection = selectActions(sampleResult(), false);
    expect(selection.shown.map((action) => action.severity)).toEqual(["critical", "critical", "high", "high"]);
    expect(selection.open).toHaveLength(6);
    expect(selection.folded).toEqual({ urgent: 0, medium: 1, minor: 1, possible: 0 });
  });
  it("shows everything when asked", () => {
    expect(selectActions(sampleResult(), true).shown).toHaveLength(6);
  });
  it("shows three of a rule and ten in all", () => {
    expect(selectActions(many(12, false), false)).toMatchObject({ shown: { length: 3 }, folded: { urgent: 9 } });
    expect(selectActions(many(12, true), false)).toMatchObject({ shown: { length: 10 }, folded: { urgent: 2 } });
  });
  it("leaves out actions whose findings are all suppressed", () => {
    const result = sampleResult();
    const suppressed = result.findings.map((finding) => ({ ...finding, suppressed: { by: "baseline" as const, reason: "known" } }));
    expect(selectActions({ ...result, findings: suppressed }, true).open).toEqual([]);
  });
});
