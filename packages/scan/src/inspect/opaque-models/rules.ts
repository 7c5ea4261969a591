import type { ModelFileRule } from "../rule.ts";

/** Formats that are recognised and cannot be examined. */
export const OPAQUE_MODEL_RULES: readonly ModelFileRule[] = [
  {
    id: "compiled-model",
    title: "A compiled model, whose content cannot be examined",
    verdict: "suspicious",
    severity: "medium",
    why: "The file holds machine code or a graph in a form that only its vendor's runtime reads, and may name plugins that the runtime loads.",
    fix: "Compile the model yourself from weights that can be examined (ONNX, safetensors).",
    references: ["https://docs.nvidia.com/deeplearning/tensorrt/latest/inference-library/advanced.html#runtime-options"],
  },
  {
    id: "unread-model-format",
    title: "A model format that is recognised and not read",
    verdict: "suspicious",
    severity: "medium",
    why: "What was not read is not known to be harmless.",
    fix: "Ask the publisher for a format that can be read.",
  },
];
