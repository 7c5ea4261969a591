import { type Action, type Check, type Factors, type Finding, type Location, stableId } from "@castellan/graph";
import type { AttackPath } from "../../result.ts";
import { sampleId } from "./sample-inventory.ts";

const FACTORS: Factors = { exposure: 3, exploitability: 3, data: 3, blast: 3 };

type Row = Pick<Finding, "rule" | "title" | "severity" | "message" | "remediation" | "reasons" | "controls"> & {
  readonly location: Location;
} & Partial<Finding>;

function finding(row: Row): Finding {
  const id = stableId("sample-finding", row.rule, JSON.stringify(row.location));
  return {
    confidence: "certain",
    scope: "production",
    factors: FACTORS,
    fingerprint: stableId("fingerprint", id),
    owner: "@fraud-ml",
    evidence: [{ ...row.location, technique: "syntax", confidence: "certain" }],
    ...row,
    id,
  };
}

export function sampleFindings(): Finding[] {
  return [
    finding({
      rule: "training-loop-without-gate",
      title: "A partner can rewrite the training data of the live fraud model",
      severity: "critical",
      asset: sampleId("model", "fraud-model"),
      location: { file: "infra/s3.tf", line: 38, endLine: 41, resource: "aws_s3_bucket_policy.bank_feeds" },
      message: "The acquirer's role in another account may put any object in bank-feeds, and the nightly retraining takes it unchecked.",
      remediation: "Allow s3:PutObject to the ingest role only",
      reasons: ["outside account", "rows never checked", "decides on payments", "all 4 hops read in code"],
      controls: ["LLM05:2026", "LLM04:2025", "AML.T0020", "MAP 4.1", "CWE-345"],
      owner: "@data-platform",
      evidence: [
        {
          file: "infra/s3.tf",
          line: 38,
          technique: "configuration",
          confidence: "certain",
          excerpt: 'identifiers = ["arn:aws:iam::…:role/partner-b-writer"]',
        },
        { file: "dvc.yaml", line: 12, technique: "configuration", confidence: "certain" },
        { file: "src/fraud/train.py", line: 27, technique: "syntax", confidence: "certain", symbol: "train" },
        { file: "infra/endpoint.tf", line: 9, technique: "configuration", confidence: "certain" },
      ],
    }),
    finding({
      rule: "untrusted-text-to-shell",
      title: "Text in a case note can make the analyst agent run shell commands",
      severity: "critical",
      asset: sampleId("agent", "fraud-analyst"),
      location: { file: "agent/tools.py", line: 67, endLine: 74 },
      message: "Customers write case notes; the note goes into the agent's input and the agent may call run_shell without approval.",
      remediation: "Require approval for run_shell or remove it",
      reasons: ["customers write the notes", "shell tool needs no approval", "code execution"],
      controls: ["LLM01:2026", "ASI02", "AML.T0051", "CWE-78"],
    }),
    finding({
      rule: "secret-in-notebook",
      title: "AWS key in a notebook (AKIA…)",
      severity: "high",
      asset: sampleId("notebook", "eda.ipynb"),
      location: { file: "notebooks/eda.ipynb", cell: 7, line: 2 },
      message: "An AWS access key with its secret key stands in a cell.",
      remediation: "Revoke the key, then use a role; deleting the line is not enough",
      reasons: ["not known if this repository is public, taken as company-wide", "live format"],
      controls: ["CWE-798"],
    }),
    finding({
      rule: "unsafe-load",
      title: "Downloaded adapter is unpickled in training and serving",
      severity: "high",
      asset: sampleId("adapter", "minilm-merchant-v3"),
      location: { file: "src/fraud/merchant_text.py", line: 46 },
      message: "torch.load without weights_only unpickles a file from another server.",
      remediation: "Set weights_only=True",
      reasons: ["outside publisher", "code execution"],
      controls: ["CWE-502", "AML.T0010", "LLM04:2026"],
      patch: {
        file: "src/fraud/merchant_text.py",
        diff: '--- a/src/fraud/merchant_text.py\n+++ b/src/fraud/merchant_text.py\n@@ -46,1 +46,1 @@\n-    state = torch.load(path, map_location="cpu")\n+    state = torch.load(path, map_location="cpu", weights_only=True)\n',
      },
    }),
    finding({
      rule: "endpoint-without-authentication",
      title: "Model endpoint on the internet without authentication",
      severity: "medium",
      asset: sampleId("endpoint", "POST /score"),
      location: { file: "src/serving/app.py", line: 52 },
      message: "POST /score asks for no credentials.",
      remediation: "Require a token on POST /score",
      reasons: ["internet", "service output", "one step lower: rate limit"],
      controls: ["CWE-306"],
      confidence: "likely",
    }),
    finding({
      rule: "hub-model-not-pinned",
      title: "Hub model not pinned",
      severity: "low",
      asset: sampleId("model", "sentence-transformers/all-MiniLM-L6-v2"),
      location: { file: "src/fraud/merchant_text.py", line: 56 },
      message: "No revision.",
      remediation: "Pin the revision",
      reasons: ["hub publisher"],
      controls: ["LLM04:2026"],
      suppressed: { by: "baseline", reason: "accepted until the next release", until: "2026-12-31" },
    }),
    finding({
      rule: "secret-in-notebook",
      title: "Fake key in a test",
      severity: "low",
      location: { file: "tests/test_agent.py", line: 16 },
      message: "A marked fake key.",
      remediation: "None needed",
      reasons: ["test"],
      controls: ["CWE-798"],
      scope: "test",
      confidence: "possible",
    }),
  ];
}

export function sampleActions(findings: readonly Finding[]): Action[] {
  return findings
    .filter((each) => each.suppressed === undefined)
    .map((each, position) => ({
      rank: position + 1,
      severity: each.severity,
      title: each.title,
      reasons: each.reasons,
      fix: each.remediation,
      findings: [each.id],
      ...(position === 0 ? { cuts: "cuts 2 of 3 paths" } : {}),
      ...(each.owner === undefined ? {} : { owner: each.owner }),
      scope: each.scope,
      confidence: each.confidence,
      location: each.location,
    }));
}

export function samplePaths(): AttackPath[] {
  return [
    {
      id: "path-1",
      title: "A partner can rewrite the training data of the live fraud model",
      severity: "critical",
      steps: [
        { asset: sampleId("identity", "partner-b-writer"), evidence: [] },
        {
          asset: sampleId("storage", "s3://bank-feeds"),
          via: "can_access",
          evidence: [{ file: "infra/s3.tf", line: 38, technique: "configuration", confidence: "certain" }],
        },
        {
          asset: sampleId("dataset", "transactions.csv"),
          via: "fetched_from",
          evidence: [{ file: "dvc.yaml", line: 12, technique: "configuration", confidence: "certain" }],
        },
        {
          asset: sampleId("model", "fraud-model"),
          via: "trains_on",
          evidence: [{ file: "src/fraud/train.py", line: 27, technique: "syntax", confidence: "certain" }],
        },
        {
          asset: sampleId("endpoint", "POST /score"),
          via: "serves",
          evidence: [{ file: "infra/endpoint.tf", line: 9, technique: "configuration", confidence: "certain" }],
        },
      ],
      fixes: [{ relation: "partner-b-writer can_access s3://bank-feeds", cuts: 2 }],
    },
  ];
}

export function sampleChecks(): Check[] {
  return [
    { rule: "endpoint-without-authentication", applicable: 2, passed: 1, failed: 1, unknown: 0, suppressed: 0 },
    { rule: "hub-model-not-pinned", applicable: 3, passed: 2, failed: 0, unknown: 0, suppressed: 1 },
    { rule: "mcp-server-over-http", applicable: 0, passed: 0, failed: 0, unknown: 0, suppressed: 0 },
    {
      rule: "model-file-signature",
      applicable: 2,
      passed: 0,
      failed: 0,
      unknown: 2,
      suppressed: 0,
      reason: "no signature store is configured",
    },
    { rule: "secret-in-notebook", applicable: 60, passed: 58, failed: 2, unknown: 0, suppressed: 0 },
    { rule: "training-loop-without-gate", applicable: 1, passed: 0, failed: 1, unknown: 0, suppressed: 0 },
    { rule: "unsafe-load", applicable: 4, passed: 3, failed: 1, unknown: 0, suppressed: 0 },
    { rule: "untrusted-text-to-shell", applicable: 1, passed: 0, failed: 1, unknown: 0, suppressed: 0 },
  ];
}
