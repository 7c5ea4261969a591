import type { RelationKind } from "@castellan/graph";
import type { Emitted } from "./emit.ts";
import { evidenceAt } from "./places.ts";
import type { CodeAssets } from "./registry.ts";
import type { Sighting } from "./sighting.ts";

interface Seen { readonly asset: Emitted; readonly sighting: Sighting }

/** What stands in the script of a run belongs to the run: where it logs to, what it leaves behind, what it checks. */
export function connectRuns(assets: CodeAssets): void {
  const byFile = new Map<string, Seen[]>();
  for (const sighting of assets.sightings.all) {
    for (const asset of assets.of(sighting)) {
      const key = `${sighting.unit.file.target}:${sighting.unit.file.path}`;
      byFile.set(key, [...(byFile.get(key) ?? []), { asset, sighting }]);
    }
  }
  for (const seen of byFile.values()) {
    const runs = new Map(seen.filter(({ asset }) => asset.kind === "training-run" || asset.kind === "evaluation-run").map((item) => [item.asset.id, item]));
    // With several training runs in one file nothing tells which of them an asset belongs to.
    const training = [...runs.values()].filter(({ asset }) => asset.kind === "training-run");
    for (const run of runs.values()) {
      if (run.asset.kind === "training-run" && training.length > 1) continue;
      for (const { asset, sighting } of seen) {
        const kind = relationOf(run.asset, asset, training.length > 0);
        if (kind !== undefined) assets.context.sink.relate(run.asset.id, kind, asset.id, "inferred", [evidenceAt(sighting.unit, sighting)]);
      }
    }
  }
}

function relationOf(run: Emitted, asset: Emitted, trains: boolean): RelationKind | undefined {
  if (asset.kind === "experiment-tracker") return "logs_to";
  if (asset.kind === "metrics" && asset.emission.use === "produces") return "produces";
  if (run.kind === "training-run") return asset.kind === "model-file" && asset.emission.use === "produces" ? "produces" : undefined;
  // A script that only evaluates: the weights that it loads, the data that it reads.
  if (trains) return undefined;
  if (asset.kind === "model-file" && asset.emission.use === "loads") return "loads";
  return asset.kind === "dataset" && asset.emission.use === "reads" ? "validates_on" : undefined;
}
