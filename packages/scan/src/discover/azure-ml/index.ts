import { at, type ConfigNode, entries, entry, text } from "@castellan/formats";
import type { Project, ProjectFile } from "../../project/facts.ts";
import type { Discoverer, DiscoverySink } from "../discoverer.ts";
import { folderOf, nameOf, resolvePath, targetOf } from "../file-place.ts";
import type { WrittenAt } from "../pipelines/pipeline-writer.ts";
import { emitDeclaration } from "./resources.ts";
import { AzureWriter, type EnvironmentImage, type Job } from "./writer.ts";

/** Jobs, pipelines, endpoints, models and data of Azure Machine Learning's CLI v2 (learn.microsoft.com/azure/machine-learning/reference-yaml-overview). */
export const azureMl: Discoverer = {
  id: "azure-ml",
  version: 1,
  discover(project, sink) {
    const endpoints = new Map<string, ProjectFile>();
    const images = new Map<string, EnvironmentImage>();
    const found = project.files.flatMap((file) =>
      (file.facts.config?.documents ?? []).flatMap((document) => {
        const schema = schemaOf(document);
        if (schema === undefined) return [];
        const name = text(at(document, "name"));
        if (/endpoint$/i.test(schema) && name !== undefined) endpoints.set(`${file.target}:${name}`, file);
        const image = at(document, "image");
        if (/^environment$/i.test(schema) && name !== undefined && image !== undefined)
          images.set(`${file.target}:${name}`, { written: text(image) ?? "", file, line: image.line });
        return [{ file, document, schema }];
      }),
    );
    for (const { file, document, schema } of found) {
      emitDeclaration(file, document, schema, sink);
      const declaration = new Declaration(project, file, document, { endpoints, images }, sink);
      if (/^pipeline(?:job|component)$/i.test(schema)) declaration.pipeline(/component$/i.test(schema));
      else if (/job$/i.test(schema)) declaration.job(schema);
      else if (/endpoint$/i.test(schema)) declaration.endpoint();
      else if (/deployment$/i.test(schema)) declaration.deployment();
      else if (/^model$/i.test(schema)) declaration.model();
      else if (/^data$/i.test(schema)) declaration.data();
    }
  },
};

/** "pipelineJob" of `https://azuremlschemas.azureedge.net/latest/pipelineJob.schema.json`. */
function schemaOf(document: ConfigNode): string | undefined {
  const written = text(entry(document, "$schema")?.value) ?? "";
  return /azuremlschemas|azureml\/|microsoft\.com\/azureml/.test(written) ? /([A-Za-z]+)\.schema\.json/.exec(written)?.[1] : undefined;
}

/** What files of the project declare for a workspace, by target and name. */
interface Workspace {
  readonly endpoints: ReadonlyMap<string, ProjectFile>;
  readonly images: ReadonlyMap<string, EnvironmentImage>;
}

class Declaration {
  readonly #project: Project;
  readonly #file: ProjectFile;
  readonly #document: ConfigNode;
  readonly #endpoints: ReadonlyMap<string, ProjectFile>;
  readonly #azure: AzureWriter;
  readonly #sink: DiscoverySink;

  constructor(project: Project, file: ProjectFile, document: ConfigNode, { endpoints, images }: Workspace, sink: DiscoverySink) {
    this.#project = project;
    this.#file = file;
    this.#document = document;
    this.#endpoints = endpoints;
    this.#azure = new AzureWriter(project, file, images, sink);
    this.#sink = sink;
  }

  #name(): string {
    const written =
      text(at(this.#document, "display_name")) ?? text(at(this.#document, "name")) ?? text(at(this.#document, "experiment_name"));
    return written === undefined || written.includes("${{") ? nameOf(this.#file.path).replace(/\.ya?ml$/, "") : written;
  }

  #whole(): WrittenAt {
    return { line: this.#document.line, resource: this.#name() };
  }

  pipeline(component: boolean): void {
    const jobs = entries(at(this.#document, "jobs"));
    if (jobs.length === 0) return;
    const { writer } = this.#azure;
    const pipeline = writer.own("pipeline", "pipeline", {
      ...this.#whole(),
      name: this.#name(),
      attributes: { experiment: text(at(this.#document, "experiment_name")), component: component ? true : undefined },
    });
    const steps = new Map<string, string>();
    const all = jobs.map(
      ({ key, line, value }): Job => ({ key, line, node: value, resource: `jobs.${key}`, component: this.#component(value) }),
    );
    const outputs = new Map<string, string>();
    const runs = new Map<string, string>();
    for (const job of all) {
      const step = writer.step(pipeline, job.resource, {
        name: job.key,
        line: job.line,
        resource: job.resource,
        attributes: { command: this.#azure.command(job), component: text(at(job.node, "component")) },
      });
      steps.set(job.key, step);
      this.#azure.image(step, job);
      const run = this.#azure.trains(job) ? this.#azure.run(job, job.key) : undefined;
      if (run !== undefined) {
        runs.set(job.key, run);
        writer.relate(step, "runs", run, job);
      }
      for (const [output, model] of this.#azure.outputs(job, step, run)) outputs.set(`${job.key}.${output}`, model);
    }
    for (const job of all) {
      const step = steps.get(job.key);
      for (const earlier of this.#azure.inputs(job, step, runs.get(job.key), { inputs: at(this.#document, "inputs"), outputs })) {
        const other = steps.get(earlier);
        if (step !== undefined && other !== undefined) writer.relate(step, "depends_on", other, job);
      }
    }
  }

  /** `component: ./prep.yml` or `file:prep.yml`. */
  #component(job: ConfigNode): Job["component"] {
    const written = at(job, "component") ?? at(job, "trial");
    if (written?.kind === "map") return { node: written, file: this.#file };
    const path = resolvePath(folderOf(this.#file.path), (text(written) ?? "").replace(/^file:/, ""));
    const file = path === undefined || path === "" ? undefined : this.#project.file(this.#file.target, path);
    const node = file?.facts.config?.documents[0];
    return file === undefined || node === undefined ? undefined : { node, file };
  }

  /** A job that stands for itself: a training run, or one step. */
  job(schema: string): void {
    const job: Job = {
      key: this.#name(),
      line: this.#document.line,
      resource: "job",
      node: this.#document,
      component: this.#component(this.#document),
    };
    const { writer } = this.#azure;
    const trains = this.#azure.trains(job) || /^(?:automl|sweep|finetuning)/i.test(schema);
    const id = trains
      ? this.#azure.run(job, job.key)
      : writer.own("pipeline-step", "job", {
          name: job.key,
          line: job.line,
          resource: "job",
          attributes: { command: this.#azure.command(job) },
        });
    this.#azure.image(id, job);
    this.#azure.inputs(job, trains ? undefined : id, trains ? id : undefined, { outputs: new Map() });
    this.#azure.outputs(job, trains ? undefined : id, trains ? id : undefined);
  }

  #endpointOf(name: string, file: ProjectFile, where: WrittenAt): string {
    const declaring = new AzureWriter(this.#project, file, new Map(), this.#sink).writer;
    return declaring.own("endpoint", `endpoint.${name}`, { ...where, name });
  }

  endpoint(): void {
    const name = text(at(this.#document, "name"));
    if (name === undefined) return;
    const { writer } = this.#azure;
    const where = { line: at(this.#document, "name")?.line ?? 1, resource: `endpoint.${name}` };
    const id = writer.own("endpoint", where.resource, {
      ...where,
      name,
      attributes: {
        deployment: true,
        authentication: text(at(this.#document, "auth_mode")),
        publicNetworkAccess: text(at(this.#document, "public_network_access")),
      },
    });
    writer.relate(id, "depends_on", writer.service("azure-ml", where), where);
    const model = text(at(this.#document, "model_id"));
    const used = model === undefined ? undefined : this.#azure.referred("model", model, where);
    if (used !== undefined) writer.relate(id, "serves", used, where);
  }

  deployment(): void {
    const name = text(at(this.#document, "name"));
    if (name === undefined) return;
    const { writer } = this.#azure;
    const where = { line: at(this.#document, "name")?.line ?? 1, resource: `deployment.${name}` };
    const id = writer.own("deployment", `deployment.${name}`, {
      ...where,
      name,
      attributes: {
        instanceType: text(at(this.#document, "instance_type")),
        script: text(at(this.#document, "code_configuration", "scoring_script")),
      },
    });
    const model = at(this.#document, "model");
    const line = { ...where, line: model?.line ?? where.line };
    const written =
      text(model) ?? (text(at(model, "name")) === undefined ? text(at(model, "path")) : `azureml:${text(at(model, "name")) ?? ""}`);
    const used = written === undefined ? undefined : this.#azure.referred("model", written, line);
    if (used !== undefined) writer.relate(id, "deploys", used, line);
    this.#azure.environment(id, at(this.#document, "environment"), where);
    const endpoint = text(at(this.#document, "endpoint_name"));
    if (endpoint === undefined || endpoint.includes("${{")) return;
    const declaring = this.#endpoints.get(`${this.#file.target}:${endpoint}`) ?? this.#file;
    const named = { line: at(this.#document, "endpoint_name")?.line ?? where.line, resource: `endpoint.${endpoint}` };
    // The endpoint may be made by hand: a deployment names it all the same.
    const served =
      declaring === this.#file
        ? this.#endpointOf(endpoint, declaring, named)
        : this.#endpointOf(endpoint, declaring, { ...named, line: at(declaring.facts.config?.documents[0], "name")?.line ?? 1 });
    writer.relate(served, "serves", id, named);
    if (used !== undefined) writer.relate(served, "serves", used, named, "resolved");
  }

  model(): void {
    const name = text(at(this.#document, "name"));
    const path = at(this.#document, "path");
    if (name === undefined) return;
    const where = { line: at(this.#document, "name")?.line ?? 1, resource: `model.${name}` };
    const id = this.#azure.named("model", name, where, {
      type: text(at(this.#document, "type")),
      version: text(at(this.#document, "version")),
    });
    const { writer } = this.#azure;
    const key = targetOf(this.#project, this.#file).key;
    const registry = writer.asset("model-registry", { key: `store:${key}::azure-ml:azure-ml` }, { ...where, name: "azure-ml" });
    writer.relate(id, "registered_in", registry, where);
    const local = this.#azure.local(text(path) ?? "");
    if (local !== undefined && path !== undefined)
      writer.relate(id, "materialised_as", this.#azure.weights(local, { ...where, line: path.line }), { ...where, line: path.line });
  }

  data(): void {
    const name = text(at(this.#document, "name"));
    if (name === undefined) return;
    const where = { line: at(this.#document, "name")?.line ?? 1, resource: `data.${name}` };
    const path = text(at(this.#document, "path"));
    const id = this.#azure.named("dataset", name, where, { type: text(at(this.#document, "type")), path });
    const other =
      path === undefined
        ? undefined
        : this.#azure.referred("dataset", path, { ...where, line: at(this.#document, "path")?.line ?? where.line });
    if (other !== undefined) this.#azure.writer.relate(id, "derived_from", other, where);
  }
}
