import type { ModelFileRule } from "../rule.ts";

export const GGUF_RULES: readonly ModelFileRule[] = [
  {
    id: "gguf-memory-error",
    title: "The header is built to make a reader leave its memory",
    verdict: "malicious",
    severity: "critical",
    why: "Readers in C and Go take counts, types, sizes and places of tensors from the header. Values like these have made them write or read foreign memory, divide by zero or exhaust the stack; no converter writes them.",
    fix: "Do not load the file. Download the model from its publisher, and compare the digests.",
    references: [
      "https://nvd.nist.gov/vuln/detail/CVE-2024-21802",
      "https://nvd.nist.gov/vuln/detail/CVE-2025-53630",
      "https://github.com/ggml-org/ggml/blob/master/docs/gguf.md",
    ],
  },
];
