import { at, type ConfigNode, entries, text } from "@castellan/formats";
import type { RelationKind } from "@castellan/graph";
import type { Project, ProjectFile, Target } from "../../project/facts.ts";
import type { Discoverer, DiscoverySink } from "../discoverer.ts";
import { folderOf, nameOf, resolvePath, targetOf } from "../file-place.ts";
import { fileAsset, uriAsset } from "../identity/index.ts";
import { PipelineWriter, type WrittenAt } from "../pipelines/pipeline-writer.ts";
import { Profiles, type Setting } from "./profiles.ts";

/** The steps of a recipe with those that each waits for, in the order of MLflow. @see https://mlflow.org/docs/2.22.0/recipes */
const STEPS: readonly (readonly [string, readonly string[]])[] = [
  ["ingest", []],
  ["split", ["ingest"]],
  ["transform", ["split"]],
  ["train", ["transform", "split"]],
  ["evaluate", ["train"]],
  ["register", ["evaluate", "train"]],
  ["ingest_scoring", []],
  ["predict", ["ingest_scoring", "register"]],
];
/** Functions of one's own stand in `steps/<step>.py`, unless they are named with their module. */
const METHODS: { readonly [step: string]: readonly string[] } = {
  ingest: ["loader_method", "custom_loader_method"],
  ingest_scoring: ["loader_method", "custom_loader_method"],
  transform: ["transformer_method", "transform_method"],
  train: ["estimator_method", "train_method"],
};

const INGESTED: { readonly [step: string]: string } = { ingest: "data", ingest_scoring: "data_scoring" };

/** MLflow recipes: a pipeline of fixed steps that `recipe.yaml` fills in, with values of its profiles. */
export const mlflowRecipes: Discoverer = {
  id: "mlflow-recipes",
  version: 1,
  discover(project, sink) {
    for (const file of project.files) {
      if (!/^(?:recipe|pipeline)\.ya?ml$/.test(nameOf(file.path))) continue;
      const [document] = file.facts.config?.documents ?? [];
      const template = text(at(document, "recipe")) ?? text(at(document, "template"));
      if (document === undefined || template === undefined || !/^(?:regression|classification)\/v\d+$/.test(template)) continue;
      new Recipe(project, file, document, sink).write(template);
    }
  },
};

class Recipe {
  readonly #project: Project;
  readonly #file: ProjectFile;
  readonly #document: ConfigNode;
  readonly #target: Target;
  readonly #profiles: Profiles;
  readonly #writer: PipelineWriter;

  constructor(project: Project, file: ProjectFile, document: ConfigNode, sink: DiscoverySink) {
    this.#project = project;
    this.#file = file;
    this.#document = document;
    this.#target = targetOf(project, file);
    this.#profiles = new Profiles(project, file, sink);
    this.#writer = new PipelineWriter(this.#target, file, sink, "mlflow-recipes", `mlflow-recipe:${file.path}`);
  }

  write(template: string): void {
    const writer = this.#writer;
    const folder = folderOf(this.#file.path);
    const whole: WrittenAt = { line: at(this.#document, "recipe")?.line ?? this.#document.line, resource: "recipe" };
    const name = nameOf(folder) || this.#project.targets[this.#file.target]?.name || this.#target.key;
    const pipeline = writer.own("pipeline", "recipe", { ...whole, name, attributes: { template } });
    const steps = this.#steps(pipeline);
    const model = this.#model(whole);
    const tracker = writer.asset("experiment-tracker", this.#store(), { ...whole, name: "mlflow", attributes: { technology: "mlflow" } });
    const [train, evaluate] = [steps.get("train"), steps.get("evaluate")];
    const data = this.#datasets(this.#step("ingest") ?? at(this.#document, "data"));
    for (const { id, where } of data) this.#relate(steps.get("ingest")?.id, "reads", id, where);
    if (train !== undefined) {
      const estimator = this.#script("train");
      const run = writer.own("training-run", "train:training-run", { ...train.where, name: "train", attributes: { template, estimator } });
      writer.relate(train.id, "runs", run, train.where);
      writer.relate(run, "logs_to", tracker, train.where);
      for (const { id, where } of data) writer.relate(run, "trains_on", id, where);
      this.#relate(run, "produces", model, train.where);
      // A recipe whose model has no name yet registers what it trains all the same.
      const register = steps.get("register");
      if (model === undefined && register !== undefined)
        writer.relate(run, "registered_in", this.#registry(register.where), register.where);
    }
    if (evaluate !== undefined) {
      const run = writer.run(evaluate.id, "evaluation-run", "evaluate", { ...evaluate.where, name: "evaluate" });
      writer.relate(run, "logs_to", tracker, evaluate.where);
      for (const { id, where } of data) writer.relate(run, "validates_on", id, where);
      this.#relate(run, "uses_model", model, evaluate.where);
    }
    this.#relate(steps.get("register")?.id, "produces", model, steps.get("register")?.where ?? whole);
    this.#relate(steps.get("predict")?.id, "uses_model", model, steps.get("predict")?.where ?? whole);
    for (const { id, where } of this.#datasets(this.#step("ingest_scoring") ?? at(this.#document, "data_scoring")))
      this.#relate(steps.get("ingest_scoring")?.id, "reads", id, where);
    for (const setting of this.#profiles.settings(at(this.#step("predict"), "output")))
      for (const { id, where } of this.#datasets(setting.node, setting.file))
        this.#relate(steps.get("predict")?.id, "writes_to", id, where);
  }

  #relate(from: string | undefined, kind: RelationKind, to: string | undefined, where: WrittenAt): void {
    if (from !== undefined && to !== undefined) this.#writer.relate(from, kind, to, where);
  }

  #step(name: string): ConfigNode | undefined {
    return at(this.#document, "steps", name);
  }

  #steps(pipeline: string): ReadonlyMap<string, { readonly id: string; readonly where: WrittenAt }> {
    const found = new Map<string, { readonly id: string; readonly where: WrittenAt }>();
    const written = entries(at(this.#document, "steps"));
    // Before MLflow 2 the data that is taken in stood beside the steps.
    const beside = new Map(entries(this.#document).map(({ key, line }) => [key, line]));
    for (const [name, before] of STEPS) {
      const line = written.find(({ key }) => key === name)?.line ?? beside.get(INGESTED[name] ?? "");
      if (line === undefined) continue;
      const where = { line, resource: `steps.${name}` };
      const id = this.#writer.step(pipeline, `steps.${name}`, { ...where, name, attributes: { script: this.#script(name) } });
      const earlier = before.map((other) => found.get(other)).find((other) => other !== undefined);
      this.#relate(id, "depends_on", earlier?.id, where);
      if (name === "predict") this.#relate(id, "depends_on", found.get("register")?.id, where);
      found.set(name, { id, where });
    }
    return found;
  }

  /** The file with the function that a step is given. */
  #script(step: string): string | undefined {
    const node = this.#step(step) ?? at(this.#document, INGESTED[step] ?? step);
    const method = (METHODS[step] ?? []).map((key) => text(at(node, key))).find((name) => name !== undefined);
    if (method === undefined) return undefined;
    const module = method.includes(".") ? method.slice(0, method.lastIndexOf(".")).replaceAll(".", "/") : `steps/${step}`;
    const path = resolvePath(folderOf(this.#file.path), `${module}.py`);
    return path !== undefined && this.#project.file(this.#file.target, path) !== undefined ? path : undefined;
  }

  /** The registered model, by the profile or the recipe that names it. */
  #model(whole: WrittenAt): string | undefined {
    if (this.#step("register") === undefined && this.#step("predict") === undefined) return undefined;
    const [found] = [
      ...this.#profiles.settings(at(this.#document, "model_registry", "model_name")),
      ...this.#profiles.settings(at(this.#step("register"), "model_name")),
      ...this.#profiles.everywhere("model_registry", "model_name"),
    ].filter(({ node }) => (text(node) ?? "") !== "");
    const name = text(found?.node);
    if (found === undefined || name === undefined) return undefined;
    const writer = this.#writerOf(found.file);
    const where = { line: found.node.line, resource: "model_registry.model_name" };
    const model = writer.asset(
      "model",
      { key: `registry:${this.#target.key}:mlflow:${name.toLowerCase()}` },
      { ...where, name, attributes: { registered: true, technology: "mlflow" } },
    );
    writer.relate(model, "registered_in", this.#registry(whole), where);
    return model;
  }

  #registry(where: WrittenAt): string {
    return this.#writer.asset("model-registry", this.#store(), { ...where, name: "mlflow", attributes: { technology: "mlflow" } });
  }

  #store(): { readonly key: string } {
    return { key: `store:${this.#target.key}::mlflow:mlflow` };
  }

  #writerOf(file: ProjectFile): PipelineWriter {
    return file === this.#file ? this.#writer : this.#profiles.writerOf(file);
  }

  /** Data sets at the `location` of an ingest or an output: files below the recipe, uris, tables. */
  #datasets(node: ConfigNode | undefined, file: ProjectFile = this.#file): readonly { readonly id: string; readonly where: WrittenAt }[] {
    return this.#profiles.settings(node, file).flatMap((setting) => {
      const table = /^(?:table|spark_sql)$/.test(text(at(setting.node, "using")) ?? text(at(setting.node, "format")) ?? "");
      return this.#profiles.settings(at(setting.node, "location"), setting.file).flatMap((location: Setting) => {
        const items = location.node.kind === "list" ? location.node.items : [location.node];
        return items.flatMap((item) => {
          const written = text(item);
          if (written === undefined || written === "" || written.includes("{{")) return [];
          const where = { line: item.line, resource: "location" };
          return [{ id: this.#dataset(written, table, this.#writerOf(location.file), where), where }];
        });
      });
    });
  }

  #dataset(written: string, table: boolean, writer: PipelineWriter, where: WrittenAt): string {
    if (table)
      return writer.asset(
        "dataset",
        { key: `table:${this.#target.key}:${written.toLowerCase()}` },
        { ...where, name: written, attributes: { table: true } },
      );
    if (/^[a-z][\w+.-]*:/i.test(written)) return writer.asset("dataset", uriAsset(written), { ...where, name: written });
    const local = written.startsWith("/") ? written : (resolvePath(folderOf(this.#file.path), written) ?? written);
    return writer.asset("dataset", fileAsset(this.#target, local), { ...where, name: local });
  }
}
