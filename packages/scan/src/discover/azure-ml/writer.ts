import { at, type ConfigNode, entries, text } from "@castellan/formats";
import type { Json } from "@castellan/graph";
import type { Project, ProjectFile } from "../../project/facts.ts";
import type { DiscoverySink } from "../discoverer.ts";
import { folderOf, nameOf, resolvePath, targetOf } from "../file-place.ts";
import { fileAsset, uriAsset } from "../identity/index.ts";
import { maskCommand } from "../mask-arguments.ts";
import { isTraining } from "../pipelines/learning.ts";
import { PipelineWriter, type WrittenAt } from "../pipelines/pipeline-writer.ts";
import { assetReference, bindingOf } from "./reference.ts";

type Kind = "dataset" | "model";
const MODEL_TYPE = /model$/;

/** One job, its own keys and those of the component that it runs. */
export interface Job {
  readonly key: string;
  readonly line: number;
  readonly resource: string;
  readonly node: ConfigNode;
  readonly component?: { readonly node: ConfigNode; readonly file: ProjectFile } | undefined;
}

/** Inputs of the pipeline around, and what its jobs bring forth. */
export interface Surroundings {
  readonly inputs?: ConfigNode | undefined;
  readonly outputs: ReadonlyMap<string, string>;
}

/** The image of a registered environment, where a file of the project declares it. */
export interface EnvironmentImage {
  readonly written: string;
  readonly file: ProjectFile;
  readonly line: number;
}

export class AzureWriter {
  readonly #project: Project;
  readonly #file: ProjectFile;
  readonly #images: ReadonlyMap<string, EnvironmentImage>;
  readonly #sink: DiscoverySink;
  readonly writer: PipelineWriter;

  constructor(project: Project, file: ProjectFile, images: ReadonlyMap<string, EnvironmentImage>, sink: DiscoverySink) {
    this.#project = project;
    this.#file = file;
    this.#images = images;
    this.#sink = sink;
    this.writer = new PipelineWriter(targetOf(project, file), file, sink, "azure-ml", `azure-ml:${file.path}`);
  }

  /** A model or data set of the workspace: the same wherever the repository names it. */
  named(kind: Kind, name: string, where: WrittenAt, attributes: { readonly [key: string]: Json | undefined } = {}): string {
    const { key } = targetOf(this.#project, this.#file);
    const identity = kind === "model" ? `registry:${key}:azure-ml:${name.toLowerCase()}` : `azure-ml:${key}:data:${name.toLowerCase()}`;
    return this.writer.asset(kind, { key: identity }, { ...where, name, attributes: { technology: "azure-ml", ...attributes } });
  }

  /** What a reference names; undefined where it is known at run time only. */
  referred(kind: Kind, written: string, where: WrittenAt): string | undefined {
    const reference = assetReference(written);
    if (reference === undefined) return undefined;
    if (reference.name !== undefined) return this.named(kind, reference.name, where);
    if (reference.uri !== undefined) {
      const name = kind === "model" ? nameOf(reference.uri) : reference.uri;
      return this.writer.asset(kind, uriAsset(reference.uri), { ...where, name });
    }
    const path = resolvePath(folderOf(this.#file.path), reference.path ?? "");
    return path === undefined || path === ""
      ? undefined
      : this.writer.asset(kind, fileAsset(targetOf(this.#project, this.#file), path), { ...where, name: path });
  }

  local(written: string): string | undefined {
    const path = resolvePath(folderOf(this.#file.path), written);
    return path !== undefined && this.#project.file(this.#file.target, path) !== undefined ? path : undefined;
  }

  weights(path: string, where: WrittenAt): string {
    return this.writer.asset("model-file", fileAsset(targetOf(this.#project, this.#file), path), { ...where, name: path });
  }

  /** The command of a job or of its component, in one line. */
  command(job: Job): string | undefined {
    const written = text(at(job.node, "command") ?? at(job.node, "trial", "command") ?? at(job.component?.node, "command"));
    return written === undefined ? undefined : maskCommand(written.replace(/\s+/g, " ").trim()).slice(0, 1000);
  }

  trains(job: Job): boolean {
    const type = text(at(job.node, "type"));
    if (type === "automl" || type === "sweep" || type === "finetuning") return true;
    const makes = entries(at(job.node, "outputs")).some(({ value }) => MODEL_TYPE.test(text(at(value, "type")) ?? ""));
    return makes || isTraining({ name: job.key, command: this.command(job) });
  }

  run(job: Job, name: string): string {
    return this.writer.own("training-run", `${job.resource}:training-run`, {
      name,
      line: job.line,
      resource: job.resource,
      attributes: { command: this.command(job) },
    });
  }

  image(user: string, job: Job): void {
    for (const [node, file] of [
      [job.node, this.#file],
      [job.component?.node, job.component?.file],
    ] as const) {
      const environment = at(node, "environment") ?? at(node, "trial", "environment");
      if (file !== undefined)
        this.environment(user, environment, {
          line: file === this.#file ? (environment?.line ?? job.line) : job.line,
          resource: job.resource,
        });
    }
  }

  /** The image of an environment: named in place, or by the declaration that `azureml:name@latest` refers to. */
  environment(user: string, environment: ConfigNode | undefined, where: WrittenAt): void {
    const line = { ...where, line: environment?.line ?? where.line };
    const name = assetReference(text(environment) ?? "")?.name;
    const declared = name === undefined ? undefined : this.#images.get(`${this.#file.target}:${name}`);
    if (declared === undefined) this.writer.image(user, text(at(environment, "image")), line);
    else
      new AzureWriter(this.#project, declared.file, this.#images, this.#sink).writer.image(user, declared.written, {
        ...where,
        line: declared.line,
      });
  }

  /** What goes into a job: data sets, models, results of other jobs. */
  inputs(job: Job, step: string | undefined, run: string | undefined, around: Surroundings): ReadonlySet<string> {
    const before = new Set<string>();
    const declared = at(job.component?.node, "inputs");
    const own = [...entries(at(job.node, "inputs")), ...automl(job.node)];
    for (const { key, value, line } of own) {
      const where = { line, resource: `${job.resource}.inputs.${key}` };
      let node: ConfigNode | undefined = value;
      let written = text(value) ?? text(at(value, "path"));
      const binding = written === undefined ? undefined : bindingOf(written);
      if (binding?.job !== undefined) {
        before.add(binding.job);
        const model = around.outputs.get(`${binding.job}.${binding.output ?? ""}`);
        if (model !== undefined)
          this.writer.relate(run ?? step ?? model, run === undefined ? "loads" : "fine_tunes", model, where, "resolved");
        continue;
      }
      if (binding?.input !== undefined) {
        node = at(around.inputs, binding.input);
        written = text(node) ?? text(at(node, "path"));
      }
      const type = text(at(value, "type")) ?? text(at(node, "type")) ?? text(at(declared, key, "type"));
      const kind = kindOf(type, written);
      const used = written === undefined || kind === undefined ? undefined : this.referred(kind, written, where);
      if (used === undefined || kind === undefined) continue;
      if (kind === "model") this.writer.relate(run ?? step ?? used, run === undefined ? "uses_model" : "fine_tunes", used, where);
      else if (run !== undefined) this.writer.relate(run, /valid|test|eval/i.test(key) ? "validates_on" : "trains_on", used, where);
      else if (step !== undefined) this.writer.relate(step, "reads", used, where);
    }
    return before;
  }

  /** Models and registered data that a job brings forth; the ids of models by output. */
  outputs(job: Job, step: string | undefined, run: string | undefined): ReadonlyMap<string, string> {
    const made = new Map<string, string>();
    const declared = at(job.component?.node, "outputs");
    const keys = new Map([...entries(declared), ...entries(at(job.node, "outputs"))].map((entry) => [entry.key, entry]));
    for (const [key, { value, line }] of keys) {
      const where = {
        line: job.component === undefined || at(job.node, "outputs", key) !== undefined ? line : job.line,
        resource: `${job.resource}.outputs.${key}`,
      };
      const type = text(at(value, "type")) ?? text(at(declared, key, "type")) ?? "";
      const name = text(at(value, "name"));
      if (MODEL_TYPE.test(type)) {
        const model =
          name === undefined
            ? this.writer.own("model", `${job.resource}.outputs.${key}`, { ...where, name: key })
            : this.named("model", name, where);
        made.set(key, model);
        this.writer.relate(run ?? step ?? model, "produces", model, where);
      } else {
        const path = text(at(value, "path"));
        const data =
          name !== undefined ? this.named("dataset", name, where) : path === undefined ? undefined : this.referred("dataset", path, where);
        if (data !== undefined && step !== undefined) this.writer.relate(step, "writes_to", data, where);
      }
    }
    return made;
  }
}

/** Models by their type; data by theirs, or because the text names an asset of the workspace. */
function kindOf(type: string | undefined, written: string | undefined): Kind | undefined {
  if (type !== undefined && MODEL_TYPE.test(type)) return "model";
  if (type !== undefined && /^(?:uri_file|uri_folder|mltable|path)$/.test(type)) return "dataset";
  if (written === undefined || !/^azureml:/.test(written)) return undefined;
  return /\/models\//.test(written) ? "model" : "dataset";
}

/** Automated ML names its data beside its inputs. */
function automl(node: ConfigNode): ReturnType<typeof entries> {
  return entries(node).filter(({ key, value }) => /^(?:training|validation|test)_data$/.test(key) && at(value, "path") !== undefined);
}
