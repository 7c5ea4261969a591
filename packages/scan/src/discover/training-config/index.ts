import { at, type ConfigNode, entries, entry, text } from "@castellan/formats";
import type { Attributes, Evidence, Json, RelationKind } from "@castellan/graph";
import type { ProjectFile } from "../../project/facts.ts";
import { isHubId } from "../code/providers.ts";
import type { Discoverer, DiscoverySink } from "../discoverer.ts";
import { placeIn, targetOf } from "../file-place.ts";
import { fileAsset, hubDataset, hubModel, localSymbol } from "../identity/index.ts";

/** Keys under which trainers name the model that they start from (TRL, Axolotl, LLaMA-Factory, torchtune, Unsloth, MLX). */
const BASE_MODEL = ["model_name_or_path", "base_model", "pretrained_model_name_or_path", "model_id", "model_name", "hf_model"];
/** Keys of training settings: with two of them, a configuration is one of a training run. */
const TRAINING = [
  "learning_rate",
  "num_train_epochs",
  "num_epochs",
  "per_device_train_batch_size",
  "micro_batch_size",
  "gradient_accumulation_steps",
  "max_steps",
  "lr_scheduler_type",
  "lr_scheduler",
  "optim",
  "optimizer",
  "warmup_ratio",
  "warmup_steps",
  "lora_r",
  "lora_rank",
  "lora_alpha",
  "beta",
  "max_seq_length",
  "cutoff_len",
  "sequence_len",
  "bf16",
  "gradient_checkpointing",
];
const HYPERPARAMETERS = [
  "learning_rate",
  "num_train_epochs",
  "num_epochs",
  "per_device_train_batch_size",
  "micro_batch_size",
  "seed",
  "max_steps",
  "lora_r",
  "lora_alpha",
  "beta",
  "optim",
];
const OUTPUT = ["hub_model_id", "output_dir", "export_dir"];

/** Recipes of training frameworks: what is fine-tuned on which data, without a line of code. */
export const trainingConfig: Discoverer = {
  id: "training-config",
  version: 1,
  discover(project, sink) {
    for (const file of project.files) {
      for (const document of file.facts.config?.documents ?? []) {
        const settings = [document, at(document, "model"), at(document, "training"), at(document, "trainer")].filter(
          (node) => node?.kind === "map",
        );
        const score = TRAINING.filter((key) => settings.some((node) => entry(node, key) !== undefined)).length;
        if (score < 2) continue;
        const model = firstText(settings, BASE_MODEL);
        if (model === undefined) continue;
        recipe(file, document, settings, model, { project, sink });
      }
    }
  },
};

interface Found {
  readonly value: string;
  readonly line: number;
}
type Context = { readonly project: Parameters<Discoverer["discover"]>[0]; readonly sink: DiscoverySink };

function firstText(nodes: readonly (ConfigNode | undefined)[], keys: readonly string[]): Found | undefined {
  for (const key of keys) {
    for (const node of nodes) {
      const found = entry(node, key);
      const value = text(found?.value);
      if (found !== undefined && value !== undefined && value !== "") return { value, line: found.line };
    }
  }
  return undefined;
}

function recipe(
  file: ProjectFile,
  document: ConfigNode,
  settings: readonly (ConfigNode | undefined)[],
  base: Found,
  { project, sink }: Context,
): void {
  const target = targetOf(project, file);
  const place = (line: number): Evidence & { readonly technique: "configuration" } => ({
    ...placeIn(file, { line, technique: "configuration" }),
    technique: "configuration",
  });
  const hyperparameters: { [key: string]: Json } = {};
  for (const key of HYPERPARAMETERS) {
    const found = firstText(settings, [key]);
    if (found !== undefined) hyperparameters[key] = found.value;
  }
  const run = sink.asset({
    kind: "training-run",
    name: file.path,
    identity: localSymbol(target, file, "recipe"),
    scope: file.scope,
    lifecycle: "declared",
    attributes: { recipe: true, ...hyperparameters } satisfies Attributes,
    occurrences: [placeIn(file, { line: 1, technique: "configuration" })],
  });
  const relate = (kind: RelationKind, to: string, line: number): void => sink.relate(run, kind, to, "stated", [place(line)]);
  const revision = firstText(settings, ["model_revision", "revision"])?.value;
  const model = sink.asset({
    kind: "model",
    name: base.value,
    identity: isHubId(base.value) ? hubModel(base.value, revision) : fileAsset(target, base.value.replace(/^\.\//, "")),
    scope: file.scope,
    lifecycle: "declared",
    attributes: revision === undefined ? {} : { revision },
    occurrences: [placeIn(file, { line: base.line, technique: "configuration" })],
  });
  relate("fine_tunes", model, base.line);
  for (const { value, line, validation } of datasetsOf(document)) {
    const local = project.file(file.target, value.replace(/^\.\//, ""));
    const id = sink.asset({
      kind: "dataset",
      name: value,
      identity: local === undefined && isHubId(value) ? hubDataset(value) : fileAsset(target, value.replace(/^\.\//, "")),
      scope: file.scope,
      lifecycle: "declared",
      occurrences: [placeIn(file, { line, technique: "configuration" })],
    });
    relate(validation ? "validates_on" : "trains_on", id, line);
  }
  const output = firstText(settings, OUTPUT);
  if (output === undefined) return;
  const name = output.value.replace(/^\.\//, "");
  const made = sink.asset({
    kind: "model",
    name,
    identity: localSymbol(target, file, "output"),
    scope: file.scope,
    lifecycle: "declared",
    attributes: { output: true },
    occurrences: [placeIn(file, { line: output.line, technique: "configuration" })],
  });
  relate("produces", made, output.line);
  sink.relate(made, "derived_from", model, "stated", [place(output.line)]);
}

/** Data sets in the forms of the trainers: names, lists of { path | id | dataset_name }, mixtures keyed by id. */
function datasetsOf(document: ConfigNode): readonly (Found & { readonly validation: boolean })[] {
  const found: (Found & { validation: boolean })[] = [];
  const add = (node: ConfigNode | undefined, validation: boolean): void => {
    if (node?.kind === "scalar" && typeof node.value === "string")
      for (const value of node.value.split(",")) push(value.trim(), node.line, validation);
    else if (node?.kind === "list") for (const item of node.items) add(item, validation);
    else if (node?.kind === "map") {
      const name = firstText([node], ["path", "id", "dataset_name", "name", "dataset", "file_name"]);
      if (name !== undefined) push(name.value, name.line, validation);
      else for (const { key, line } of entries(node)) if (isHubId(key)) push(key, line, validation);
    }
  };
  const push = (value: string, line: number, validation: boolean): void => {
    if (value !== "" && !/\s/.test(value) && (isHubId(value) || /\.\w{2,8}$/.test(value) || /^[\w-]{3,}$/.test(value)))
      found.push({ value, line, validation });
  };
  for (const key of [
    "dataset",
    "datasets",
    "dataset_name",
    "dataset_id",
    "train_dataset",
    "train_datasets",
    "train_file",
    "dataset_path",
    "data_path",
  ])
    add(entry(document, key)?.value, false);
  const mixture = entry(document, "dataset_mixer")?.value ?? at(document, "dataset_mixture", "datasets");
  add(mixture, false);
  for (const key of ["test_datasets", "eval_dataset", "eval_datasets", "validation_file", "val_dataset"])
    add(entry(document, key)?.value, true);
  return found;
}
