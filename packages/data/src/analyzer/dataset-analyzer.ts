import type { Asset, AssetAnalysis, AssetAnalyzer, Json, Occurrence } from "@castellan/graph";
import { z } from "zod";
import type { Roles } from "../check/assemble/roles.ts";
import { checkFile } from "../check/check-file.ts";
import type { DataCheckResult } from "../check/document.ts";
import { columnShapesOf } from "../check/page/page-data.ts";
import { DataError } from "../errors.ts";
import { maskedText } from "../masking/mask.ts";

/** What is a table by its name; other data sets are not examined. */
const TABLE = /\.(?:csv|tsv|jsonl|ndjson|parquet|pq)(?:\.(?:gz|zst))?$/i;
/** Fewer rows say nothing of an attack. */
const FEWEST = 50;
const MOST_GROUPS = 20;
const MOST_COLUMNS = 12;
const IDS_NAMED = 5;
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
    const found = await checkFile({ file, roles, seed: SEED, version, clock });
    if (found.result.rows < FEWEST) return { facts: {}, unread: [] };
    const columns = columnShapesOf(found)
      .slice(0, MOST_COLUMNS)
      .map(({ name, role, held, rest, says }): Json => ({ name, role, held: held.map(short), rest: rest.map(short), says }));
    return { facts: { assessment: { ...assessmentOf(found.result, stated), columns } }, unread: [] };
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    return { facts: {}, unread: [{ occurrence, reason: error.message.replaceAll(file, occurrence.file ?? "") }] };
  }
}

/** Three decimals are more than a small picture shows. */
function short(share: number): number {
  return Math.round(1000 * share) / 1000;
}

/** The verdict with its groups, and where each role was learnt. */
function assessmentOf(result: DataCheckResult, stated: z.infer<typeof ColumnRoles>): Readonly<Record<string, Json>> {
  const learnt = Object.entries(stated).map(([role, place]): [string, Json] => [role, { ...place }]);
  const guessed = Object.entries(result.roles)
    .filter(([role]) => role !== "features" && !Object.hasOwn(stated, role))
    .map(([role, columns]): [string, Json] => [role, { column: columns.join(", "), guessed: true }]);
  return {
    by: "castellan data check",
    verdict: result.verdict,
    reason: maskedText(result.reasons.join("; ")),
    rows: result.rows,
    quarantined: result.quarantine.rows,
    groups: result.groups.slice(0, MOST_GROUPS).map(({ kind, rows, p, description, ids }) => ({
      kind,
      rows,
      p,
      description: maskedText(description),
      ids: ids.slice(0, IDS_NAMED).map(maskedText),
    })),
    power: result.power,
    roles: Object.fromEntries([...learnt, ...guessed].sort(([a], [b]) => (a < b ? -1 : 1))),
    warnings: result.warnings,
  };
}
