import type { Asset } from "@castellan/graph";
import { factList, factText, metricsOf, scalarText } from "../asset-facts.ts";
import { datasetsOf, hyperparametersOf, metricsFilesOf, runsOf } from "../model-facts.ts";
import { nonEmpty, property } from "./properties.ts";
import { referenceOf, type Writing } from "./references.ts";
import { PROPERTY_NAMES } from "./taxonomy.ts";
import type { ModelCard } from "./types.ts";

const APPROACHES: ReadonlySet<string> = new Set([
  "supervised",
  "unsupervised",
  "reinforcement-learning",
  "semi-supervised",
  "self-supervised",
]);
function filled<T extends object>(part: T): T | undefined {
  return Object.values(part).some((value) => value !== undefined) ? part : undefined;
}

const formats = (texts: readonly string[]): readonly { readonly format: string }[] | undefined =>
  nonEmpty(texts.map((format) => ({ format })));

/** The card as far as code, files and the model's own card state it. Nothing is made up for what they do not state. */
export function modelCardOf(writing: Writing, model: Asset): ModelCard | undefined {
  const { attributes } = model;
  const { index } = writing;
  const runs = runsOf(index, model);
  const approach = [attributes, ...runs.map((run) => run.attributes)]
    .map((each) => factText(each, "approach", "learning")?.toLowerCase().replaceAll(/[ _]/g, "-"))
    .find((word) => word !== undefined && APPROACHES.has(word));
  const architecture = factText(attributes, "architecture", "modelArchitecture") ?? factList(attributes, "architectures")[0];
  const metrics = [model, ...metricsFilesOf(index, model)].flatMap(metricsOf);
  const hyperparameters = hyperparametersOf(index, model);
  const families =
    factText(attributes, "architectureFamily", "modelType", "model_type", "family") ??
    runs.map((run) => factText(run.attributes, "algorithm")).find((text) => text !== undefined);
  const card: ModelCard = {
    modelParameters: filled({
      approach: approach === undefined ? undefined : { type: approach },
      task: factText(attributes, "task", "pipelineTag", "pipeline_tag", "role"),
      architectureFamily: families,
      modelArchitecture: architecture,
      datasets: nonEmpty(datasetsOf(index, model).map((dataset) => ({ ref: referenceOf(dataset) }))),
      inputs: formats(factList(attributes, "inputs", "input")),
      outputs: formats(factList(attributes, "outputs", "output")),
    }),
    quantitativeAnalysis: metrics.length === 0 ? undefined : { performanceMetrics: metrics },
    considerations: filled({
      users: nonEmpty(factList(attributes, "users")),
      useCases: nonEmpty(factList(attributes, "useCases", "intendedUse", "intended_use")),
      technicalLimitations: nonEmpty(factList(attributes, "limitations", "technicalLimitations")),
      performanceTradeoffs: nonEmpty(factList(attributes, "performanceTradeoffs", "tradeoffs")),
      ethicalConsiderations: nonEmpty(factList(attributes, "ethicalConsiderations", "risks").map((name) => ({ name }))),
      fairnessAssessments: nonEmpty(factList(attributes, "fairness", "groupsAtRisk").map((groupAtRisk) => ({ groupAtRisk }))),
    }),
    properties: nonEmpty(
      hyperparameters.flatMap(([name, value]) => {
        const text = scalarText(value);
        return text === undefined ? [] : [property(PROPERTY_NAMES.hyperparameter.name.replace("*", name), text)];
      }),
    ),
  };
  return filled(card);
}
