import type { ModelFileRule } from "../rule.ts";

export const NUMPY_RULES: readonly ModelFileRule[] = [
  {
    id: "numpy-header",
    title: "The header of the array is not what numpy writes",
    verdict: "suspicious",
    severity: "medium",
    why: "numpy reads the header as a Python literal with three keys. Anything else is an attempt at another reader, or a damaged file.",
    fix: "Ask the publisher for the array again; load it with allow_pickle=False.",
    references: ["https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html"],
  },
  {
    id: "numpy-header-crash",
    title: "The header of the array is nested to crash the parser",
    verdict: "malicious",
    severity: "critical",
    why: "Before version 1.24 numpy gave headers of any length to Python's parser, whose stack thousands of brackets or signs exhaust.",
    fix: "Do not load the file.",
    references: ["https://numpy.org/doc/stable/release/1.24.0-notes.html"],
  },
];
