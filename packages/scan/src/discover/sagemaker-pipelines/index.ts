import { at, type ConfigNode, entries, items, text } from "@castellan/formats";
import type { ProjectFile, Target } from "../../project/facts.ts";
import type { Discoverer, DiscoverySink } from "../discoverer.ts";
import { nameOf, targetOf } from "../file-place.ts";
import { PipelineWriter, type WrittenAt } from "../pipelines/pipeline-writer.ts";

const TYPES =
  /^(?:Processing|Training|Tuning|Transform|Model|CreateModel|RegisterModel|Condition|Callback|Lambda|ClarifyCheck|QualityCheck|EMR|Fail|AutoML|NotebookJob)$/;

/** Definitions of SageMaker Pipelines in JSON (aws-sagemaker-mlops.github.io/sagemaker-model-building-pipeline-definition-JSON-schema). */
export const sagemakerPipelines: Discoverer = {
  id: "sagemaker-pipelines",
  version: 1,
  discover(project, sink) {
    for (const file of project.files) {
      const [document] = file.facts.config?.documents ?? [];
      const steps = items(at(document, "Steps"));
      if (
        document === undefined ||
        text(at(document, "Version")) !== "2020-12-01" ||
        !steps.some((step) => TYPES.test(text(at(step, "Type")) ?? ""))
      )
        continue;
      definition(targetOf(project, file), file, document, sink);
    }
  },
};

function definition(target: Target, file: ProjectFile, document: ConfigNode, sink: DiscoverySink): void {
  const writer = new PipelineWriter(target, file, sink, "sagemaker", `sagemaker-pipeline:${file.path}`);
  const name = nameOf(file.path).replace(/\.json$/, "");
  const pipeline = writer.own("pipeline", "pipeline", { name, line: 1, resource: "Steps" });
  const defaults = new Map(
    items(at(document, "Parameters")).map((parameter) => [text(at(parameter, "Name")) ?? "", text(at(parameter, "DefaultValue"))]),
  );
  const steps = flattened(items(at(document, "Steps")), 0);
  const ids = new Map(
    steps.map((step) => {
      const own = text(at(step, "Name")) ?? "";
      return [
        own,
        writer.step(pipeline, `Steps.${own}`, {
          name: own,
          line: step.line,
          resource: `Steps.${own}`,
          attributes: { type: text(at(step, "Type")) },
        }),
      ] as const;
    }),
  );
  for (const step of steps) new StepWriter(writer, step, steps, ids, defaults).write();
}

/** Steps with those of conditions, that stand inside. */
function flattened(steps: readonly ConfigNode[], depth: number): readonly ConfigNode[] {
  if (depth > 10) return [];
  return steps
    .filter((step) => text(at(step, "Name")) !== undefined)
    .flatMap((step) => [
      step,
      ...flattened([...items(at(step, "Arguments", "IfSteps")), ...items(at(step, "Arguments", "ElseSteps"))], depth + 1),
    ]);
}

class StepWriter {
  readonly #writer: PipelineWriter;
  readonly #step: ConfigNode;
  readonly #steps: readonly ConfigNode[];
  readonly #ids: ReadonlyMap<string, string>;
  readonly #defaults: ReadonlyMap<string, string | undefined>;

  constructor(
    writer: PipelineWriter,
    step: ConfigNode,
    steps: readonly ConfigNode[],
    ids: ReadonlyMap<string, string>,
    defaults: ReadonlyMap<string, string | undefined>,
  ) {
    this.#writer = writer;
    this.#step = step;
    this.#steps = steps;
    this.#ids = ids;
    this.#defaults = defaults;
  }

  write(): void {
    const name = text(at(this.#step, "Name")) ?? "";
    const own = this.#ids.get(name);
    if (own === undefined) return;
    const where = { line: this.#step.line, resource: `Steps.${name}` };
    const given = at(this.#step, "Arguments");
    for (const earlier of this.#before(given, name)) {
      const other = this.#ids.get(earlier);
      if (other !== undefined) this.#writer.relate(own, "depends_on", other, where);
    }
    const type = text(at(this.#step, "Type")) ?? "";
    if (type === "Training" || type === "Tuning" || type === "AutoML") this.#training(given, name, own, where);
    else if (type === "RegisterModel") this.#register(given, own, where);
    else {
      this.#writer.image(own, this.#value(at(given, "AppSpecification", "ImageUri") ?? at(given, "PrimaryContainer", "Image")), where);
      for (const input of items(at(given, "ProcessingInputs"))) this.#data(own, "reads", at(input, "S3Input", "S3Uri"), where);
      for (const output of items(at(given, "ProcessingOutputConfig", "Outputs")))
        this.#data(own, "writes_to", at(output, "S3Output", "S3Uri"), where);
      this.#data(own, "reads", at(given, "TransformInput", "DataSource", "S3DataSource", "S3Uri"), where);
      this.#data(own, "writes_to", at(given, "TransformOutput", "S3OutputPath"), where);
    }
  }

  #training(given: ConfigNode | undefined, name: string, step: string, where: WrittenAt): void {
    const job = at(given, "TrainingJobDefinition") ?? given;
    const run = this.#writer.run(step, "training-run", `Steps.${name}`, { ...where, name });
    this.#writer.image(run, this.#value(at(job, "AlgorithmSpecification", "TrainingImage")), where);
    for (const channel of [...items(at(job, "InputDataConfig")), ...items(at(given, "AutoMLJobInputDataConfig"))]) {
      const validation = /valid|test|eval/i.test(text(at(channel, "ChannelName")) ?? "");
      this.#data(run, validation ? "validates_on" : "trains_on", at(channel, "DataSource", "S3DataSource", "S3Uri"), where);
    }
    const bucket = this.#writer.bucket(this.#value(at(job, "OutputDataConfig", "S3OutputPath")), where);
    if (bucket !== undefined) this.#writer.relate(run, "writes_to", bucket, where);
  }

  #register(given: ConfigNode | undefined, step: string, where: WrittenAt): void {
    const group = this.#value(at(given, "ModelPackageGroupName"));
    if (group === undefined) return;
    const model = this.#writer.own("model", `registered.${group}`, { ...where, name: group, attributes: { registered: true } });
    this.#writer.relate(step, "produces", model, where);
    this.#writer.relate(
      model,
      "registered_in",
      this.#writer.own("model-registry", "registry", { ...where, name: "sagemaker-model-registry" }),
      where,
    );
    for (const container of items(at(given, "InferenceSpecification", "Containers")))
      this.#writer.image(model, this.#value(at(container, "Image")), where);
  }

  #data(user: string, kind: "reads" | "writes_to" | "trains_on" | "validates_on", node: ConfigNode | undefined, where: WrittenAt): void {
    const dataset = this.#writer.dataset(this.#value(node), where);
    if (dataset !== undefined) this.#writer.relate(user, kind, dataset, where);
  }

  /** A text, the default of the parameter that stands there, or the place that another step writes to. */
  #value(node: ConfigNode | undefined): string | undefined {
    const get = text(at(node, "Get"));
    if (get === undefined) return text(node);
    const parameter = /^Parameters\.([\w-]+)$/.exec(get)?.[1];
    if (parameter !== undefined) return this.#defaults.get(parameter);
    const [, step, output] = /^Steps\.([\w-]+)\.ProcessingOutputConfig\.Outputs\['([^']+)'\]/.exec(get) ?? [];
    const maker = this.#steps.find((other) => text(at(other, "Name")) === step);
    const made = items(at(maker, "Arguments", "ProcessingOutputConfig", "Outputs")).find((item) => text(at(item, "OutputName")) === output);
    return text(at(made, "S3Output", "S3Uri"));
  }

  /** Steps that it waits for, and those whose results it takes. */
  #before(given: ConfigNode | undefined, own: string): ReadonlySet<string> {
    const found = new Set(items(at(this.#step, "DependsOn")).flatMap((item) => text(item) ?? []));
    const open: ConfigNode[] = given === undefined ? [] : [given];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      open.push(...items(node));
      for (const { key, value } of entries(node)) {
        if (key === "IfSteps" || key === "ElseSteps") continue;
        const step = key === "Get" || key === "Path" ? /^Steps\.([\w-]+)/.exec(text(value) ?? "")?.[1] : undefined;
        if (step !== undefined) found.add(step);
        open.push(value);
      }
    }
    found.delete(own);
    return found;
  }
}
