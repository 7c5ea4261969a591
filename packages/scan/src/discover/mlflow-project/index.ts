import { at, type ConfigNode, entries, text as textOf } from "@castellan/formats";
import type { Json } from "@castellan/graph";
import type { Project, ProjectFile } from "../../project/facts.ts";
import type { Discoverer, DiscoverySink } from "../discoverer.ts";
import { folderOf, known, nameOf, placeIn, resolvePath, targetOf } from "../file-place.ts";
import { containerImage, fileAsset, localSymbol } from "../identity/index.ts";
import { isSecretName, maskCommand } from "../mask-arguments.ts";

const TRAINS = /(?:^|[^a-z])(?:re)?train(?:ing|er)?(?:[^a-z]|$)|fine[-_]?tun|(?:^|[^a-z])fit(?:[^a-z]|$)/i;
const NOT_TRAINING = /eval|score|predict|serve|deploy|prepare|preprocess|etl|load|validate/i;

function defaultsOf(node: ConfigNode | undefined): { readonly [key: string]: Json } {
  return known<Json>(
    Object.fromEntries(
      entries(node).map(({ key, value }) => {
        const standard = value.kind === "scalar" ? undefined : at(value, "default");
        if (isSecretName(key)) return [key, "********"];
        return [key, standard?.kind === "scalar" ? standard.value : (textOf(value) ?? textOf(at(value, "type")))];
      }),
    ),
  );
}

/** MLproject: entry points are steps of one pipeline. @see https://mlflow.org/docs/latest/ml/projects/ */
function emitProject(project: Project, file: ProjectFile, tree: ConfigNode, sink: DiscoverySink): void {
  const target = targetOf(project, file);
  const points = entries(at(tree, "entry_points"));
  const name = textOf(at(tree, "name")) ?? (nameOf(folderOf(file.path)) || target.key);
  const pipeline = sink.asset({
    kind: "pipeline",
    name,
    identity: localSymbol(target, file, "pipeline"),
    lifecycle: file.lifecycle,
    scope: file.scope,
    attributes: known<Json>({ engine: "mlflow", environment: textOf(at(tree, "conda_env")) ?? textOf(at(tree, "python_env")) }),
    occurrences: [placeIn(file, { line: at(tree, "name")?.line ?? 1, technique: "configuration" })],
  });
  const image = textOf(at(tree, "docker_env", "image"));
  if (image !== undefined) {
    const place = placeIn(file, { line: at(tree, "docker_env", "image")?.line, technique: "configuration", resource: "docker_env.image" });
    sink.relate(
      pipeline,
      "uses_image",
      sink.asset({
        kind: "container-image",
        name: image,
        identity: containerImage(image),
        lifecycle: "declared",
        scope: file.scope,
        occurrences: [place],
      }),
      "stated",
      [place],
    );
  }
  for (const { key, line, value } of points) {
    const command = maskCommand((textOf(at(value, "command")) ?? "").replace(/\s+/g, " ").trim()).slice(0, 1000);
    const address = `entry_points.${key}`;
    const place = placeIn(file, { line, technique: "configuration", resource: address, symbol: key });
    const step = sink.asset({
      kind: "pipeline-step",
      name: key,
      identity: { ...localSymbol(target, file, address), address },
      lifecycle: file.lifecycle,
      scope: file.scope,
      attributes: { engine: "mlflow", command },
      occurrences: [place],
    });
    sink.relate(pipeline, "has_step", step, "stated", [place]);
    const training = (TRAINS.test(key) || TRAINS.test(command)) && !NOT_TRAINING.test(key);
    const run = training
      ? sink.asset({
          kind: "training-run",
          name: key === "main" ? name : key,
          identity: localSymbol(target, file, `training:${address}`),
          lifecycle: "declared",
          scope: file.scope,
          attributes: { engine: "mlflow", command },
          occurrences: [place],
        })
      : undefined;
    if (run !== undefined) sink.relate(step, "runs", run, "resolved", [place]);
    const parameters = at(value, "parameters");
    if (parameters === undefined || entries(parameters).length === 0) continue;
    const hyperparameters = sink.asset({
      kind: "hyperparameters",
      name: `${name}.${key}`,
      identity: localSymbol(target, file, `${address}.parameters`),
      lifecycle: "declared",
      scope: file.scope,
      attributes: { values: defaultsOf(parameters) },
      occurrences: [placeIn(file, { line: parameters.line, technique: "configuration", resource: `${address}.parameters` })],
    });
    sink.relate(run ?? step, "uses_config", hyperparameters, "stated", [place]);
  }
}

/** MLmodel: the folder is a logged model; its flavours name the files. @see https://mlflow.org/docs/latest/ml/model/ */
function emitModel(project: Project, file: ProjectFile, tree: ConfigNode, sink: DiscoverySink): void {
  const target = targetOf(project, file);
  const flavours = at(tree, "flavors");
  if (flavours?.kind !== "map") return;
  const folder = folderOf(file.path);
  const place = placeIn(file, { line: 1, technique: "configuration" });
  const model = sink.asset({
    kind: "model",
    name: folder === "" ? target.key : folder,
    identity: fileAsset(target, folder === "" ? "." : folder),
    lifecycle: file.lifecycle,
    scope: file.scope,
    attributes: known<Json>({
      flavours: entries(flavours).map(({ key }) => key),
      mlflowVersion: textOf(at(tree, "mlflow_version")),
      runId: textOf(at(tree, "run_id")),
      modelId: textOf(at(tree, "model_uuid")),
      loader: textOf(at(flavours, "python_function", "loader_module")),
      task: textOf(at(flavours, "transformers", "task")),
      format: "mlflow",
      inputs: textOf(at(tree, "signature", "inputs"))?.slice(0, 2000),
      outputs: textOf(at(tree, "signature", "outputs"))?.slice(0, 2000),
    }),
    occurrences: [place],
  });
  for (const { value } of entries(flavours))
    for (const key of ["pickled_model", "model_path", "data", "model_data", "xgb_model", "lgb_model", "cb_model", "model_binary"]) {
      const path = resolvePath(folder, textOf(at(value, key)) ?? "");
      const weights = path === undefined ? undefined : project.file(file.target, path);
      if (weights === undefined || path === undefined || path === folder) continue;
      const id = sink.asset({
        kind: "model-file",
        name: path,
        identity: fileAsset(target, path),
        lifecycle: weights.lifecycle,
        scope: weights.scope,
        occurrences: [placeIn(weights, { technique: "configuration" })],
      });
      sink.relate(model, "materialised_as", id, "stated", [placeIn(file, { line: value.line, technique: "configuration" })]);
    }
}

/** MLflow projects and logged models; their conda and pip files are manifests. */
export const mlflowProject: Discoverer = {
  id: "mlflow-project",
  version: 1,
  discover(project: Project, sink: DiscoverySink): void {
    for (const file of project.files) {
      const tree = file.facts.config?.documents[0];
      if (tree?.kind !== "map") continue;
      const name = nameOf(file.path);
      if (name === "MLproject") emitProject(project, file, tree, sink);
      else if (name === "MLmodel") emitModel(project, file, tree, sink);
    }
  },
};
