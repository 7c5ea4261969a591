import { logUpperTail } from "./chance.ts";
import type { SearchContext } from "./context.ts";

/** Something that rows can carry: a value, a word, a patch; with the features that speak of it. */
export interface Item {
  readonly description: string;
  readonly where: Readonly<Record<string, string>>;
  readonly carriers: Int32Array;
  /** Features of the model to be left out when the rest of a carrier is asked. */
  readonly features: Int32Array;
  /**
   * It stands somewhere else in each row, or everywhere: its own features cannot be left out, and where it is common the model has learnt to
   * read it as its label. Such carriers may look like the label to the model, and are judged by their neighbours.
   */
  readonly anywhere?: boolean;
  /** Cluster of each carrier where the item itself is not counted in what makes rows alike; those of the context otherwise. */
  readonly clusters?: Int32Array | undefined;
}

export interface Evidence {
  /** The label that carriers have more often than the rest of them says. */
  readonly label: number;
  /** Carriers, a near-duplicate cluster weighing as one row. */
  readonly carriers: number;
  readonly observed: number;
  readonly expected: number;
  /** Share of the carriers whose label the item explains: (O/m − E/m) / (1 − E/m). */
  readonly attribution: number;
  /** Natural logarithm of a bound on the chance of so many, for one item and label. */
  readonly logChance: number;
  /** Nats by which carriers with the label look like rows of other labels rather than of this one. */
  readonly nats: number;
}

/** What else is known to raise a label among the carriers, as log odds. */
export interface Offset {
  readonly label: number;
  readonly logOdds: number;
}

const CLIP = 6;
/** Variance of natural effects in log odds. */
const PRIOR = 2;

function shifted(chance: number, offset: Offset | undefined): number {
  if (offset === undefined) return chance;
  const odds = (chance / (1 - chance)) * Math.exp(offset.logOdds);
  return odds / (1 + odds);
}

/** The log odds by which a label is commoner among rows than the rest of them says, held back towards 0. */
export function effectOf({ labels, classes, calibrations }: SearchContext, rows: Int32Array, rest: Float32Array, label: number): number {
  const chances = Float64Array.from(rows, (_, position) => calibrations[label]?.(rest[position * classes + label] ?? 0) ?? 0.5);
  let observed = 0;
  for (const row of rows) if (labels[row] === label) observed++;
  let logOdds = 0;
  for (let step = 0; step < 20; step++) {
    let [slope, curvature] = [observed - logOdds / PRIOR, 1 / PRIOR];
    for (const chance of chances) {
      const moved = shifted(chance, { label, logOdds });
      slope -= moved;
      curvature += moved * (1 - moved);
    }
    logOdds += Math.max(-1, Math.min(1, slope / curvature));
  }
  return logOdds;
}

/**
 * How far the labels of the carriers go beyond what the rest of each row says. `rest` holds carriers × classes
 * probabilities; `left` (when given) marks rows already explained, which do not count.
 */
export function weigh(
  context: SearchContext,
  { carriers, clusters }: Pick<Item, "carriers" | "clusters">,
  rest: Float32Array,
  left?: Uint8Array,
  offset?: Offset,
): Evidence | undefined {
  const { classes, labels, calibrations, shares } = context;
  const weights = clusterWeights(context, carriers, clusters, left);
  let best: Evidence | undefined;
  for (let label = 0; label < classes; label++) {
    if (offset !== undefined && offset.label !== label) continue;
    const calibration = calibrations[label];
    const share = shares[label] ?? 0;
    if (calibration === undefined || share === 0) continue;
    const prior = Math.log(share / Math.max(1e-9, 1 - share));
    let [total, observed, expected, nats] = [0, 0, 0, 0];
    for (let position = 0; position < carriers.length; position++) {
      const weight = weights[position] ?? 0;
      if (weight === 0) continue;
      const chance = calibration(rest[position * classes + label] ?? 0);
      total += weight;
      expected += weight * shifted(chance, offset);
      if (labels[carriers[position] ?? 0] !== label) continue;
      observed += weight;
      nats += weight * Math.max(-CLIP, Math.min(CLIP, Math.log((1 - chance) / chance) + prior));
    }
    if (observed <= expected || total < 1) continue;
    const logChance = -total * divergence(observed / total, expected / total);
    if (best === undefined || logChance < best.logChance)
      best = { label, carriers: total, observed, expected, attribution: (observed - expected) / (total - expected), logChance, nats };
  }
  return best;
}

/** The same evidence with the tighter bound that knows each carrier's own chance. */
export function sharpen(
  context: SearchContext,
  { carriers, clusters }: Pick<Item, "carriers" | "clusters">,
  rest: Float32Array,
  evidence: Evidence,
  left?: Uint8Array,
  offset?: Offset,
): Evidence {
  const calibration = context.calibrations[evidence.label];
  const weights = Float64Array.from(clusterWeights(context, carriers, clusters, left));
  const chances = Float64Array.from(carriers, (_, position) =>
    shifted(calibration?.(rest[position * context.classes + evidence.label] ?? 0) ?? 0.5, offset),
  );
  return { ...evidence, logChance: Math.min(evidence.logChance, logUpperTail(chances, weights, evidence.observed)) };
}

/** Kullback–Leibler divergence of two Bernoulli distributions, in nats. */
function divergence(observed: number, expected: number): number {
  const mean = Math.max(1e-9, Math.min(1 - 1e-9, expected));
  const part = (share: number, of: number): number => (share <= 0 ? 0 : share * Math.log(share / of));
  return part(observed, mean) + part(1 - observed, 1 - mean);
}

/**
 * Rows of one near-duplicate cluster count as many times as the cluster has rows outside the carriers, and once more:
 * a flood of copies that all carry the item is one row, rows drawn from among many alike are as many as they are.
 */
function clusterWeights(
  { clusters, clusterSizes }: SearchContext,
  carriers: Int32Array,
  own: Int32Array | undefined,
  left: Uint8Array | undefined,
): Float32Array {
  const weights = new Float32Array(carriers.length).fill(1);
  const inside = new Map<number, number>();
  for (const cluster of own ?? []) inside.set(cluster, (inside.get(cluster) ?? 0) + 1);
  for (const row of own === undefined ? carriers : []) {
    const cluster = clusters[row] ?? -1;
    if ((clusterSizes.get(cluster) ?? 1) > 1) inside.set(cluster, (inside.get(cluster) ?? 0) + 1);
  }
  for (let position = 0; position < carriers.length; position++) {
    const row = carriers[position] ?? 0;
    const cluster = own?.[position] ?? clusters[row] ?? -1;
    const count = inside.get(cluster) ?? 1;
    const outside = own === undefined ? (clusterSizes.get(cluster) ?? count) - count : 0;
    if (count > 1) weights[position] = Math.min(1, (1 + outside) / count);
    if (left?.[row] === 1) weights[position] = 0;
  }
  return weights;
}
