import type { ModelFileRule } from "../rule.ts";

/** Findings in tree ensembles, and of structures that several formats share. */
export const TREE_MODEL_RULES: readonly ModelFileRule[] = [
  {
    id: "impossible-length",
    title: "A length that no file can have",
    verdict: "malicious",
    severity: "critical",
    why: "Native loaders allocate what a header announces, or compute with it until it overflows; no broken download gives such a number.",
    fix: "Do not load the file.",
    references: ["https://cwe.mitre.org/data/definitions/789.html", "https://cwe.mitre.org/data/definitions/190.html"],
  },
  {
    id: "tree-index-outside",
    title: "An index in a tree leads outside of its table",
    verdict: "malicious",
    severity: "critical",
    why: "Prediction follows child, feature and leaf numbers without a check: one outside of the table reads foreign memory. No library writes such a tree.",
    fix: "Do not load the file; ask the publisher for a new export.",
    references: ["https://cwe.mitre.org/data/definitions/125.html"],
  },
  {
    id: "tree-cycle",
    title: "A node of a tree is reached twice",
    verdict: "malicious",
    severity: "critical",
    why: "Prediction walks from node to node until a leaf: a circle never ends. No library writes such a tree.",
    fix: "Do not load the file.",
    references: ["https://cwe.mitre.org/data/definitions/835.html"],
  },
  {
    id: "nested-too-deep",
    title: "Values nested deeper than the loader's stack",
    verdict: "malicious",
    severity: "critical",
    why: "The loader reads nested values by recursion: thousands of levels end the program or write beyond its stack. No library writes them.",
    fix: "Do not load the file.",
    references: ["https://cwe.mitre.org/data/definitions/674.html"],
  },
  {
    id: "tree-count-impossible",
    title: "A count that the file has no room for",
    verdict: "malicious",
    severity: "critical",
    why: "The loader allocates what is declared, or reads as many entries, though the file holds a few of them only.",
    fix: "Do not load the file.",
    references: ["https://cwe.mitre.org/data/definitions/789.html"],
  },
  {
    id: "duplicate-key",
    title: "A key stands twice in one object",
    verdict: "suspicious",
    severity: "medium",
    why: "Parsers differ in which of two equal keys they believe: a checker and a loader can see two models in one file.",
    fix: "Write the file anew with its own library.",
    references: ["https://www.rfc-editor.org/rfc/rfc8259#section-4"],
  },
];
