import type { ModelFileRule } from "../rule.ts";

/** Findings in vector indexes of Faiss. */
export const FAISS_RULES: readonly ModelFileRule[] = [
  {
    id: "faiss-outside-file",
    title: "An index that opens another file",
    verdict: "suspicious",
    severity: "high",
    why: "Loading the index opens and maps the file at the path in it, wherever that leads.",
    fix: "Load the index without memory mapping, or build it anew with its lists inside.",
    references: ["https://github.com/facebookresearch/faiss/wiki/Indexes-that-do-not-fit-in-RAM"],
  },
  {
    id: "faiss-index-outside",
    title: "A number in the index leads outside of its table",
    verdict: "malicious",
    severity: "critical",
    why: "Search follows neighbours and lists without a check: one outside reads foreign memory. Faiss never writes one.",
    fix: "Do not load the file.",
    references: ["https://cwe.mitre.org/data/definitions/125.html"],
  },
];
