import { describe, expect, it } from "vitest";
import type { Inspection, InspectionResultFinding } from "../result.ts";
import { readKnownBad } from "./known-bad.ts";
import { applyPolicy, type InspectionPolicy, type TrustStatement } from "./policy.ts";

const DIGEST = "a".repeat(64);
const unknownClass: InspectionResultFinding = {
  rule: "pickle-unknown-import",
  verdict: "suspicious",
  severity: "medium",
  message: "unknown",
  call: { callable: "flair.data.Dictionary", arguments: [] },
};
const payload: InspectionResultFinding = {
  rule: "pickle-code-execution",
  verdict: "malicious",
  severity: "critical",
  message: "runs",
  call: { callable: "os.system", arguments: ["'id'"] },
};

function inspection(...findings: readonly InspectionResultFinding[]): Inspection {
  return {
    formats: ["pickle"],
    verdict: findings.some(({ verdict }) => verdict === "malicious") ? "malicious" : "suspicious",
    complete: true,
    sha256: DIGEST,
    bytes: 10,
    facts: {},
    findings,
  };
}

function policy(...trust: readonly TrustStatement[]): InspectionPolicy {
  return { trust, knownBad: new Map(), today: "2026-11-22" };
}

describe("applyPolicy", () => {
  it("lifts a trusted class and keeps the finding with the reason", () => {
    const result = applyPolicy(inspection(unknownClass), policy({ callable: "flair.data.Dictionary", reason: "reviewed" }));
    expect(result.verdict).toBe("benign");
    expect(result.findings).toMatchObject([{ rule: "pickle-unknown-import", verdict: "benign", trusted: "reviewed" }]);
  });

  it("takes a package with its last segment open, and nothing that only begins alike", () => {
    expect(applyPolicy(inspection(unknownClass), policy({ callable: "flair.*", reason: "ours" })).verdict).toBe("benign");
    expect(applyPolicy(inspection(unknownClass), policy({ callable: "flai.*", reason: "ours" })).verdict).toBe("suspicious");
  });

  it("never lifts what is malicious, whatever is stated", () => {
    const result = applyPolicy(inspection(payload), policy({ callable: "os.system", reason: "no" }, { callable: "os.*", reason: "no" }));
    expect(result.verdict).toBe("malicious");
  });

  it("holds for the digests and until the day that are stated", () => {
    const other = { callable: "flair.data.Dictionary", sha256: ["b".repeat(64)], reason: "other file" };
    expect(applyPolicy(inspection(unknownClass), policy(other)).verdict).toBe("suspicious");
    const past = { callable: "flair.data.Dictionary", reason: "old", until: "2026-11-21" };
    expect(applyPolicy(inspection(unknownClass), policy(past)).verdict).toBe("suspicious");
  });

  it("accepts a rule for a digest, never for all files", () => {
    const { call: _, ...remote } = { ...unknownClass, rule: "remote-code" };
    expect(applyPolicy(inspection(remote), policy({ rule: "remote-code", sha256: [DIGEST], reason: "read" })).verdict).toBe("benign");
    expect(applyPolicy(inspection(remote), policy({ rule: "remote-code", reason: "read" })).verdict).toBe("suspicious");
  });

  it("makes a known bad file malicious", () => {
    const { digests, unread } = readKnownBad(`# feed\n${DIGEST.toUpperCase()}  evil.pkl\nsha256:${"c".repeat(64)}\nnot a digest\n`);
    expect(unread).toEqual([4]);
    expect(digests.size).toBe(2);
    const result = applyPolicy(inspection(), { trust: [], knownBad: digests, today: "2026-11-22" });
    expect(result).toMatchObject({
      verdict: "malicious",
      findings: [{ rule: "known-bad-digest", message: expect.stringContaining("evil.pkl") }],
    });
  });
});
