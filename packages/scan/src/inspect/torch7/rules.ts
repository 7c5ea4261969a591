import type { ModelFileRule } from "../rule.ts";

/** Findings in files of Torch7. */
export const TORCH7_RULES: readonly ModelFileRule[] = [
  {
    id: "torch7-function",
    title: "Lua bytecode that the loader turns into a function",
    verdict: "suspicious",
    severity: "high",
    why: "Torch7 loads the bytecode with no check, and methods of the object are called when the model is used. Where the bytecode names functions that run programs or load code, it is hostile.",
    fix: "Do not load the file; convert the weights from a file without functions.",
    references: ["https://github.com/torch/torch7/blob/master/doc/serialization.md", "https://cwe.mitre.org/data/definitions/502.html"],
  },
  {
    id: "torch7-class",
    title: "A class outside of Torch7's own packages",
    verdict: "suspicious",
    severity: "medium",
    why: "The loader calls the read function of the class, which some package must bring.",
    fix: "Review the package, or ask for a file of tensors only.",
  },
];
