import type { Verdict } from "../interpreter.ts";
import { compareFindings, type Inspection, type InspectionResultFinding, worse } from "../result.ts";

/** A statement of the user: this class, or this finding in this very file, is known and wanted. */
export interface TrustStatement {
  /** `module.name` as findings show it; a last segment `*` stands for everything below. */
  readonly callable?: string;
  /** Rule whose findings are accepted; with digests only. */
  readonly rule?: string;
  /** SHA-256 digests of the files it holds for; all files where there is none. */
  readonly sha256?: readonly string[];
  readonly reason: string;
  /** Last day on which it holds, YYYY-MM-DD. */
  readonly until?: string;
}

export interface InspectionPolicy {
  readonly trust: readonly TrustStatement[];
  /** SHA-256 digests that are known to be bad, with what the list says of them. */
  readonly knownBad: ReadonlyMap<string, string>;
  /** Today, YYYY-MM-DD. */
  readonly today: string;
}

/**
 * Applies what the user knows. Trust lifts suspicious findings only: what is malicious stays so. What was lifted stays in
 * the findings, with the reason.
 */
export function applyPolicy(inspection: Inspection, policy: InspectionPolicy): Inspection {
  const known = policy.knownBad.get(inspection.sha256);
  const findings = inspection.findings.map((finding): InspectionResultFinding => {
    if (finding.verdict !== "suspicious") return finding;
    const statement = policy.trust.find((each) => holds(each, finding, inspection.sha256, policy.today));
    return statement === undefined ? finding : { ...finding, verdict: "benign", severity: "info", trusted: statement.reason };
  });
  if (known !== undefined)
    findings.push({
      rule: "known-bad-digest",
      verdict: "malicious",
      severity: "critical",
      message: `The digest of this file is on the list of known bad files${known === "" ? "" : `: ${known}`}.`,
    });
  return {
    ...inspection,
    verdict: findings.reduce<Verdict>((verdict, finding) => worse(verdict, finding.verdict), "benign"),
    findings: findings.sort(compareFindings),
  };
}

function holds(statement: TrustStatement, finding: InspectionResultFinding, sha256: string, today: string): boolean {
  if (statement.until !== undefined && statement.until < today) return false;
  if (statement.sha256 !== undefined && !statement.sha256.includes(sha256)) return false;
  if (statement.rule !== undefined && statement.rule !== finding.rule) return false;
  if (statement.callable === undefined) return statement.rule !== undefined && statement.sha256 !== undefined;
  const callable = finding.call?.callable;
  if (callable === undefined) return false;
  return statement.callable.endsWith(".*") ? callable.startsWith(statement.callable.slice(0, -1)) : callable === statement.callable;
}
