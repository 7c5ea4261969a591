import type { Asset, AssetAnalysis, AssetAnalyzer, Json, Occurrence } from "@castellan/graph";
import { z } from "zod";
import type { Roles } from "../check/assemble/roles.ts";
import { checkFile } from "../check/check-file.ts";
import type { DataCheckResult } from "../check/document.ts";
import { DataError } from "../errors.ts";

/** What is a table by its name; other data sets are not examined. */
const TABLE = /\.(?:csv|tsv|jsonl|ndjson|parquet|pq)(?:\.(?:gz|zst))?$/i;
/** Fewer rows say nothing of an attack. */
const FEWEST = 50;
const MOST_GROUPS = 20;
const SEED = 1;

const Stated = z.object({ column: z.string(), file: z.string(), line: z.number() });
const ColumnRoles = z.partialRecord(z.enum(["label", "id", "time", "text", "source"]), Stated).catch({});

/** Checks the rows of data sets that lie on this machine, with the roles that training code gives their columns. */
export function datasetAnalyzer(version: string): AssetAnalyzer {
  return {
    id: "data-check",
    version: 1,
    accepts: (asset) => asset.kind === "dataset" && asset.scope === "production" && tablesOf(asset).length > 0,
    analyze: async (asset, { pathOf, clock }) => {
      const here = tablesOf(asset).flatMap((occurrence) => {
        const path = pathOf(occurrence);
        return path === undefined ? [] : [{ occurrence, path }];
      });
      const [first] = here;
      if (first === undefined) return { facts: {}, unread: [] };
      return await examine(asset, first.occurrence, first.path, version, clock);
    },
  };
}

function tablesOf({ occurrences }: Asset): readonly Occurrence[] {
  const seen = new Set<string>();
  return occurrences.filter(({ file, target }) => {
    const key = `${target ?? 0}:${file ?? ""}`;
    if (file === undefined || !TABLE.test(file) || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

async function examine(asset: Asset, occurrence: Occurrence, file: string, version: string, clock: () => Date): Promise<AssetAnalysis> {
  const stated = ColumnRoles.parse(asset.attributes["columnRoles"] ?? {});
  const roles: Roles = {
    label: stated.label?.column,
    id: stated.id?.column,
    time: stated.time?.column,
    source: stated.source?.column,
    ...(stated.text === undefined ? {} : { text: [stated.text.column] }),
  };
  try {
    const { result } = await checkFile({ file, roles, seed: SEED, version, clock });
    return result.rows < FEWEST ? { facts: {}, unread: [] } : { facts: { assessment: assessmentOf(result, stated) }, unread: [] };
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    return { facts: {}, unread: [{ occurrence, reason: error.message.replaceAll(file, occurrence.file ?? "") }] };
  }
}

/** The verdict with its groups, and where each role was learnt. */
function assessmentOf(result: DataCheckResult, stated: z.infer<typeof ColumnRoles>): Json {
  const learnt = Object.entries(stated).map(([role, place]): [string, Json] => [role, { ...place }]);
  const guessed = Object.entries(result.roles)
    .filter(([role]) => role !== "features" && !Object.hasOwn(stated, role))
    .map(([role, columns]): [string, Json] => [role, { column: columns.join(", "), guessed: true }]);
  return {
    by: "castellan data check",
    verdict: result.verdict,
    reason: result.reasons.join("; "),
    rows: result.rows,
    quarantined: result.quarantine.rows,
    groups: result.groups.slice(0, MOST_GROUPS).map(({ kind, rows, p, description }) => ({ kind, rows, p, description })),
    power: result.power,
    roles: Object.fromEntries([...learnt, ...guessed].sort(([a], [b]) => (a < b ? -1 : 1))),
    warnings: result.warnings,
  };
}
