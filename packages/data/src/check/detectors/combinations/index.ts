import { normalUpper } from "../../../statistics/distributions.ts";
import { tailP } from "../../../statistics/tail.ts";
import type { Detection, Evidence, Group } from "../../evidence.ts";
import { higherCriticism } from "../../fusion/higher-criticism.ts";
import { dependence, jointCounts, PLACES, placesOf } from "./pairs.ts";

/** Higher criticism from which odd rows are no chance: clean public tables stay under 2. */
const ALIVE = 5;
/** Of fewer pairs the sum takes a few values only, and its upper part is no tail. */
const FEWEST = 3;
/** Rows that pairs of columns are chosen by; columns and pairs at most. */
const CHOOSING = 8000;
const COLUMNS = 400;
const PAIRS = 2000;
/** Rows with a smaller chance are told as a group. */
const ODD = 1e-3;
/** Strongest pairs among which the one is sought that is named. */
const NAMED = 200;

interface Pair {
  readonly left: number;
  readonly right: number;
  readonly information: number;
}

/**
 * Rows whose values are ordinary one by one and do not belong together. Over pairs of columns that depend on each other,
 * the sum of log(expected were they independent / observed among the other rows), each pair weighted by its share of what
 * its columns tell of others: a composite likelihood of pairs (Varin, Reid, Firth 2011) against independence.
 */
export function detectCombinations({ dataset, clusters }: Evidence): Detection | undefined {
  const { rows } = dataset;
  const features = dataset.features.slice(0, COLUMNS);
  if (features.length < 2 || rows < 50) return undefined;
  const places = features.map(placesOf);
  const weights = clusterShares(clusters);
  const pairs = dependentPairs(places, weights);
  const title = "values that do not belong together";
  const left = dataset.features.length > COLUMNS ? `, of the first ${COLUMNS} columns` : "";
  const note = `${pairs.length} pairs of columns that depend on each other${left}`;
  const base = { id: "combinations", title, reason: "values that do not belong together" };
  if (pairs.length === 0) return { ...base, live: false, livenessP: 1, groups: [], note };
  const told = new Float64Array(features.length);
  for (const pair of pairs) for (const column of [pair.left, pair.right]) told[column] = (told[column] ?? 0) + pair.information;
  const oddness = new Float64Array(rows);
  for (const { left: one, right: other, information } of pairs) {
    const weight = information * (1 / (told[one] ?? 1) + 1 / (told[other] ?? 1));
    addSurprises(oddness, weight, places[one], places[other], weights);
  }
  const p = tailP(aboveZero(oddness));
  const criticism = higherCriticism(p);
  const live = criticism > ALIVE && pairs.length >= FEWEST;
  const livenessP = Math.max(1e-300, normalUpper(criticism));
  const odd = Int32Array.from(p.keys()).filter((row) => (p[row] ?? 1) < ODD);
  const above = live ? strangest(pairs, places, odd, weights) : undefined;
  const groups: readonly Group[] =
    live && odd.length >= 3
      ? [
          {
            kind: "outliers",
            description: `${odd.length} rows hold values that do not belong together${above === undefined ? "" : `, above all ${features[above.left]?.name} with ${features[above.right]?.name}`}`,
            where: {},
            rows: odd,
            p: Math.max(1e-12, livenessP),
            attack: false,
            rowP: Float64Array.from(odd, (row) => p[row] ?? 1),
          },
        ]
      : [];
  return { ...base, p, live, livenessP, groups, note: `${note}; higher criticism ${criticism.toFixed(1)}` };
}

/** Chosen by every so many rows, the strongest first. */
function dependentPairs(places: readonly Uint8Array[], weights: Float64Array): readonly Pair[] {
  const step = Math.ceil(weights.length / CHOOSING);
  const pairs: Pair[] = [];
  for (const [left, one] of places.entries())
    for (let right = left + 1; right < places.length; right++) {
      const { information, sure } = dependence(jointCounts(one, places[right] ?? one, weights, step));
      if (sure) pairs.push({ left, right, information });
    }
  return pairs.toSorted((a, b) => b.information - a.information || a.left - b.left || a.right - b.right).slice(0, PAIRS);
}

/** Near-copies weigh as the root of their number, or a flood would make columns depend on each other. */
function clusterShares(clusters: Int32Array): Float64Array {
  const sizes = new Int32Array(clusters.length);
  for (const cluster of clusters) sizes[cluster] = (sizes[cluster] ?? 0) + 1;
  return Float64Array.from(clusters, (cluster) => 1 / Math.sqrt(Math.max(1, sizes[cluster] ?? 1)));
}

/** Adds to each row the logarithm of expected over observed, the row itself not counted, half a row added to both. */
function addSurprises(
  sums: Float64Array,
  factor: number,
  one: Uint8Array | undefined,
  other: Uint8Array | undefined,
  weights: Float64Array,
): void {
  if (one === undefined || other === undefined) return;
  const counts = jointCounts(one, other, weights, 1);
  const { expected } = dependence(counts);
  const surprise = (at: number, weight: number): number =>
    factor * Math.log(((expected[at] ?? 0) + 0.5) / (Math.max(0, (counts[at] ?? 0) - weight) + 0.5));
  // Nearly all rows are no copies.
  const single = counts.map((_, at) => surprise(at, 1));
  for (let row = 0; row < sums.length; row++) {
    const at = (one[row] ?? 0) * PLACES + (other[row] ?? 0);
    const weight = weights[row] ?? 1;
    sums[row] = (sums[row] ?? 0) + (weight === 1 ? (single[at] ?? 0) : surprise(at, weight));
  }
}

/** Shifted so that a power law of its upper part makes sense: from one (robust) deviation up. */
function aboveZero(values: Float64Array): Float64Array {
  const sorted = values.slice().sort();
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  const deviation = at(0.84) - at(0.5) || 1;
  return values.map((value) => value - at(0) + deviation);
}

/** The pair of columns that speaks most against the rows. */
function strangest(pairs: readonly Pair[], places: readonly Uint8Array[], odd: Int32Array, weights: Float64Array): Pair | undefined {
  let [best, highest] = [pairs[0], 0];
  const sums = new Float64Array(weights.length);
  for (const pair of pairs.slice(0, NAMED)) {
    sums.fill(0);
    addSurprises(sums, 1, places[pair.left], places[pair.right], weights);
    const sum = odd.reduce((total, row) => total + Math.max(0, sums[row] ?? 0), 0);
    if (sum > highest) [best, highest] = [pair, sum];
  }
  return best;
}
