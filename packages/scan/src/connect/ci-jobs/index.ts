import type { Asset, AssetGraph, Evidence } from "@castellan/graph";
import { aiService, declaredResource, secretReference, uriAsset } from "../../discover/identity/index.ts";
import type { Project } from "../../project/facts.ts";
import type { Connector, Merged } from "../connector.ts";
import { ReachedCode } from "./code.ts";
import { type Copy, type Reached, reach } from "./commands.ts";
import { githubJobs } from "./github.ts";
import type { CiJob } from "./job.ts";
import { azureJobs, circleJobs, cloudBuildJobs, gitlabJobs, jenkinsJobs } from "./others.ts";
import { bucketsOf, deployedBy, roleOfRuns } from "./stacks.ts";

const RUN_KINDS: ReadonlySet<Asset["kind"]> = new Set<Asset["kind"]>(["training-run", "evaluation-run", "pipeline"]);
const OBJECT_STORE = /^(s3|gs|gcs|abfss?|wasbs?):\/\/([^/{}$]+)/i;
const MODEL_PLACE = /model|registry|checkpoint|weights|mlruns|mlflow/i;

/**
 * Jobs of continuous integration that train, evaluate, run a pipeline or call a service of machine learning: what
 * they run, as whom, and with which secrets. Commands are followed through scripts, make rules and job files.
 */
export const ciJobs: Connector = {
  id: "ci-jobs",
  version: 1,
  connect(project, merged, graph) {
    const jobs = project.files.flatMap((file) => [
      ...githubJobs(project, file),
      ...gitlabJobs(file),
      ...azureJobs(file),
      ...circleJobs(file),
      ...cloudBuildJobs(project, file),
      ...jenkinsJobs(file),
    ]);
    if (jobs.length === 0) return;
    const code = new ReachedCode(project);
    for (const job of jobs) {
      if (job.file.scope === "test") continue;
      const reached = reach(project, job.file.target, job.commands, job.handed);
      const runs = withoutInner(
        standingIn(job, reached, code, merged, ({ kind }) => RUN_KINDS.has(kind)),
        merged,
      );
      const deployed = new Map([...deployedBy(project, job, reached, merged), ...standingIn(job, reached, code, merged, isDeployment)]);
      if (runs.size > 0 || deployed.size > 0 || reached.known) emit(project, merged, job, reached, runs, deployed, graph);
    }
  },
};

/** A script that a job runs puts a model into service: an endpoint that code asks a platform for, not a route that it answers. */
function isDeployment({ kind, attributes }: Asset): boolean {
  return kind === "deployed-model" || kind === "deployment" || (kind === "endpoint" && attributes["deployment"] === true);
}

/** Assets that stand in what a job comes to, by the line of the command. */
function standingIn(
  job: CiJob,
  reached: Reached,
  code: ReachedCode,
  merged: Merged,
  accepts: (asset: Asset) => boolean,
): ReadonlyMap<Asset, number> {
  const runs = new Map<Asset, number>();
  const candidates = merged.assets.filter((asset) => asset.scope !== "test" && accepts(asset));
  if (candidates.length === 0) return runs;
  for (const [path, line] of reached.files) {
    const lines = code.from(job.file.target, path);
    for (const asset of candidates) {
      const [first] = asset.occurrences;
      if (first?.file === undefined || (first.target ?? 0) !== job.file.target || !lines.has(first.file)) continue;
      const ranges = lines.get(first.file);
      const inside =
        ranges === undefined ||
        asset.occurrences.some(
          (place) => place.file === first.file && ranges.some(([from, to]) => (place.line ?? 0) >= from && (place.line ?? 0) <= to),
        );
      if (inside && !runs.has(asset)) runs.set(asset, line);
    }
  }
  return runs;
}

/** A pipeline runs what its steps run: the job has no relation of its own to that. */
function withoutInner(runs: ReadonlyMap<Asset, number>, { relations }: Merged): ReadonlyMap<Asset, number> {
  const pipelines = new Set([...runs.keys()].filter(({ kind }) => kind === "pipeline").map(({ id }) => id));
  const steps = new Set(relations.filter(({ from, kind }) => kind === "has_step" && pipelines.has(from)).map(({ to }) => to));
  const inner = new Set(
    relations.filter(({ from, kind }) => kind === "runs" && (steps.has(from) || pipelines.has(from))).map(({ to }) => to),
  );
  return new Map([...runs].filter(([{ id }]) => !inner.has(id)));
}

function emit(
  project: Project,
  merged: Merged,
  job: CiJob,
  reached: Reached,
  runs: ReadonlyMap<Asset, number>,
  deployed: ReadonlyMap<Asset, number>,
  graph: AssetGraph,
): void {
  const { file } = job;
  const target = project.targets[file.target];
  if (target === undefined) return;
  const place = (line: number): Evidence => ({
    target: file.target,
    file: file.path,
    line,
    resource: job.address,
    technique: "configuration",
    confidence: "certain",
  });
  const id = graph.add({
    kind: "ci-job",
    name: job.name,
    identity: declaredResource(target, project.rootOf(file), `${file.path}#${job.address}`),
    scope: file.scope,
    lifecycle: "committed",
    attributes: job.attributes,
    occurrences: [{ ...place(job.line), endLine: job.endLine }],
  });
  for (const [run, line] of runs) graph.relate(id, "runs", run.id, "resolved", [place(line)]);
  for (const [asset, line] of deployed) graph.relate(id, "deploys", asset.id, "resolved", [place(line)]);
  const role = roleOfRuns(job);
  const pipelines = [...runs.keys()].filter(({ kind }) => kind === "pipeline");
  for (const [bucket, line] of pipelines.length === 0 ? [] : bucketsOf(job, merged))
    for (const pipeline of pipelines) graph.relate(pipeline.id, "writes_to", bucket.id, "inferred", [place(line)]);
  if (role !== undefined && pipelines.length > 0) {
    const identity = graph.add({
      kind: "identity",
      name: role.name,
      identity: declaredResource(target, "ci", `identity:${role.name}`),
      scope: file.scope,
      lifecycle: "declared",
      attributes: { arn: role.arn },
      occurrences: [place(role.line)],
    });
    for (const pipeline of pipelines) graph.relate(pipeline.id, "runs_as", identity, "resolved", [place(role.line)]);
  }
  for (const [service, line] of reached.services) {
    const called = graph.add({
      kind: "ai-service",
      name: service,
      identity: aiService(service),
      scope: file.scope,
      occurrences: [place(line)],
    });
    graph.relate(id, "calls", called, "resolved", [place(line)]);
  }
  for (const { name, line } of job.secrets) {
    const secret = graph.add({
      kind: "secret-ref",
      name,
      identity: secretReference(target, name),
      scope: file.scope,
      lifecycle: "declared",
      occurrences: [place(line)],
    });
    graph.relate(id, "authenticated_by", secret, "stated", [place(line)]);
  }
  for (const { name, line } of job.identities) {
    const identity = graph.add({
      kind: "identity",
      name,
      identity: name.startsWith("arn:") ? uriAsset(name) : declaredResource(target, "ci", `identity:${name}`),
      scope: file.scope,
      lifecycle: "declared",
      occurrences: [place(line)],
    });
    graph.relate(id, "runs_as", identity, "stated", [place(line)]);
  }
  for (const copy of reached.copies) relateCopy(merged, id, copy, [...runs.keys()], place, graph);
}

/** A bucket that the job reads or writes; what holds the models of its runs keeps them. */
function relateCopy(
  merged: Merged,
  job: string,
  copy: Copy,
  runs: readonly Asset[],
  place: (line: number) => Evidence,
  graph: AssetGraph,
): void {
  for (const [side, other, kind] of [
    [copy.from, copy.to, "reads"],
    [copy.to, copy.from, "writes_to"],
  ] as const) {
    const found = OBJECT_STORE.exec(side);
    if (found === null) continue;
    const scheme = (found[1] ?? "").toLowerCase().replace(/^gcs$/, "gs");
    const uri = `${scheme}://${found[2] ?? ""}`;
    const evidence: Evidence =
      copy.file === undefined ? place(copy.line) : { ...place(copy.line), file: copy.file, technique: "syntax", confidence: "likely" };
    const { endLine: _, ...occurrence } = { endLine: undefined, ...evidence };
    const bucket = graph.add({
      kind: "storage",
      name: found[2] ?? "",
      identity: uriAsset(uri),
      scope: "production",
      lifecycle: "declared",
      attributes: { technology: scheme },
      occurrences: [occurrence],
    });
    graph.relate(job, kind, bucket, "stated", [evidence]);
    if (kind !== "writes_to" || !MODEL_PLACE.test(`${side} ${other}`)) continue;
    const ids = new Set(runs.filter((run) => run.kind === "training-run").map((run) => run.id));
    const models = new Set(
      merged.relations
        .filter((relation) => relation.kind === "produces" && ids.has(relation.from))
        .map(({ to }) => to)
        .filter((to) => merged.assets.some((asset) => asset.id === to && asset.kind === "model")),
    );
    if (models.size === 1) for (const model of models) graph.relate(model, "stored_in", bucket, "inferred", [evidence]);
  }
}
