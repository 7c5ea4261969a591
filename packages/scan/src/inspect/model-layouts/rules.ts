import type { ModelFileRule } from "../rule.ts";

/** Findings in layouts of registries: OCI, Ollama, Docker. */
export const MODEL_LAYOUT_RULES: readonly ModelFileRule[] = [
  {
    id: "digest-mismatch",
    title: "Content that is not what its digest says",
    verdict: "suspicious",
    severity: "high",
    why: "The file was damaged or exchanged after it was published.",
    fix: "Fetch the file again from the registry, and do not use this one.",
    references: ["https://github.com/opencontainers/image-spec/blob/main/descriptor.md#digests"],
  },
  {
    id: "digest-path",
    title: "A digest that is a path",
    verdict: "malicious",
    severity: "critical",
    why: "Clients build a file name from the digest: one with a path in it makes them write or read elsewhere.",
    fix: "Do not pull from this registry.",
    references: ["https://nvd.nist.gov/vuln/detail/CVE-2024-37032"],
  },
  {
    id: "whiteout-content",
    title: "A mark of a deleted file with content in it",
    verdict: "suspicious",
    severity: "medium",
    why: "Whiteouts of image layers are empty: tools skip them, and content in them is not looked at.",
    fix: "Do not use the layer; build the image anew.",
    references: ["https://github.com/opencontainers/image-spec/blob/main/layer.md#whiteouts"],
  },
  {
    id: "layer-from-url",
    title: "A layer that is fetched from another place",
    verdict: "suspicious",
    severity: "medium",
    why: "The descriptor gives addresses outside of the registry; what they serve is not part of what was inspected.",
    fix: "Use an image whose layers are in the registry.",
    references: ["https://github.com/opencontainers/image-spec/blob/main/descriptor.md#properties"],
  },
];
