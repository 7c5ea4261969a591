import type { Asset } from "@castellan/graph";
import { factText } from "../asset-facts.ts";
import { dataDirection } from "../lineage.ts";
import { comparePlaces } from "../text/place.ts";
import { assetProperties, nonEmpty } from "./properties.ts";
import { referenceOf, type Writing } from "./references.ts";
import type { Dependency, ResourceReference, Task, Workflow } from "./types.ts";

/** CycloneDX's task types know software only; training is a build, evaluation a test. */
const TASK_TYPES: Readonly<Record<string, string>> = {
  "training-run": "build",
  "evaluation-run": "test",
  "ci-job": "build",
  pipeline: "other",
  "pipeline-step": "other",
};

/** What can be named as an input, output or resource: anything that stands as component or service. */
function isResource(writing: Writing, asset: Asset | undefined): asset is Asset {
  if (asset === undefined) return false;
  const { as } = writing.placeOf(asset);
  return as === "component" || as === "service";
}

function unique(references: readonly string[]): ResourceReference[] {
  return [...new Set(references)].sort().map((ref) => ({ ref }));
}

function taskOf(writing: Writing, asset: Asset): Task {
  const inputs: string[] = [];
  const outputs = new Map<string, "artifact" | "metrics">();
  for (const relation of [...writing.index.from(asset.id), ...writing.index.to(asset.id)]) {
    const ends = dataDirection(relation);
    const other = writing.index.asset(relation.from === asset.id ? relation.to : relation.from);
    if (ends === undefined || !isResource(writing, other)) continue;
    if (ends.target === asset.id) inputs.push(referenceOf(other));
    else outputs.set(referenceOf(other), other.kind === "metrics" ? "metrics" : "artifact");
  }
  const command = factText(asset.attributes, "command", "cmd");
  return {
    "bom-ref": referenceOf(asset),
    uid: asset.id,
    name: asset.name.toWellFormed(),
    taskTypes: [TASK_TYPES[asset.kind] ?? "other"],
    steps: command === undefined ? undefined : [{ commands: [{ executed: command }] }],
    inputs: nonEmpty(unique(inputs).map((resource) => ({ resource }))),
    outputs: nonEmpty([...outputs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([ref, type]) => ({ type, resource: { ref } }))),
    properties: assetProperties(writing, asset, true),
  };
}

/** A step that reads what another step writes comes after it. */
function taskDependencies(writing: Writing, steps: readonly Asset[]): Dependency[] {
  const writers = new Map<string, Asset[]>();
  for (const step of steps) {
    for (const relation of writing.index.from(step.id)) {
      if (relation.kind === "writes_to" || relation.kind === "produces")
        writers.set(relation.to, [...(writers.get(relation.to) ?? []), step]);
    }
  }
  return steps.map((step) => {
    const before = writing.index.from(step.id).flatMap((relation) => {
      if (relation.kind === "depends_on") return steps.filter((other) => other.id === relation.to);
      return relation.kind === "reads" || relation.kind === "uses_dataset" || relation.kind === "trains_on"
        ? (writers.get(relation.to) ?? [])
        : [];
    });
    return {
      ref: referenceOf(step),
      dependsOn: nonEmpty([...new Set(before.filter((other) => other.id !== step.id).map(referenceOf))].sort()),
    };
  });
}

/** Pipelines with their steps, training and evaluation runs, CI jobs: how things are made. */
export function workflowsOf(writing: Writing): Workflow[] {
  const { index, result } = writing;
  const placed = new Set<string>();
  const stepsOf = (pipeline: Asset): Asset[] =>
    index
      .from(pipeline.id)
      .filter((relation) => relation.kind === "has_step")
      .map((relation) => index.asset(relation.to))
      .filter((step) => step !== undefined)
      .filter((step) => step.kind === "pipeline-step" && !placed.has(step.id))
      .sort((a, b) => comparePlaces(a.occurrences[0] ?? {}, b.occurrences[0] ?? {}) || (a.id < b.id ? -1 : 1));
  const workflow = (asset: Asset, steps: readonly Asset[]): Workflow => {
    const resources = index
      .from(asset.id)
      .map((relation) => index.asset(relation.to))
      .filter((other) => isResource(writing, other));
    return {
      ...taskOf(writing, asset),
      resourceReferences: nonEmpty(unique(resources.map(referenceOf))),
      tasks: nonEmpty(steps.map((step) => taskOf(writing, step))),
      taskDependencies: nonEmpty(taskDependencies(writing, steps)),
    };
  };
  const workflows = result.inventory.assets
    .filter((asset) => writing.placeOf(asset).as === "workflow")
    .map((asset) => {
      const steps = stepsOf(asset);
      for (const step of steps) placed.add(step.id);
      return workflow(asset, steps);
    });
  // A step that no pipeline names stands for itself.
  const alone = result.inventory.assets
    .filter((asset) => writing.placeOf(asset).as === "task" && !placed.has(asset.id))
    .map((asset) => workflow(asset, []));
  return [...workflows, ...alone];
}
