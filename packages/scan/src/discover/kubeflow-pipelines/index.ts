import { at, type ConfigNode, entries, items, text } from "@castellan/formats";
import type { ProjectFile, Target } from "../../project/facts.ts";
import type { Discoverer, DiscoverySink } from "../discoverer.ts";
import { nameOf, targetOf } from "../file-place.ts";
import { type ContainerStep, writeContainerPipeline } from "../pipelines/container-steps.ts";
import { PipelineWriter } from "../pipelines/pipeline-writer.ts";

/** Pipelines that Kubeflow Pipelines 2 and Vertex AI compiled (github.com/kubeflow/pipelines: pipeline_spec.proto). */
export const kubeflowPipelines: Discoverer = {
  id: "kubeflow-pipelines",
  version: 1,
  discover(project, sink) {
    for (const file of project.files)
      for (const document of file.facts.config?.documents ?? []) {
        const specification = at(document, "pipelineSpec") ?? document;
        if (at(specification, "pipelineInfo", "name") === undefined || at(specification, "root", "dag", "tasks") === undefined) continue;
        compiled(targetOf(project, file), file, specification, sink);
      }
  },
};

const MAX_STEPS = 500;

function compiled(target: Target, file: ProjectFile, specification: ConfigNode, sink: DiscoverySink): void {
  const name = text(at(specification, "pipelineInfo", "name")) ?? nameOf(file.path);
  const steps: ContainerStep[] = [];
  const walk = (dag: ConfigNode | undefined, prefix: string, outer: readonly string[], depth: number): readonly string[] => {
    const ends = new Map<string, readonly string[]>();
    const needed = (task: ConfigNode): readonly string[] => [
      ...items(at(task, "dependentTasks")).flatMap((item) => text(item) ?? []),
      ...producers(at(task, "inputs")),
    ];
    const tasks = entries(at(dag, "tasks"));
    const keyOf = (task: string): string => (prefix === "" ? task : `${prefix}.${task}`);
    for (const { key, line, value } of tasks) {
      if (steps.length >= MAX_STEPS || depth > 8) break;
      const component = at(specification, "components", text(at(value, "componentRef", "name")) ?? "");
      const before = [...new Set(needed(value))];
      const after = before.length === 0 ? outer : before.map(keyOf);
      if (at(component, "dag") !== undefined) {
        ends.set(key, walk(at(component, "dag"), keyOf(key), after, depth + 1));
        continue;
      }
      const container = at(specification, "deploymentSpec", "executors", text(at(component, "executorLabel")) ?? "", "container");
      ends.set(key, [keyOf(key)]);
      steps.push({
        key: keyOf(key),
        name: text(at(value, "taskInfo", "name")) ?? key,
        line,
        resource: `root.dag.tasks.${keyOf(key)}`,
        after,
        image: text(at(container, "image")),
      });
    }
    // A group of tasks stands for those that end it.
    for (const [index, step] of steps.entries()) {
      const after = step.after.flatMap((name) => [...ends].find(([key]) => keyOf(key) === name)?.[1] ?? [name]);
      steps[index] = { ...step, after: after.filter((name) => name !== step.key) };
    }
    const inner = new Set(tasks.flatMap(({ value }) => needed(value)));
    return [...ends].filter(([key]) => !inner.has(key)).flatMap(([, last]) => last);
  };
  walk(at(specification, "root", "dag"), "", [], 0);
  if (steps.length === 0) return;
  writeContainerPipeline(
    { target, file, sink, writer: new PipelineWriter(target, file, sink, "kubeflow", `kfp:${file.path}`) },
    { name, line: at(specification, "pipelineInfo")?.line ?? 1, resource: "pipelineInfo", steps, attributes: { compiled: true } },
  );
}

/** Tasks whose outputs a task takes. */
function producers(inputs: ConfigNode | undefined): readonly string[] {
  return [...entries(at(inputs, "artifacts")), ...entries(at(inputs, "parameters"))].flatMap(
    ({ value }) => text(at(value, "taskOutputArtifact", "producerTask")) ?? text(at(value, "taskOutputParameter", "producerTask")) ?? [],
  );
}
