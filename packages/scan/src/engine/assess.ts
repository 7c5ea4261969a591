import { join } from "node:path";
import type { Asset, Occurrence } from "@castellan/graph";
import type { Coverage } from "../result.ts";
import type { Discovered } from "./collector.ts";
import type { ScanOptions } from "./options.ts";
import type { LocalTarget } from "./targets.ts";

export interface Assessed {
  readonly found: Discovered;
  readonly skipped: Coverage["skipped"];
  /** An analyser failed, which another run need not repeat. */
  readonly failed: boolean;
}

/** Hands assets to the analysers that take them, one after the other; what they say is attributes of the asset. */
export async function assess(found: Discovered, targets: readonly LocalTarget[], options: ScanOptions): Promise<Assessed> {
  const { analyzers = [], signal } = options;
  const work = found.assets.flatMap((asset) =>
    analyzers.filter((analyzer) => analyzer.accepts(asset)).map((analyzer) => ({ asset, analyzer })),
  );
  if (work.length === 0) return { found, skipped: [], failed: false };
  const pathOf = pathFinder(targets);
  const said = new Map<string, Asset>();
  const skipped: Coverage["skipped"][number][] = [];
  let failed = false;
  for (const [done, { asset, analyzer }] of work.entries()) {
    if (signal?.aborted === true) break;
    options.progress?.("assess", done, work.length);
    try {
      const { facts, unread } = await analyzer.analyze(asset, {
        pathOf,
        clock: options.clock ?? ((): Date => new Date()),
        ...(signal === undefined ? {} : { signal }),
      });
      const known = said.get(asset.id) ?? asset;
      said.set(asset.id, { ...known, attributes: { ...facts, ...known.attributes } });
      for (const { occurrence, reason } of unread) skipped.push(skippedAt(occurrence, reason));
    } catch (error) {
      failed = true;
      const reason = `${analyzer.id} failed: ${error instanceof Error ? error.message : String(error)}`;
      const [occurrence] = asset.occurrences;
      if (occurrence !== undefined) skipped.push(skippedAt(occurrence, reason));
    }
  }
  return { found: { ...found, assets: found.assets.map((asset) => said.get(asset.id) ?? asset) }, skipped, failed };
}

function skippedAt({ target, file }: Occurrence, reason: string): Coverage["skipped"][number] {
  return { target: target ?? 0, file: file ?? ".", reason, required: true };
}

/** Only files that the walk of a target found have a path: nothing leads out of it. */
function pathFinder(targets: readonly LocalTarget[]): (occurrence: Occurrence) => string | undefined {
  const walked = targets.map(({ files }) => new Set(files.map(({ path }) => path)));
  return ({ target = 0, file }) => {
    const root = targets[target]?.root;
    return file === undefined || root === undefined || walked[target]?.has(file) !== true ? undefined : join(root, file);
  };
}
