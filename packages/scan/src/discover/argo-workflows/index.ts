import { at, type ConfigNode, entries, items, text } from "@castellan/formats";
import type { ProjectFile, Target } from "../../project/facts.ts";
import type { Discoverer, DiscoverySink } from "../discoverer.ts";
import { nameOf, targetOf } from "../file-place.ts";
import { anyLearns, type ContainerStep, containerFacts, writeContainerPipeline } from "../pipelines/container-steps.ts";
import { PipelineWriter } from "../pipelines/pipeline-writer.ts";

const KINDS: ReadonlySet<string> = new Set(["Workflow", "WorkflowTemplate", "ClusterWorkflowTemplate", "CronWorkflow"]);

/** Workflows of Argo that train or use models, also what Kubeflow Pipelines 1 compiles to (argo-workflows.readthedocs.io/en/latest/fields). */
export const argoWorkflows: Discoverer = {
  id: "argo-workflows",
  version: 1,
  discover(project, sink) {
    for (const file of project.files)
      for (const document of file.facts.config?.documents ?? [])
        if (/^argoproj\.io\//.test(text(at(document, "apiVersion")) ?? "") && KINDS.has(text(at(document, "kind")) ?? ""))
          workflow(targetOf(project, file), file, document, sink);
  },
};

function workflow(target: Target, file: ProjectFile, document: ConfigNode, sink: DiscoverySink): void {
  const spec = at(document, "spec", "workflowSpec") ?? at(document, "spec");
  const kind = text(at(document, "kind")) ?? "Workflow";
  const generated = text(at(document, "metadata", "generateName"))?.replace(/-+$/, "");
  const name = text(at(document, "metadata", "name")) ?? generated ?? nameOf(file.path);
  const address = `${kind}/${name}`;
  const kubeflow = entries(at(document, "metadata", "annotations")).some(({ key }) => key.startsWith("pipelines.kubeflow.org/"));
  const templates = new Map(items(at(spec, "templates")).map((template) => [text(at(template, "name")) ?? "", template]));
  const entrypoint = text(at(spec, "entrypoint")) ?? "";
  const steps = stepsOf(templates, entrypoint, address, file.path);
  const pipeline = {
    name: kubeflow ? kubeflowName(document, name) : name,
    line: document.line,
    resource: address,
    steps,
    attributes: { kind, ...(kubeflow ? { compiled: true } : {}) },
  };
  if (steps.length === 0 || !(kubeflow || anyLearns(pipeline))) return;
  const engine = kubeflow ? "kubeflow" : "argo-workflows";
  writeContainerPipeline(
    { target, file, sink, writer: new PipelineWriter(target, file, sink, engine, `argo:${file.path}:${address}`) },
    pipeline,
  );
}

/** The compiler writes the pipeline's own name into an annotation. */
function kubeflowName(document: ConfigNode, fallback: string): string {
  const written = text(at(document, "metadata", "annotations", "pipelines.kubeflow.org/pipeline_spec"));
  return /"name"\s*:\s*"([^"]+)"\s*\}?\s*$/.exec(written ?? "")?.[1] ?? fallback;
}

const MAX_STEPS = 500;

/** Leaves of the entry point: tasks of DAGs and steps that run a container; one template may run several times. */
function stepsOf(templates: ReadonlyMap<string, ConfigNode>, entrypoint: string, address: string, file: string): readonly ContainerStep[] {
  const found: ContainerStep[] = [];
  /** Runs a template after some steps; gives the steps that end it. */
  const run = (
    template: ConfigNode | undefined,
    key: string,
    name: string,
    line: number,
    after: readonly string[],
    open: readonly string[],
  ): readonly string[] => {
    const own = text(at(template, "name")) ?? name;
    if (template === undefined || open.includes(own) || found.length >= MAX_STEPS) return after;
    const dag = items(at(template, "dag", "tasks"));
    if (dag.length > 0) return runDag(dag, key, after, [...open, own]);
    const groups = items(at(template, "steps"));
    if (groups.length > 0) {
      let last = after;
      for (const group of groups) {
        const members = group.kind === "list" ? group.items : [group];
        last = members.flatMap((member) => runMember(member, key, last, [...open, own]));
      }
      return last;
    }
    const container = at(template, "container") ?? at(template, "script");
    found.push({
      key,
      name,
      line,
      resource: `${address}.${key}`,
      after,
      ...containerFacts(container, file),
      ...(own === name ? {} : { attributes: { template: own } }),
    });
    return [key];
  };
  const runMember = (member: ConfigNode, prefix: string, after: readonly string[], open: readonly string[]): readonly string[] => {
    const name = text(at(member, "name")) ?? "";
    const template = at(member, "inline") ?? templates.get(text(at(member, "template")) ?? "");
    const key = prefix === "" ? name : `${prefix}.${name}`;
    // A template of another file is a step all the same.
    if (template === undefined) {
      found.push({ key, name, line: member.line, resource: `${address}.${key}`, after });
      return [key];
    }
    return run(template, key, name, member.line, after, open);
  };
  const runDag = (tasks: readonly ConfigNode[], prefix: string, after: readonly string[], open: readonly string[]): readonly string[] => {
    const names = new Set(tasks.map((task) => text(at(task, "name")) ?? ""));
    const before = (task: ConfigNode): readonly string[] => [
      ...items(at(task, "dependencies")).flatMap((item) => text(item) ?? []),
      ...[...(text(at(task, "depends")) ?? "").matchAll(/[\w-]+(?=\.|\s|$|[)&|])/g)]
        .map(([name]) => name)
        .filter((name) => names.has(name)),
    ];
    const ends = new Map<string, readonly string[]>();
    const waiting = [...tasks];
    for (let round = 0; round <= tasks.length && waiting.length > 0; round += 1) {
      for (const task of [...waiting]) {
        const needed = before(task).filter((name) => names.has(name));
        if (round < tasks.length && needed.some((name) => !ends.has(name))) continue;
        waiting.splice(waiting.indexOf(task), 1);
        const start = needed.length === 0 ? after : needed.flatMap((name) => ends.get(name) ?? []);
        ends.set(text(at(task, "name")) ?? "", runMember(task, prefix, start, open));
      }
    }
    const inner = new Set(tasks.flatMap(before));
    return [...ends].filter(([name]) => !inner.has(name)).flatMap(([, last]) => last);
  };
  const first = templates.get(entrypoint) ?? (entrypoint === "" ? [...templates.values()][0] : undefined);
  if (first !== undefined) {
    const name = text(at(first, "name")) ?? "main";
    const single = items(at(first, "dag", "tasks")).length === 0 && items(at(first, "steps")).length === 0;
    run(first, single ? name : "", name, first.line, [], []);
  }
  return found;
}
