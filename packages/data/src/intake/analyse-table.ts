import { join } from "node:path";
import { checkFile } from "../check/check-file.ts";
import { DataError } from "../errors.ts";
import { profileData } from "../profile/profile-data.ts";
import type { AnalysisRequest } from "./analysis.ts";
import type { AnalysisReportData } from "./document.ts";

const SEVERITIES = ["info", "low", "medium", "high", "critical"] as const;
const EPOCH = new Date(0);

/** What one analysis says of one file. */
export interface TableAnalysis {
  readonly id: "profile" | "check";
  run(file: string, rows: number, request: AnalysisRequest, report: AnalysisReportData): Promise<Outcome>;
}

export type Outcome = { readonly facts: unknown } | { readonly skipped: string };

/** Who is in it, what is secret or hidden in it: `castellan data profile`. */
const profile: TableAnalysis = {
  id: "profile",
  async run(file, _, { folder, policy, version, seed, label, id, time, scratch }, report) {
    const found = await profileData(join(folder, file), {
      version,
      seed,
      label,
      id,
      time,
      jobs: 1,
      temporary: scratch,
      clock: () => EPOCH,
    });
    for (const { severity, message } of found.attention) {
      const over = SEVERITIES.indexOf(severity) > SEVERITIES.indexOf(policy.attention);
      // A person may accept what the profile found: nothing of it is beyond a signature.
      if (over || severity === "critical" || severity === "high")
        report.findings.push({
          rule: "profile",
          severity: severity === "critical" ? "high" : severity,
          message: `${file}: ${message}`,
          blocks: over,
        });
    }
    const { class: own, reasons } = found.classification;
    if (policy.classes !== undefined && !policy.classes.includes(own))
      report.findings.push({
        rule: "classification",
        severity: "high",
        message: `${file} is ${own} (${reasons.slice(0, 3).join("; ")}); the policy takes ${policy.classes.join(", ")}`,
        blocks: true,
      });
    return {
      facts: {
        class: own,
        rows: found.data.rows,
        columns: found.data.columns,
        repeatedRows: found.duplicates.rows,
        attention: found.attention.length,
        complete: found.complete,
      },
    };
  },
};

/** Did somebody tamper with it: `castellan data check`. */
const check: TableAnalysis = {
  id: "check",
  async run(file, rows, { folder, policy, version, seed, label, id, time, scratch }, report) {
    if (rows > policy["check-rows"])
      return { skipped: `${rows} rows are more than check-rows of the policy (${policy["check-rows"]}): run castellan data check on it` };
    const { result } = await checkFile({
      file: join(folder, file),
      roles: { label, id, time },
      temporary: scratch,
      seed,
      version,
      clock: () => EPOCH,
    });
    report.checks.push({ file, result });
    if (!policy.verdicts.includes(result.verdict))
      report.findings.push({
        rule: "check",
        severity: result.verdict === "poisoned" ? "high" : "medium",
        message: `${file} is ${result.verdict}: ${result.reasons.slice(0, 3).join("; ")}; ${result.quarantine.rows} rows are to be held back`,
        blocks: true,
      });
    return { facts: { verdict: result.verdict, quarantined: result.quarantine.rows, groups: result.groups.map(({ kind }) => kind) } };
  },
};

const ANALYSES: readonly TableAnalysis[] = [profile, check];

/** Runs every analysis on every table; one that fails is said to have failed, and the others go on. */
export async function analyseTables(
  files: readonly { readonly file: string; readonly rows: number }[],
  request: AnalysisRequest,
  report: AnalysisReportData,
): Promise<void> {
  for (const analysis of ANALYSES) {
    const [facts, reasons]: [Record<string, unknown>, string[]] = [{}, []];
    let failed = false;
    for (const { file, rows } of files)
      try {
        const outcome = await analysis.run(file, rows, request, report);
        if ("facts" in outcome) facts[file] = outcome.facts;
        else reasons.push(`${file}: ${outcome.skipped}`);
      } catch (error) {
        // A fault of one analysis is no reason to lose the others; it is said, and the policy decides.
        failed = true;
        reasons.push(
          `${file}: ${error instanceof DataError || !(error instanceof Error) ? String(error) : `${error.name}: ${error.message}`}`,
        );
      }
    const status = failed ? "failed" : Object.keys(facts).length === 0 ? "skipped" : "done";
    const reason = reasons.length > 0 ? reasons.join("; ") : status === "skipped" ? "no table to look at" : undefined;
    report.analyses.push({ id: analysis.id, version: "1", status, ...(reason === undefined ? {} : { reason }), facts });
  }
}
