import type { ModelFileRule } from "../rule.ts";

export const FLAX_RULES: readonly ModelFileRule[] = [
  {
    id: "forged-objects",
    title: "Bytes of the file become pointers to objects",
    verdict: "malicious",
    severity: "critical",
    why: "An array of the type object over raw bytes makes Python take numbers of the file for addresses in its memory. Touching one jumps to where the file says.",
    fix: "Do not load the file.",
    references: ["https://numpy.org/doc/stable/reference/generated/numpy.frombuffer.html"],
  },
  {
    id: "msgpack-extension",
    title: "An extension type that the format does not have",
    verdict: "suspicious",
    severity: "medium",
    why: "What becomes of it is decided by the program that reads the file; some have unpickled such values.",
    fix: "Ask the publisher what wrote it.",
  },
  {
    id: "embedded-program",
    title: "A program among the parameters",
    verdict: "suspicious",
    severity: "medium",
    why: "Nothing runs it when the file is loaded, but no training writes it, and another program may look for it.",
    fix: "Ask the publisher what it is for.",
  },
];
