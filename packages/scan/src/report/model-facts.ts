import type { Asset, Json } from "@castellan/graph";
import type { ResultIndex } from "./result-index.ts";

const DATA_RELATIONS: ReadonlySet<string> = new Set(["trains_on", "validates_on", "uses_dataset"]);
const DATA_KINDS: ReadonlySet<string> = new Set(["dataset", "data-source", "knowledge-base"]);

/** Runs and steps that made a model, in the order of their ids. */
export function runsOf(index: ResultIndex, model: Asset): Asset[] {
  return index
    .to(model.id)
    .filter((relation) => relation.kind === "produces")
    .map((relation) => index.asset(relation.from))
    .filter((run) => run !== undefined);
}

/** Data sets that a model was trained or tested on, stated on the model or on the run that made it. */
export function datasetsOf(index: ResultIndex, model: Asset): Asset[] {
  const found = new Map<string, Asset>();
  for (const subject of [model, ...runsOf(index, model)]) {
    for (const relation of index.from(subject.id)) {
      const target =
        DATA_RELATIONS.has(relation.kind) || (relation.kind === "reads" && subject !== model) ? index.asset(relation.to) : undefined;
      if (target !== undefined && DATA_KINDS.has(target.kind)) found.set(target.id, target);
    }
  }
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Metrics files that the runs of a model wrote. */
export function metricsFilesOf(index: ResultIndex, model: Asset): Asset[] {
  const written = runsOf(index, model)
    .flatMap((run) => index.from(run.id))
    .filter((relation) => relation.kind === "produces" || relation.kind === "writes_to");
  return written
    .map((relation) => index.asset(relation.to))
    .filter((asset) => asset !== undefined)
    .filter((asset) => asset.kind === "metrics");
}

/** Attributes of a run that say what it is, not how it was set. */
const NOT_HYPERPARAMETERS: ReadonlySet<string> = new Set([
  "algorithm",
  "approach",
  "library",
  "command",
  "engine",
  "framework",
  "task",
  "metrics",
  "description",
]);

/** What set the runs of a model, by name: their own attributes, and the files of hyperparameters that they use. */
export function hyperparametersOf(index: ResultIndex, model: Asset): readonly (readonly [string, Json])[] {
  const runs = runsOf(index, model);
  const files = [model, ...runs]
    .flatMap((subject) => index.from(subject.id))
    .filter((relation) => relation.kind === "uses_config")
    .map((relation) => index.asset(relation.to))
    .filter((asset) => asset !== undefined)
    .filter((asset) => asset.kind === "hyperparameters");
  const stated = new Map<string, Json>();
  for (const file of files) {
    const { values, ...rest } = file.attributes;
    const entries = typeof values === "object" && values !== null && !Array.isArray(values) ? Object.entries(values) : Object.entries(rest);
    for (const [name, value] of entries) stated.set(name, value);
  }
  for (const [name, value] of runs.flatMap((run) => Object.entries(run.attributes)))
    if (!NOT_HYPERPARAMETERS.has(name)) stated.set(name, value);
  return [...stated].sort(([a], [b]) => (a < b ? -1 : 1));
}
