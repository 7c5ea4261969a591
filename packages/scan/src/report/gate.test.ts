import { describe, expect, it } from "vitest";
import { atLeast, gate } from "./gate.ts";
import { emptyResult, sampleResult } from "./testing/sample-result.ts";

describe("gate", () => {
  it("fails on open findings at or above the threshold", () => {
    const outcome = gate(sampleResult(), {});
    expect(outcome.code).toBe(1);
    expect(outcome.findings).toHaveLength(4);
    expect(outcome.actions.map((action) => action.rank)).toEqual([1, 2, 3, 4]);
  });
  it("says 3 when something required was not read, unless that is allowed", () => {
    expect(gate(sampleResult({ findings: [] }), {}).code).toBe(3);
    expect(gate(sampleResult({ findings: [] }), { allowPartial: true }).code).toBe(0);
    expect(gate(sampleResult(), { failOn: "none" }).code).toBe(3);
    expect(gate(emptyResult(0), {}).code).toBe(3);
  });
  it("is 0 for a project without AI", () => {
    expect(gate(emptyResult(), {}).code).toBe(0);
  });
  it("never fails on what is only possible, suppressed or out of scope", () => {
    const outcome = gate(sampleResult(), { failOn: "low" });
    expect(
      outcome.findings.every(
        (finding) => finding.scope === "production" && finding.suppressed === undefined && finding.confidence !== "possible",
      ),
    ).toBe(true);
    expect(outcome.findings).toHaveLength(5);
  });
  it("compares severities", () => {
    expect(atLeast("critical", "high")).toBe(true);
    expect(atLeast("medium", "high")).toBe(false);
    expect(atLeast("critical", "none")).toBe(false);
  });
});
