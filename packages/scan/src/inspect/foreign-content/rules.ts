import type { ModelFileRule } from "../rule.ts";

/** Findings about bytes that are no model, in the place of one. */
export const FOREIGN_CONTENT_RULES: readonly ModelFileRule[] = [
  {
    id: "name-content-mismatch",
    title: "The name says model, the bytes are something else",
    verdict: "suspicious",
    severity: "medium",
    why: "No loader of the named format would accept these bytes: the upload is broken, or the name is to lead people and filters astray.",
    fix: "Do not use the file; ask the publisher for the right one.",
  },
  {
    id: "native-code",
    title: "Native code in the place of a model or among its parts",
    verdict: "suspicious",
    severity: "high",
    why: "Whoever runs or links it runs what is in it. Nothing here examines machine code.",
    fix: "Build the code from reviewed source, or use a model that needs none.",
    references: ["https://cwe.mitre.org/data/definitions/829.html"],
  },
  {
    id: "script-in-model",
    title: "A script among the parts of a model",
    verdict: "suspicious",
    severity: "high",
    why: "No loader of weights needs a script; somebody is to run it.",
    fix: "Read it before anything runs it.",
  },
];
