import { at, type ConfigNode, entries, text as textOf } from "@castellan/formats";
import type { Json } from "@castellan/graph";
import type { Project, ProjectFile } from "../../project/facts.ts";
import type { DiscoverySink } from "../discoverer.ts";
import { folderOf, known, nameOf, placeIn, targetOf } from "../file-place.ts";
import { fileAsset, localSymbol } from "../identity/index.ts";
import { isSecretName } from "../mask-arguments.ts";
import type { Artefact, ArtefactWriter } from "./artefacts.ts";
import { trains } from "./classify.ts";
import type { Stage, StagePath } from "./stages.ts";

const MAX_VALUES = 200;

/** Scalar values by dotted name, those named or all. */
function valuesOf(node: ConfigNode | undefined, names: readonly string[]): { readonly [key: string]: Json } {
  const found: { [key: string]: Json } = {};
  const visit = (inner: ConfigNode, path: string, depth: number): void => {
    if (inner.kind === "scalar") {
      if (
        Object.keys(found).length < MAX_VALUES &&
        (names.length === 0 || names.some((name) => path === name || path.startsWith(`${name}.`)))
      )
        found[path] = typeof inner.value === "string" && isSecretName(path) ? "********" : inner.value;
    } else if (inner.kind === "map" && depth < 10)
      for (const entry of entries(inner)) visit(entry.value, path === "" ? entry.key : `${path}.${entry.key}`, depth + 1);
  };
  if (node !== undefined) visit(node, "", 0);
  return found;
}

function emitParameters(
  project: Project,
  file: ProjectFile,
  stage: Stage,
  user: string,
  place: ReturnType<typeof placeIn>,
  sink: DiscoverySink,
): void {
  for (const [path, names] of stage.params) {
    const source = project.file(file.target, path);
    const values = valuesOf(source?.facts.config?.documents[0], []);
    const id = sink.asset({
      kind: "hyperparameters",
      name: path,
      identity: fileAsset(targetOf(project, file), path),
      lifecycle: source === undefined ? "declared" : source.lifecycle,
      scope: file.scope,
      attributes: Object.keys(values).length === 0 ? {} : { values },
      occurrences: [...(source === undefined ? [] : [placeIn(source, { line: 1, technique: "configuration" })]), place],
    });
    sink.relate(user, "uses_config", id, "stated", [
      { ...place, ...(names.length === 0 ? {} : { excerpt: names.join(", ").slice(0, 200) }) },
    ]);
  }
}

/** `s3://bucket/prefix`: what lies there is not named, the bucket is. */
function isBucketPrefix(path: string): boolean {
  return /^(?:s3|gs|azure|abfss?|oss):\/\/[^/]+(?:\/[\w/-]*)?$/.test(path);
}

/** A path inside of another: `data` and `data/train.csv`. */
function overlaps(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`);
}

/** One pipeline, its steps, and what they read and produce. */
export function emitPipeline(
  project: Project,
  file: ProjectFile,
  tree: ConfigNode,
  stages: readonly Stage[],
  artefacts: ArtefactWriter,
  sink: DiscoverySink,
): void {
  if (stages.length === 0) return;
  const target = targetOf(project, file);
  const pipeline = sink.asset({
    kind: "pipeline",
    name: nameOf(folderOf(file.path)) || target.key,
    identity: { ...localSymbol(target, file, "pipeline"), address: "stages" },
    lifecycle: file.lifecycle,
    scope: file.scope,
    attributes: { engine: "dvc", stages: stages.length },
    occurrences: [placeIn(file, { line: at(tree, "stages")?.line ?? 1, technique: "configuration", resource: "stages" })],
  });
  const steps = new Map<Stage, string>();
  for (const stage of stages) {
    const address = `stages.${stage.name}`;
    const place = placeIn(file, { line: stage.line, technique: "configuration", resource: address, symbol: stage.name });
    const step = sink.asset({
      kind: "pipeline-step",
      name: stage.name,
      identity: { ...localSymbol(target, file, address), address },
      lifecycle: file.lifecycle,
      scope: file.scope,
      attributes: known<Json>({
        engine: "dvc",
        command: stage.command,
        frozen: stage.frozen ? true : undefined,
        description: stage.description,
      }),
      occurrences: [place],
    });
    steps.set(stage, step);
    sink.relate(pipeline, "has_step", step, "stated", [place]);
    emitStage(project, file, stage, step, place, artefacts, sink, new Set(stages.flatMap(({ outs }) => outs.map(({ path }) => path))));
  }
  for (const stage of stages)
    for (const earlier of stages) {
      const shared =
        earlier === stage
          ? undefined
          : stage.deps.find((dep) => [...earlier.outs, ...earlier.metrics, ...earlier.plots].some((out) => overlaps(dep.path, out.path)));
      const [from, to] = [steps.get(stage), steps.get(earlier)];
      if (shared !== undefined && from !== undefined && to !== undefined)
        sink.relate(from, "depends_on", to, "stated", [
          placeIn(file, { line: shared.line, technique: "configuration", resource: `stages.${stage.name}` }),
        ]);
    }
  emitReported(tree, file, artefacts, (path, metrics) => {
    const maker = stages.find((stage) => stage.outs.some((out) => overlaps(path.path, out.path)));
    const step = maker === undefined ? undefined : steps.get(maker);
    if (step !== undefined)
      sink.relate(step, "produces", metrics.id, "resolved", [
        placeIn(file, { line: path.line, technique: "configuration", resource: `stages.${maker?.name ?? ""}` }),
      ]);
  });
}

function emitStage(
  project: Project,
  file: ProjectFile,
  stage: Stage,
  step: string,
  place: ReturnType<typeof placeIn>,
  artefacts: ArtefactWriter,
  sink: DiscoverySink,
  made: ReadonlySet<string>,
): void {
  const write = (
    list: readonly StagePath[],
    kind?: "metrics",
    isMade?: (path: string) => boolean,
  ): readonly { readonly artefact: Artefact; readonly at: StagePath }[] =>
    list.flatMap((path) => {
      const own = kind ?? artefacts.kindOf(path.path);
      // Weights that no stage makes are a file that is loaded; whose model they are, the file does not say.
      const artefact =
        own === "model" && isMade?.(path.path) === false && !artefacts.isTracked(path.path)
          ? artefacts.weights(path)
          : artefacts.write(path, own);
      return artefact === undefined ? [] : [{ artefact, at: path }];
    });
  const inputs = write(
    stage.deps.filter((path) => !isBucketPrefix(path.path)),
    undefined,
    (path) => made.has(path),
  );
  for (const path of stage.deps.filter((dep) => isBucketPrefix(dep.path)))
    sink.relate(step, "reads", artefacts.bucket(path), "stated", [
      placeIn(file, { line: path.line, technique: "configuration", resource: `stages.${stage.name}` }),
    ]);
  const outputs = [...write(stage.outs), ...write(stage.metrics, "metrics"), ...write(stage.plots, "metrics")];
  const training = trains(
    stage,
    outputs.some(({ artefact }) => artefact.kind === "model"),
    inputs.some(({ artefact }) => artefact.kind === "dataset"),
  );
  const evidenceAt = (at: StagePath) => [placeIn(file, { line: at.line, technique: "configuration", resource: `stages.${stage.name}` })];
  const run = training
    ? sink.asset({
        kind: "training-run",
        name: stage.name,
        identity: localSymbol(targetOf(project, file), file, `training:stages.${stage.name}`),
        lifecycle: "declared",
        scope: file.scope,
        attributes: { engine: "dvc", command: stage.command },
        occurrences: [place],
      })
    : undefined;
  if (run !== undefined) sink.relate(step, "runs", run, "resolved", [place]);
  for (const { artefact, at: path } of inputs) {
    if (artefact.kind === "model" || artefact.kind === "model-file") sink.relate(step, "loads", artefact.id, "stated", evidenceAt(path));
    else sink.relate(step, "reads", artefact.id, "stated", evidenceAt(path));
    if (run !== undefined && artefact.kind === "dataset") sink.relate(run, "trains_on", artefact.id, "resolved", evidenceAt(path));
    if (run !== undefined && artefact.kind === "model") sink.relate(run, "fine_tunes", artefact.id, "inferred", evidenceAt(path));
  }
  for (const { artefact, at: path } of outputs) {
    sink.relate(step, "produces", artefact.id, "stated", evidenceAt(path));
    if (artefact.kind === "dataset") sink.relate(step, "writes_to", artefact.id, "stated", evidenceAt(path));
    if (run !== undefined) sink.relate(run, "produces", artefact.id, "resolved", evidenceAt(path));
    if (path.cached && (artefact.kind !== "metrics" || stage.outs.includes(path))) artefacts.store(artefact, path);
    // Stage outputs of one training step come from all of its data.
    if (run !== undefined && artefact.kind === "model")
      for (const input of inputs)
        if (input.artefact.kind === "dataset") sink.relate(artefact.id, "trains_on", input.artefact.id, "resolved", evidenceAt(input.at));
    if (run === undefined && artefact.kind === "dataset")
      for (const input of inputs)
        if (input.artefact.kind === "dataset")
          sink.relate(artefact.id, "derived_from", input.artefact.id, "inferred", evidenceAt(input.at));
  }
  emitParameters(project, file, stage, run ?? step, place, sink);
}

/** Top-level `metrics` and `plots` of a dvc.yaml. */
function emitReported(
  tree: ConfigNode,
  file: ProjectFile,
  artefacts: ArtefactWriter,
  made: (path: StagePath, metrics: Artefact) => void,
): void {
  const node = at(tree, "metrics");
  if (node?.kind !== "list") return;
  for (const item of node.items) {
    const path = textOf(item);
    if (path === undefined || path.includes("://")) continue;
    const place = { path: folderOf(file.path) === "" ? path : `${folderOf(file.path)}/${path}`, line: item.line, cached: false };
    const metrics = artefacts.write(place, "metrics");
    if (metrics !== undefined) made(place, metrics);
  }
}
