import type { ModelFileRule } from "./rule.ts";

/** Findings of the engine itself, whatever the format. */
export const ENGINE_RULES: readonly ModelFileRule[] = [
  {
    id: "not-examined",
    title: "A part could not be examined to its end",
    verdict: "suspicious",
    severity: "medium",
    why: "What was not read is not known to be harmless. A scanner that calls it clean is what an attacker hopes for.",
    fix: "Ask the publisher for a format that can be read (safetensors, GGUF, ONNX), or load it in a sandbox only.",
  },
  {
    id: "malformed",
    title: "The file breaks the rules of its format",
    verdict: "suspicious",
    severity: "medium",
    why: "A damaged or tampered file makes loaders read what no reader foresaw; native loaders have had memory errors there.",
    fix: "Download the file again and compare its digest with the publisher's; do not load it as it is.",
  },
  {
    id: "unclaimed-bytes",
    title: "Bytes that the format does not account for",
    verdict: "suspicious",
    severity: "medium",
    why: "Bytes that one loader skips are where another reading of the same file hides.",
    fix: "Compare the digest with the publisher's; write the file anew with its own library.",
  },
  {
    id: "overlapping-bytes",
    title: "Two parts of the file claim the same bytes",
    verdict: "suspicious",
    severity: "medium",
    why: "Loaders that read the parts in another order see another content.",
    fix: "Write the file anew with its own library; do not load it as it is.",
  },
  {
    id: "budget-exceeded",
    title: "The file takes more work than a reader may spend",
    verdict: "suspicious",
    severity: "medium",
    why: "Files built to exhaust a scanner hide behind it; honest files of this size exist, but were not read to the end.",
    fix: "Raise the budget that is named if you trust the source, or split the file.",
  },
  {
    id: "decompression-bomb",
    title: "A small file that unpacks to a huge one",
    verdict: "malicious",
    severity: "critical",
    why: "Loading it fills the memory or the disk of the machine.",
    fix: "Do not unpack it.",
    references: ["https://cwe.mitre.org/data/definitions/409.html"],
  },
  {
    id: "reader-failed",
    title: "The reader of this format failed",
    verdict: "suspicious",
    severity: "medium",
    why: "A reader that fails has proven nothing. This is a fault of castellan, or a file built to cause it.",
    fix: "Report the file to the project if you can share it; do not load it on the strength of this result.",
  },
];
