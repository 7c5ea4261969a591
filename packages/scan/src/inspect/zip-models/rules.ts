import type { ModelFileRule } from "../rule.ts";

/** Findings in archives of model servers. */
export const ZIP_MODEL_RULES: readonly ModelFileRule[] = [
  {
    id: "mar-custom-handler",
    title: "A TorchServe archive with a handler of its own",
    verdict: "suspicious",
    severity: "high",
    why: "TorchServe imports the handler and calls it for every request: it is a program on your server.",
    fix: "Read the handler, or serve the weights with one of TorchServe's own.",
    references: ["https://pytorch.org/serve/custom_service.html"],
  },
  {
    id: "mar-path-outside",
    title: "A TorchServe manifest that names a file outside of the archive",
    verdict: "malicious",
    severity: "critical",
    why: "The server imports or loads what the path leads to.",
    fix: "Do not load the archive.",
    references: ["https://cwe.mitre.org/data/definitions/22.html"],
  },
  {
    id: "mar-installs-packages",
    title: "A TorchServe archive that asks for packages",
    verdict: "benign",
    severity: "info",
    why: "Where the server allows it, it installs what the file of requirements names.",
    fix: "Keep install_py_dep_per_model off, or pin the packages and their hashes.",
  },
];
