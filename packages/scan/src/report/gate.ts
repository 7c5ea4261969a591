import { type Action, type Finding, SEVERITIES, type Severity } from "@castellan/graph";
import type { ScanResult } from "../result.ts";
import type { ReportContext } from "./reporter.ts";

export interface Gate {
  /** The contract's exit code: 1 findings, 3 unread, 0 otherwise. */
  readonly code: 0 | 1 | 3;
  readonly findings: readonly Finding[];
  readonly actions: readonly Action[];
  /** What had to be read and could not be finished. */
  readonly unread: number;
  readonly failOn: Severity | "none";
}

export function atLeast(severity: Severity, threshold: Severity | "none"): boolean {
  return threshold !== "none" && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(threshold);
}

/** Decides the exit code: suppressed findings, other scopes and what is only possible cannot fail. */
export function gate(result: ScanResult, context: Pick<ReportContext, "failOn" | "failScope" | "allowPartial">): Gate {
  const failOn = context.failOn ?? "high";
  const inScope = (item: { readonly scope: string }): boolean => context.failScope === "all" || item.scope === "production";
  const findings = result.findings.filter(
    (finding) =>
      finding.suppressed === undefined && finding.confidence !== "possible" && inScope(finding) && atLeast(finding.severity, failOn),
  );
  const failing = new Set(findings.map((finding) => finding.id));
  const actions = result.actions.filter((action) => action.findings.some((id) => failing.has(id)));
  const unread = result.coverage.skipped.filter((entry) => entry.required).length;
  const empty = result.coverage.files === 0;
  const code = findings.length > 0 ? 1 : (unread > 0 || empty) && context.allowPartial !== true ? 3 : 0;
  return { code, findings, actions, unread, failOn };
}
