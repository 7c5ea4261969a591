import type { Severity } from "@castellan/graph";
import type { FactValue, FoundCall, Verdict } from "./interpreter.ts";

/** What one file would do; `files[]` of `castellan/model-inspect/1` without its path. */
export interface Inspection {
  /** Readings that a loader would accept, outermost first; empty where none would. */
  readonly formats: readonly string[];
  readonly verdict: Verdict;
  /** Every reader came to the end of what it read. */
  readonly complete: boolean;
  readonly sha256: string;
  readonly bytes: number;
  readonly facts: { readonly [name: string]: FactValue };
  readonly findings: readonly InspectionResultFinding[];
}

export interface InspectionResultFinding {
  readonly rule: string;
  readonly verdict: Verdict;
  readonly severity: Severity;
  readonly message: string;
  readonly offset?: number;
  /** Path of members from the outermost archive inwards, joined by `/`; bytes without a name stand in brackets. */
  readonly member?: string;
  readonly loader?: string;
  readonly call?: FoundCall;
  readonly excerpt?: string;
  /** The reason why the user accepts it; such a finding does not count. */
  readonly trusted?: string;
  /** Findings of the same rule and call in the same member, this one included. */
  readonly count?: number;
}

const RANK: Readonly<Record<Verdict, number>> = { benign: 0, suspicious: 1, malicious: 2 };

export function worse(a: Verdict, b: Verdict): Verdict {
  return RANK[b] > RANK[a] ? b : a;
}

const SEVERITIES: readonly Severity[] = ["critical", "high", "medium", "low", "info"];

/** Worst first, then by place. */
export function compareFindings(a: InspectionResultFinding, b: InspectionResultFinding): number {
  return (
    RANK[b.verdict] - RANK[a.verdict] ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    compareText(a.member ?? "", b.member ?? "") ||
    (a.offset ?? 0) - (b.offset ?? 0) ||
    compareText(a.rule, b.rule) ||
    compareText(a.message, b.message)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
