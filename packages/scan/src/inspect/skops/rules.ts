import type { ModelFileRule } from "../rule.ts";

const ADVISORIES = [
  "https://nvd.nist.gov/vuln/detail/CVE-2025-54412",
  "https://nvd.nist.gov/vuln/detail/CVE-2025-54413",
  "https://nvd.nist.gov/vuln/detail/CVE-2025-54886",
];

export const SKOPS_RULES: readonly ModelFileRule[] = [
  {
    id: "skops-code-execution",
    title: "The schema names something that runs code",
    verdict: "malicious",
    severity: "critical",
    why: "skops builds objects out of what its schema names. This node gives the loader a function or method that reaches code, processes or files; some versions did so without asking.",
    fix: "Do not load the file.",
    references: ADVISORIES,
  },
  {
    id: "skops-unknown-type",
    title: "The schema names a type that is not known",
    verdict: "suspicious",
    severity: "medium",
    why: "skops loads it only when it is stated as trusted; what it does then is not known.",
    fix: "Read the code of the package that it comes from before you trust it.",
    references: ["https://skops.readthedocs.io/en/stable/persistence.html"],
  },
  {
    id: "skops-structure",
    title: "The schema is not what skops writes",
    verdict: "suspicious",
    severity: "medium",
    why: "Nodes of an unknown kind, and files with a path, are read by no version of skops that is known.",
    fix: "Ask the publisher for the model again.",
  },
];
