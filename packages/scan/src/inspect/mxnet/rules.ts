import type { ModelFileRule } from "../rule.ts";

/** Findings in models of MXNet. */
export const MXNET_RULES: readonly ModelFileRule[] = [
  {
    id: "mxnet-custom-operator",
    title: "An operator that a program must bring",
    verdict: "suspicious",
    severity: "high",
    why: "Custom operators call Python or a native library that is registered under the name; what they do is not in this file.",
    fix: "Review the code of the operator, or export the model without it.",
    references: ["https://mxnet.apache.org/versions/1.9.1/api/python/docs/tutorials/extend/customop.html"],
  },
  {
    id: "mxnet-pointer-operator",
    title: "An operator that takes an address in memory",
    verdict: "malicious",
    severity: "critical",
    why: "MXNet calls through the address that the attribute gives: a file that sets it decides where the program jumps.",
    fix: "Do not load the file.",
    references: ["https://cwe.mitre.org/data/definitions/822.html"],
  },
  {
    id: "mxnet-input-outside",
    title: "A node takes its input from outside of the graph",
    verdict: "suspicious",
    severity: "medium",
    why: "Inputs are numbers of nodes before: others make the loader read foreign memory.",
    fix: "Ask the publisher for a new export.",
  },
];
