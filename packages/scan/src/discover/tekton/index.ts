import { at, type ConfigNode, items, text } from "@castellan/formats";
import type { ProjectFile } from "../../project/facts.ts";
import type { Discoverer } from "../discoverer.ts";
import { nameOf, targetOf } from "../file-place.ts";
import { anyLearns, type ContainerStep, containerFacts, writeContainerPipeline } from "../pipelines/container-steps.ts";
import { PipelineWriter } from "../pipelines/pipeline-writer.ts";

interface Placed {
  readonly file: ProjectFile;
  readonly document: ConfigNode;
}

/** Pipelines of Tekton that train or use models; their tasks may stand in other files (tekton.dev/docs/pipelines). */
export const tekton: Discoverer = {
  id: "tekton",
  version: 1,
  discover(project, sink) {
    const documents = project.files.flatMap((file) =>
      (file.facts.config?.documents ?? []).flatMap((document): readonly Placed[] =>
        /^tekton\.dev\//.test(text(at(document, "apiVersion")) ?? "") ? [{ file, document }] : [],
      ),
    );
    const tasks = new Map(
      documents
        .filter(({ document }) => /^(?:Cluster)?Task$/.test(text(at(document, "kind")) ?? ""))
        .map((placed) => [`${placed.file.target}:${text(at(placed.document, "metadata", "name")) ?? ""}`, placed]),
    );
    for (const { file, document } of documents) {
      const kind = text(at(document, "kind")) ?? "";
      const spec = kind === "PipelineRun" ? at(document, "spec", "pipelineSpec") : kind === "Pipeline" ? at(document, "spec") : undefined;
      if (spec === undefined) continue;
      const name =
        text(at(document, "metadata", "name")) ?? text(at(document, "metadata", "generateName"))?.replace(/-+$/, "") ?? nameOf(file.path);
      const address = `${kind}/${name}`;
      const pipeline = { name, line: document.line, resource: address, steps: stepsOf(file, spec, address, tasks), attributes: { kind } };
      if (pipeline.steps.length === 0 || !anyLearns(pipeline)) continue;
      const target = targetOf(project, file);
      writeContainerPipeline(
        { target, file, sink, writer: new PipelineWriter(target, file, sink, "tekton", `tekton:${file.path}:${address}`) },
        pipeline,
      );
    }
  },
};

function stepsOf(file: ProjectFile, spec: ConfigNode, address: string, tasks: ReadonlyMap<string, Placed>): readonly ContainerStep[] {
  const list = [...items(at(spec, "tasks")), ...items(at(spec, "finally"))];
  const names = new Set(list.map((task) => text(at(task, "name")) ?? ""));
  return list.map((task): ContainerStep => {
    const name = text(at(task, "name")) ?? "";
    const reference = text(at(task, "taskRef", "name"));
    const definition = at(task, "taskSpec") ?? at(tasks.get(`${file.target}:${reference ?? ""}`)?.document, "spec");
    const containers = items(at(definition, "steps")).map((step) => containerFacts(step, file.path));
    // A task is one step of the pipeline: what its containers run is what it runs.
    const written = textsIn(at(task, "params")).flatMap((value) =>
      [...value.matchAll(/\$\(tasks\.([\w-]+)\.results\./g)].map((match) => match[1] ?? ""),
    );
    const after = [...items(at(task, "runAfter")).flatMap((item) => text(item) ?? []), ...written];
    return {
      key: name,
      name,
      line: task.line,
      resource: `${address}.${name}`,
      after: [...new Set(after)].filter((other) => names.has(other) && other !== name),
      image: containers.find(({ image }) => image !== undefined)?.image,
      words: containers.find(({ words = [] }) => words.length > 0)?.words,
      source: containers.flatMap(({ source }) => source ?? []).join("\n") || undefined,
      environment: containers.flatMap(({ environment }) => environment ?? []),
      ...(reference === undefined ? {} : { attributes: { task: reference } }),
    };
  });
}

function textsIn(node: ConfigNode | undefined): readonly string[] {
  return items(node).flatMap((item) => text(at(item, "value")) ?? []);
}
