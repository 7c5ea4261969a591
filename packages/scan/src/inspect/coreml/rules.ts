import type { ModelFileRule } from "../rule.ts";

export const COREML_RULES: readonly ModelFileRule[] = [
  {
    id: "coreml-custom-class",
    title: "The model runs a class of the program that loads it",
    verdict: "suspicious",
    severity: "high",
    why: "Custom layers and custom models are native classes that Core ML looks up by name in the application.",
    fix: "Find the class and judge it, or ask for a model without custom parts.",
    references: ["https://developer.apple.com/documentation/coreml/mlcustomlayer"],
  },
  {
    id: "coreml-unknown-operator",
    title: "An operator that the language of Core ML programs does not have",
    verdict: "suspicious",
    severity: "medium",
    why: "No release defines the operator: it is a custom one, or the file was made by hand.",
    fix: "Convert the model with a released version of coremltools.",
  },
  {
    id: "coreml-linked-model",
    title: "The model loads another model by name",
    verdict: "suspicious",
    severity: "medium",
    why: "Linked models are looked for in search paths of the machine; what is found there was not examined.",
    fix: "Ask for a model that holds all its parts.",
  },
];
