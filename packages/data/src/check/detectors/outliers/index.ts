import { normalUpper } from "../../../statistics/distributions.ts";
import { tailP } from "../../../statistics/tail.ts";
import type { Detection, Evidence, Group } from "../../evidence.ts";
import { higherCriticism } from "../../fusion/higher-criticism.ts";
import { isolation } from "./isolation.ts";
import { empiricalTails } from "./tails.ts";

/** Neighbours whose mean distance counts. */
const NEAREST = 5;
/** Higher criticism from which distances are no chance: clean public data stays under 3. */
const ALIVE = 6;
/** Rows that the isolation forest is grown for. */
const FOREST = 20_000;

function detection(id: string, title: string, statistic: Float64Array, note: string): Detection {
  const p = tailP(statistic);
  const criticism = higherCriticism(p);
  const live = criticism > ALIVE;
  const extreme = Int32Array.from(p.keys()).filter((row) => (p[row] ?? 1) < 1e-3);
  const groups: readonly Group[] =
    live && extreme.length >= 3
      ? [
          {
            kind: "outliers",
            description: `${extreme.length} rows lie further from all others than the rest of the data foretells`,
            where: {},
            rows: extreme,
            p: Math.max(1e-12, normalUpper(criticism)),
            attack: false,
            rowP: Float64Array.from(extreme, (row) => p[row] ?? 1),
          },
        ]
      : [];
  return {
    id,
    title,
    p,
    live,
    livenessP: Math.max(1e-300, normalUpper(criticism)),
    groups,
    note: `${note}; higher criticism ${criticism.toFixed(1)}`,
    reason: "far from all other rows",
  };
}

/** A statistic whose tail falls exponentially, as one whose tail is a power; scaled by its middle half, which bounds the exponents. */
function exponential(statistic: Float64Array): Float64Array {
  const sorted = statistic.slice().sort();
  const at = (share: number): number => sorted[Math.floor(share * sorted.length)] ?? 0;
  const scale = at(0.75) - at(0.25) || 1;
  return statistic.map((value) => Math.exp(Math.min(600, (value - at(0.5)) / scale)));
}

/** Distance to the nearest rows (Ramaswamy, Rastogi, Shim 2000). */
export function detectDistance({ dataset, neighbours }: Evidence): Detection {
  const { count, distances } = neighbours;
  const used = Math.min(NEAREST, count);
  const statistic = new Float64Array(dataset.rows);
  for (let row = 0; row < dataset.rows; row++) {
    let sum = 0;
    for (let at = row * count; at < row * count + used; at++) sum += distances[at] ?? 0;
    statistic[row] = sum / used + 1e-6;
  }
  return detection("distance", "distance to the nearest rows", statistic, `mean distance to the ${used} nearest rows`);
}

/** Values far out in their columns. */
export function detectTails({ dataset }: Evidence): Detection | undefined {
  if (dataset.features.length === 0) return undefined;
  const statistic = empiricalTails(dataset.rows, dataset.features);
  return detection("ecod", "values far out in their columns", exponential(statistic), "sum of the logarithms of empirical tail chances");
}

/** Rows that few random cuts set apart. */
export function detectIsolation({ dataset, encoded, random }: Evidence): Detection | undefined {
  if (dataset.rows > FOREST || dataset.features.length === 0) return undefined;
  const statistic = isolation(encoded.points, random.fork("isolation"));
  return detection("isolation", "rows that few random cuts set apart", exponential(statistic), "200 trees of 256 rows");
}
