import type { ModelFileRule } from "../rule.ts";

/** Findings that files of tensors share. */
export const TENSOR_FILE_RULES: readonly ModelFileRule[] = [
  {
    id: "tensors-cut",
    title: "The file ends before its tensors do",
    verdict: "suspicious",
    severity: "medium",
    why: "A download that broke off, or a header that announces what is not there: readers that do not compare read on behind the end.",
    fix: "Download the file again and compare its digest with the publisher's.",
  },
  {
    id: "tensor-type-unknown",
    title: "A tensor is of a type that is not known",
    verdict: "suspicious",
    severity: "low",
    why: "How many bytes such a tensor takes is not known, so that the file cannot be accounted for to its last byte.",
    fix: "Check whether a newer version of castellan knows the type; else ask the publisher.",
  },
];
