import type { Asset, AssetGraph, Evidence } from "@castellan/graph";
import type { Project } from "../../project/facts.ts";
import { scriptFile, scriptsOf } from "../../project/script-command.ts";
import type { Connector, Merged } from "../connector.ts";

/** Kinds that start scripts. */
const STARTERS: ReadonlySet<Asset["kind"]> = new Set<Asset["kind"]>(["pipeline-step", "training-run", "ci-job", "compute", "deployment"]);
const RUNS: ReadonlySet<Asset["kind"]> = new Set<Asset["kind"]>(["training-run", "evaluation-run"]);

/**
 * A step, job or declared run whose command or entry point is a script of the project runs what happens in that
 * script. A run that is only declared by its command (a DVC stage, a managed training job) is that script's run.
 */
export const scripts: Connector = {
  id: "scripts",
  version: 1,
  connect(project, merged, graph) {
    const runsOf = indexRuns(merged);
    if (runsOf.size === 0) return;
    const declared = new Map(
      merged.assets
        .filter(({ kind, attributes }) => kind === "training-run" && (attributes["command"] ?? attributes["script"]) !== undefined)
        .map((asset) => [asset.id, asset]),
    );
    for (const asset of merged.assets) {
      if (!STARTERS.has(asset.kind)) continue;
      for (const path of scriptsIn(project, asset)) {
        for (const run of runsOf.get(path) ?? []) {
          if (run.id === asset.id) continue;
          if (!declared.has(asset.id)) graph.relate(asset.id, "runs", run.id, "resolved", [evidenceOf(asset)]);
          else if (run.kind === "training-run" && !declared.has(run.id)) graph.unite(run.id, asset.id);
        }
      }
    }
    evaluatedData(graph, merged, project, runsOf);
  },
};

/** "target:path" of a script → the runs that happen in it. */
function indexRuns(merged: Merged): ReadonlyMap<string, readonly Asset[]> {
  const runs = new Map<string, Asset[]>();
  for (const asset of merged.assets) {
    const [first] = asset.occurrences;
    if (!RUNS.has(asset.kind) || first?.file === undefined || first.technique !== "syntax") continue;
    const key = `${first.target ?? 0}:${first.file}`;
    runs.set(key, [...(runs.get(key) ?? []), asset]);
  }
  return runs;
}

function scriptsIn(project: Project, asset: Asset): readonly string[] {
  const [place] = asset.occurrences;
  const target = place?.target ?? 0;
  const folder = (place?.file ?? "").replace(/(?:^|\/)[^/]*$/, "");
  const command = asset.attributes["command"];
  const lines = typeof command === "string" ? [command] : Array.isArray(command) ? command.filter((line) => typeof line === "string") : [];
  const script = asset.attributes["script"];
  const source = asset.attributes["sourceFolder"];
  const direct =
    typeof script === "string" && /\.(?:py|ipynb|sh|r)$/i.test(script)
      ? scriptFile(project, target, folder, typeof source === "string" ? `${source.replace(/\/$/, "")}/${script}` : script)
      : undefined;
  return [
    ...(direct === undefined ? [] : [direct]),
    ...lines.flatMap((line) => scriptsOf(project, target, folder, line)).map(({ path }) => path),
  ].map((path) => `${target}:${path}`);
}

/** An evaluation whose own data is not known works on what the step that runs it reads. */
function evaluatedData(graph: AssetGraph, merged: Merged, project: Project, runsOf: ReadonlyMap<string, readonly Asset[]>): void {
  const byId = new Map(merged.assets.map((asset) => [asset.id, asset]));
  const known = new Set(merged.relations.filter(({ kind }) => kind === "validates_on").map(({ from }) => from));
  for (const step of merged.assets.filter(({ kind }) => kind === "pipeline-step")) {
    const runs = scriptsIn(project, step)
      .flatMap((path) => runsOf.get(path) ?? [])
      .filter(({ kind, id }) => kind === "evaluation-run" && !known.has(id));
    for (const relation of runs.length === 0 ? [] : merged.relations.filter(({ from }) => from === step.id)) {
      const used = byId.get(relation.to);
      if (relation.kind === "reads" && used?.kind === "dataset")
        for (const run of runs) graph.relate(run.id, "validates_on", used.id, "inferred", relation.evidence);
    }
  }
}

function evidenceOf(asset: Asset): Evidence {
  const [place] = asset.occurrences;
  return {
    technique: place?.technique ?? "syntax",
    confidence: "likely",
    ...(place?.target === undefined ? {} : { target: place.target }),
    ...(place?.file === undefined ? {} : { file: place.file }),
    ...(place?.line === undefined ? {} : { line: place.line }),
  };
}
