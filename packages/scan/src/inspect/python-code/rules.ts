import type { ModelFileRule } from "../rule.ts";

/** Findings in Python source that comes with a model. */
export const PYTHON_CODE_RULES: readonly ModelFileRule[] = [
  {
    id: "archive-code",
    title: "A model archive that brings Python code",
    verdict: "suspicious",
    severity: "high",
    why: "The server or the loader imports the code: whoever wrote it runs on your machine. Harmless code exists; it must be read.",
    fix: "Read the code, or load the weights without it.",
    references: ["https://pytorch.org/serve/default_handlers.html", "https://huggingface.co/docs/transformers/custom_models"],
  },
  {
    id: "code-runs-programs",
    title: "Code that starts programs, decodes what it executes or opens a shell when it is loaded",
    verdict: "malicious",
    severity: "critical",
    why: "It happens when the module is imported or the handler is called: loading the model is enough. Code of models has no need for it.",
    fix: "Do not load the model; report it to the hub.",
    references: ["https://attack.mitre.org/techniques/T1059/006/"],
  },
];
