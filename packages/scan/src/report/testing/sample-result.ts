import type { ScanResult } from "../../result.ts";
import type { ReportContext } from "../reporter.ts";
import { sampleActions, sampleChecks, sampleFindings, samplePaths } from "./sample-findings.ts";
import { sampleAssets, sampleId, sampleRelations } from "./sample-inventory.ts";

function counts(names: readonly string[]): { readonly [name: string]: number } {
  const totals: Record<string, number> = {};
  for (const name of names) totals[name] = (totals[name] ?? 0) + 1;
  return totals;
}

/** A result as a scan of examples/fraud-detection gives it, shortened. */
export function sampleResult(changes: Partial<ScanResult> = {}): ScanResult {
  const assets = sampleAssets();
  const findings = sampleFindings();
  const result: ScanResult = {
    schema: "castellan/scan/1",
    tool: { name: "castellan", version: "0.1.0", catalog: "2026-11-01" },
    targets: ["examples/fraud-detection"],
    inventory: {
      assets,
      relations: sampleRelations(),
      packages: [
        {
          purl: "pkg:pypi/xgboost@2.1.3",
          name: "xgboost",
          version: "2.1.3",
          scope: "runtime",
          file: "requirements.txt",
          line: 6,
          licence: "Apache-2.0",
        },
        { purl: "pkg:pypi/pandas", name: "pandas", scope: "runtime", file: "requirements.txt", line: 4, requirement: ">=2" },
      ],
      resources: [
        { address: "aws_s3_bucket.bank_feeds", type: "aws_s3_bucket", file: "infra/s3.tf", line: 3, attributes: { bucket: "bank-feeds" } },
      ],
    },
    findings,
    actions: sampleActions(findings),
    paths: samplePaths(),
    checks: sampleChecks(),
    flows: [
      {
        data: sampleId("dataset", "case_notes.jsonl"),
        class: "names, IBANs",
        through: [sampleId("agent", "fraud-analyst")],
        provider: "openai",
        model: "gpt-4o-mini",
        location: { file: "agent/analyst.py", line: 41 },
      },
    ],
    artifacts: [
      {
        file: "models/fraud_model.joblib",
        formats: ["pickle"],
        verdict: "benign",
        complete: true,
        sha256: "d".repeat(64),
        bytes: 48_213,
        findings: [],
      },
    ],
    coverage: {
      files: 64,
      bytes: 3_100_000,
      skipped: [
        { file: "notebooks/old.ipynb", reason: "is not JSON (cut off)", required: true },
        { file: "node_modules", reason: "dependency folder", required: false },
      ],
      unresolved: [{ what: "$MODEL_URI", file: "src/serving/scoring.py", line: 17, candidates: [] }],
    },
    summary: {
      complete: false,
      files: 64,
      bytes: 3_100_000,
      assets: counts(assets.map((asset) => asset.kind)),
      findings: counts(findings.map((finding) => finding.severity)),
      suppressed: 1,
      staleSuppressions: [],
      targetConfiguration: true,
    },
    run: { startedAt: "2026-11-22T07:00:00Z", durationMs: 1234, cached: false },
  };
  return { ...result, ...changes };
}

/** Nothing found, nothing wrong: a project without AI. */
export function emptyResult(files = 512): ScanResult {
  const sample = sampleResult();
  return {
    ...sample,
    targets: ["."],
    inventory: { assets: [], relations: [], packages: [], resources: [] },
    findings: [],
    actions: [],
    paths: [],
    flows: [],
    artifacts: [],
    checks: sample.checks.map((check) => ({ ...check, applicable: 0, passed: 0, failed: 0, unknown: 0, suppressed: 0 })),
    coverage: { files, bytes: 812_000, skipped: [], unresolved: [] },
    summary: { ...sample.summary, complete: true, files, bytes: 812_000, assets: {}, findings: {}, suppressed: 0 },
  };
}

export function sampleContext(changes: Partial<ReportContext> = {}): ReportContext {
  return { time: "2026-11-22T07:00:00Z", excerpt: () => undefined, color: false, width: 110, all: false, ...changes };
}
