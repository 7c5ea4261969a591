import { at, type ConfigEntry, type ConfigNode, entries, items, text } from "@castellan/formats";
import type { Project, ProjectFile } from "../../project/facts.ts";
import { providerOfName } from "../code/providers.ts";
import type { Discoverer, DiscoverySink } from "../discoverer.ts";
import { folderOf, resolvePath, targetOf } from "../file-place.ts";
import { secretReference } from "../identity/index.ts";
import { isLearning } from "../pipelines/learning.ts";
import { PipelineWriter, type WrittenAt } from "../pipelines/pipeline-writer.ts";
import { type BundlePart, bundleParts } from "./bundle.ts";
import { emitBundle, emitSpecifications } from "./resources.ts";

/** Jobs, serving endpoints and registered models of Databricks asset bundles. */
export const databricks: Discoverer = {
  id: "databricks",
  version: 1,
  discover(project, sink) {
    for (const part of bundleParts(project))
      for (const resources of part.resources) {
        emitBundle(part, resources, sink);
        const writer = new BundleWriter(project, part, sink);
        for (const job of entries(at(resources, "jobs"))) writer.job(job);
        for (const endpoint of entries(at(resources, "model_serving_endpoints"))) writer.endpoint(endpoint);
        for (const model of [...entries(at(resources, "registered_models")), ...entries(at(resources, "models"))]) writer.model(model);
      }
    emitSpecifications(project, sink);
  },
};

class BundleWriter {
  readonly #project: Project;
  readonly #part: BundlePart;
  readonly #writer: PipelineWriter;

  constructor(project: Project, part: BundlePart, sink: DiscoverySink) {
    this.#project = project;
    this.#part = part;
    this.#writer = new PipelineWriter(targetOf(project, part.file), part.file, sink, "databricks", `databricks:${part.file.path}`);
  }

  /** A text of the bundle; a part that only a deployment knows is left out of names. */
  #text(node: ConfigNode | undefined): string | undefined {
    const written = text(node);
    return written === undefined ? undefined : this.#part.resolved(written);
  }

  #name(node: ConfigNode | undefined, fallback: string): string {
    const name = this.#text(node);
    const bare = name?.replace(/[-_ ]*\$\{[^}]*\}[-_ ]*/g, "") ?? "";
    return bare === "" ? fallback : bare;
  }

  /** A job that trains or uses models: by its tasks, their scripts and its runtime. */
  job({ key, value, line }: ConfigEntry): void {
    const resource = `resources.jobs.${key}`;
    const tasks = items(at(value, "tasks")).filter((task) => text(at(task, "task_key")) !== undefined);
    const name = this.#name(at(value, "name"), key);
    if (tasks.length === 0 || !this.#learns(value, tasks, name, key)) return;
    const where = { line, resource };
    const pipeline = this.#writer.own("pipeline", resource, {
      ...where,
      name,
      attributes: { schedule: text(at(value, "schedule", "quartz_cron_expression")) },
    });
    const steps = new Map(
      tasks.map((task) => {
        const own = text(at(task, "task_key")) ?? "";
        return [
          own,
          this.#writer.step(pipeline, `${resource}.${own}`, {
            name: own,
            line: task.line,
            resource: `${resource}.${own}`,
            attributes: this.#work(task),
          }),
        ] as const;
      }),
    );
    for (const task of tasks) {
      const own = text(at(task, "task_key")) ?? "";
      const step = steps.get(own);
      for (const earlier of items(at(task, "depends_on"))) {
        const other = steps.get(text(at(earlier, "task_key")) ?? "");
        if (step !== undefined && other !== undefined)
          this.#writer.relate(step, "depends_on", other, { line: earlier.line, resource: `${resource}.${own}` });
      }
    }
  }

  /** The script or package that a task runs; the connector of scripts goes on from there. */
  #work(task: ConfigNode): { readonly [key: string]: string | undefined } {
    const notebook = this.#text(at(task, "notebook_task", "notebook_path"));
    const python = this.#text(at(task, "spark_python_task", "python_file"));
    const wheel = text(at(task, "python_wheel_task", "entry_point"));
    const written = notebook ?? python;
    return {
      script: written === undefined ? undefined : (this.#file(written)?.path ?? written),
      entryPoint: wheel,
      package: wheel === undefined ? undefined : text(at(task, "python_wheel_task", "package_name")),
    };
  }

  /** Notebooks are named without their extension; paths are relative to the file, or below `/Workspace/…/files`. */
  #file(written: string): ProjectFile | undefined {
    const path = written.replace(/^\$\{workspace\.(?:root_path|file_path)\}\/(?:files\/)?/, "/");
    const folder = path.startsWith("/") ? folderOf(this.#part.bundle.path) : folderOf(this.#part.file.path);
    const whole = resolvePath(folder, path);
    return whole === undefined
      ? undefined
      : [whole, `${whole}.py`, `${whole}.ipynb`].flatMap((candidate) => this.#project.file(this.#part.file.target, candidate) ?? [])[0];
  }

  #learns(job: ConfigNode, tasks: readonly ConfigNode[], name: string, key: string): boolean {
    if ([name, key, ...tasks.map((task) => text(at(task, "task_key")) ?? "")].some((item) => isLearning({ name: item.replace(/_/g, " ") })))
      return true;
    const runtimes = [...items(at(job, "job_clusters")), ...tasks].flatMap((node) => text(at(node, "new_cluster", "spark_version")) ?? []);
    return runtimes.some((runtime) => /-(?:cpu|gpu)-ml-/.test(this.#part.resolved(runtime)));
  }

  endpoint({ key, value, line }: ConfigEntry): void {
    const resource = `resources.model_serving_endpoints.${key}`;
    const where = { line, resource };
    const writer = this.#writer;
    const id = writer.own("endpoint", resource, { ...where, name: this.#name(at(value, "name"), key) });
    writer.relate(id, "depends_on", writer.service("databricks", where), where);
    for (const entity of [...items(at(value, "config", "served_entities")), ...items(at(value, "config", "served_models"))]) {
      const place = { line: entity.line, resource };
      const registered = this.#text(at(entity, "entity_name") ?? at(entity, "model_name"));
      const external = at(entity, "external_model");
      if (external !== undefined) this.#external(external, id, place);
      else if (registered !== undefined) {
        const model = this.#registered(registered, place);
        if (model !== undefined) writer.relate(id, "serves", model, place);
      }
      this.#secrets(entity, id, resource);
    }
  }

  #external(external: ConfigNode, endpoint: string, where: WrittenAt): void {
    const provider = text(at(external, "provider")) ?? "";
    this.#writer.model(
      endpoint,
      "serves",
      this.#text(at(external, "name")),
      providerOfName(provider) ?? (provider === "" ? "infer" : provider),
      where,
    );
  }

  /** `{{secrets/scope/key}}` at any depth. */
  #secrets(node: ConfigNode, endpoint: string, resource: string): void {
    const open: ConfigNode[] = [node];
    for (let current = open.pop(); current !== undefined; current = open.pop()) {
      open.push(...entries(current).map(({ value }) => value), ...items(current));
      const secret = /^\{\{secrets\/([\w./-]+)\}\}$/.exec(text(current) ?? "")?.[1];
      if (secret === undefined) continue;
      const where = { line: current.line, resource };
      const id = this.#writer.asset("secret-ref", secretReference(targetOf(this.#project, this.#part.file), secret), {
        ...where,
        name: secret,
      });
      this.#writer.relate(endpoint, "authenticated_by", id, where);
    }
  }

  model({ key, value, line }: ConfigEntry): void {
    const parts = ["catalog_name", "schema_name"].flatMap((part) => this.#text(at(value, part)) ?? []);
    const where = { line, resource: `resources.registered_models.${key}` };
    const name = [...parts, this.#text(at(value, "name")) ?? key].join(".");
    const model = this.#registered(name, where);
    if (model === undefined) return;
    const target = targetOf(this.#project, this.#part.file).key;
    const registry = this.#writer.asset(
      "model-registry",
      { key: `store:${target}::mlflow:mlflow` },
      { ...where, name: "mlflow", attributes: { technology: "mlflow" } },
    );
    this.#writer.relate(model, "registered_in", registry, where);
  }

  /** A model of the registry that MLflow's calls in code name too. */
  #registered(name: string, where: WrittenAt): string | undefined {
    const bare = name.replace(/\$\{([\w.]+)\}/g, (_whole, key: string) => `{${key.slice(key.lastIndexOf(".") + 1)}}`);
    const target = targetOf(this.#project, this.#part.file).key;
    const open = bare.includes("{");
    return this.#writer.asset(
      "model",
      { key: `registry:${target}:mlflow:${bare.toLowerCase()}` },
      { ...where, name: bare, attributes: { technology: "mlflow", registered: true, pattern: open ? true : undefined } },
    );
  }
}
