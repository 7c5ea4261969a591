import type { ModelFileRule } from "../rule.ts";

/** Findings of every format that is written as protocol buffers. */
export const PROTOBUF_RULES: readonly ModelFileRule[] = [
  {
    id: "protobuf-unknown-field",
    title: "A field that the format's schema does not know",
    verdict: "suspicious",
    severity: "low",
    why: "Parsers skip unknown fields without a word: a place to hide another payload, or an extension of a fork that was not examined.",
    fix: "Write the model anew with the format's own library, which drops what it does not know, or ask the publisher what it is.",
    references: ["https://protobuf.dev/programming-guides/proto3/#unknowns"],
  },
  {
    id: "protobuf-repeated-field",
    title: "A field that may stand once stands again",
    verdict: "suspicious",
    severity: "medium",
    why: "Parsers merge repeated messages and take the last of repeated values; tools that take the first see another model.",
    fix: "Write the model anew with the format's own library; do not load it as it is.",
    references: ["https://protobuf.dev/programming-guides/encoding/#last-one-wins"],
  },
];
