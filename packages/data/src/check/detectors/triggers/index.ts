import { selectRows } from "../../../poison/rows.ts";
import type { Random } from "../../../statistics/random.ts";
import type { Dataset } from "../../../table/table.ts";
import { findTriggers, type TriggerSearch } from "../../../triggers/find-triggers.ts";
import type { Detection, Evidence } from "../../evidence.ts";

/** Above so many rows a sample is searched first, and all of them only where it holds a trigger. */
const WHOLE = 20_000;
const SAMPLE = 7000;

function searchTriggers(dataset: Dataset, clusters: Int32Array, random: Random): TriggerSearch & { readonly sampled: number } {
  if (dataset.rows > WHOLE) {
    const rows = random
      .fork("trigger sample")
      .shuffle(Int32Array.from({ length: dataset.rows }, (_, row) => row))
      .slice(0, SAMPLE)
      .sort();
    const places = new Map<number, number>();
    for (const [place, row] of rows.entries()) if (!places.has(clusters[row] ?? row)) places.set(clusters[row] ?? row, place);
    const part = findTriggers({
      dataset: selectRows(dataset, rows),
      clusters: rows.map((row) => places.get(clusters[row] ?? row) ?? 0),
      random: random.fork("triggers"),
    });
    if (part.groups.length === 0) return { ...part, sampled: SAMPLE };
  }
  return { ...findTriggers({ dataset, clusters, random: random.fork("triggers") }), sampled: 0 };
}

/** Values, words and patches that bring a label with them whatever the rest of the row says. */
export function detectTriggers({ dataset, clusters, random }: Evidence): Detection | undefined {
  if (dataset.label === undefined) return undefined;
  const { groups, searched, sampled } = searchTriggers(dataset, clusters, random);
  const { name } = dataset.label;
  const livenessP = Math.min(1, ...groups.map(({ p }) => p));
  return {
    id: "triggers",
    title: "values, words and patches that bring a label with them",
    live: livenessP < 1e-2,
    livenessP,
    groups: groups.map(({ description, where, label, rows, p, carriers, purity }) => ({
      kind: "trigger" as const,
      description: `${description}: ${rows.length} of ${carriers} rows with it are labelled ${label} against what the rest of the row says (${Math.round(100 * purity)} % of them planted, as estimated)`,
      where: { ...where, [name]: label },
      rows,
      p: Math.max(1e-300, p),
      attack: true,
    })),
    note: `${searched} items and pairs looked at with every label, ${groups.length} bring a label that the rest of the row does not bear out${sampled === 0 ? "" : `; sought in ${sampled} rows drawn at random, since all ${dataset.rows} would take long: triggers on less than 0.3 % of the rows may be missed`}`,
    reason: "carries a trigger",
  };
}
