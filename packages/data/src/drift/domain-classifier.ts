import { Random } from "../statistics/random.ts";
import type { Column } from "../table/table.ts";
import { type BinnedFeatures, boost } from "./boosted-trees.ts";
import { distributionOf, quantileOf } from "./distribution.ts";
import type { Multivariate } from "./document.ts";

/** Rows a side that the classifier learns from and is tried on. */
const MOST_ROWS = 5000;
const BINS = 48;
const SHUFFLES = 1999;

/**
 * Can a classifier tell new rows from reference rows? Boosted trees, each half scored by the model of the other. Under no
 * drift the held-out rows are exchangeable, so shuffling their sides gives the exact chance results without fitting again
 * (Lopez-Paz and Oquab 2017).
 * @param columns pairs of the same feature, reference and new
 */
export function classifyDomains(columns: readonly (readonly [Column, Column])[], seed: number): Omit<Multivariate, "verdict"> {
  const random = new Random(seed).fork("domain-classifier");
  const chosen = [0, 1].map((side) => sampled(rowsOf(columns[0]?.[side]), MOST_ROWS, random));
  const [first = new Int32Array(), second = new Int32Array()] = chosen;
  const rows = first.length + second.length;
  const target = new Uint8Array(rows).fill(1, first.length);
  const features: BinnedFeatures = {
    rows,
    bins: columns.map(([a, b]) => binned(a, b, first, second)),
    categories: columns.map(([a]) => a.kind === "string"),
  };
  const order = random.shuffle(Int32Array.from({ length: rows }, (_, row) => row));
  // Halves with the same share of either side.
  const fold = new Uint8Array(rows);
  const seen = [0, 0];
  for (const row of order) {
    const side = target[row] ?? 0;
    fold[row] = (seen[side] ?? 0) % 2;
    seen[side] = (seen[side] ?? 0) + 1;
  }
  const gains = new Float64Array(columns.length);
  const folds = [0, 1].map((held) => {
    const among = Int32Array.from({ length: rows }, (_, row) => row).filter((row) => fold[row] !== held);
    const tested = Int32Array.from({ length: rows }, (_, row) => row).filter((row) => fold[row] === held);
    const model = boost(features, target, among);
    for (const [feature, gain] of model.gains.entries()) gains[feature] = (gains[feature] ?? 0) + gain;
    return ranked(
      Float64Array.from(tested, (row) => model.score(features, row)),
      Uint8Array.from(tested, (row) => target[row] ?? 0),
    );
  });
  const auroc = folds.reduce((sum, part) => sum + part.auroc, 0) / 2;
  const chance = folds.map((part) => shuffled(part, random));
  const both = Float64Array.from({ length: SHUFFLES }, (_, time) => ((chance[0]?.[time] ?? 0) + (chance[1]?.[time] ?? 0)) / 2).sort();
  // The halves depend on each other through their models: each p-value alone is exact, twice the lesser holds for both.
  const ps = folds.map((part, at) => (1 + (chance[at] ?? []).filter((value) => value >= part.auroc).length) / (1 + SHUFFLES));
  const error = Math.sqrt(folds.reduce((sum, part) => sum + part.variance, 0)) / 2;
  const total = gains.reduce((sum, gain) => sum + gain, 0) || 1;
  return {
    auroc: { value: auroc, low: Math.max(0, auroc - 1.96 * error), high: Math.min(1, auroc + 1.96 * error) },
    chance: { low: both[Math.floor(0.025 * SHUFFLES)] ?? 0.5, high: both[Math.floor(0.975 * SHUFFLES)] ?? 0.5 },
    p: Math.min(1, 2 * Math.min(...ps)),
    rows: { reference: first.length, new: second.length },
    carriers: [...gains]
      .map((gain, at) => ({ name: columns[at]?.[0].name ?? "", share: gain / total }))
      .sort((a, b) => b.share - a.share || (a.name < b.name ? -1 : 1))
      .slice(0, 10)
      .filter(({ share }) => share >= 0.01),
  };
}

function rowsOf(column: Column | undefined): number {
  return column === undefined ? 0 : column.kind === "string" ? column.codes.length : column.values.length;
}

function sampled(rows: number, most: number, random: Random): Int32Array {
  const all = Int32Array.from({ length: rows }, (_, row) => row);
  return rows <= most ? all : random.shuffle(all).slice(0, most).sort();
}

/** Numbers by quantiles of both sides, categories by their frequency; the last bin is what is missing. */
function binned(a: Column, b: Column, first: Int32Array, second: Int32Array): Uint8Array {
  const bins = new Uint8Array(first.length + second.length);
  if (a.kind === "string" && b.kind === "string") {
    const counts = new Map<string, number>();
    const texts = [
      ...Array.from(first, (row) => a.dictionary[a.codes[row] ?? -1]),
      ...Array.from(second, (row) => b.dictionary[b.codes[row] ?? -1]),
    ];
    for (const text of texts) if (text !== undefined) counts.set(text, (counts.get(text) ?? 0) + 1);
    const places = new Map(
      [...counts]
        .sort(([x, i], [y, j]) => j - i || (x < y ? -1 : 1))
        .slice(0, BINS)
        .map(([text], place) => [text, place] as const),
    );
    for (const [row, text] of texts.entries()) bins[row] = text === undefined ? 255 : (places.get(text) ?? BINS);
    return bins;
  }
  if (a.kind === "string" || b.kind === "string") return bins;
  const values = Float64Array.from([
    ...Array.from(first, (row) => a.values[row] ?? Number.NaN),
    ...Array.from(second, (row) => b.values[row] ?? Number.NaN),
  ]);
  const distribution = distributionOf(values);
  const edges = [...new Set(Array.from({ length: BINS - 1 }, (_, bin) => quantileOf(distribution, (bin + 1) / BINS)))].sort(
    (x, y) => x - y,
  );
  for (const [row, value] of values.entries()) {
    let [low, high] = [0, edges.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((edges[middle] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    bins[row] = Number.isNaN(value) ? 255 : low;
  }
  return bins;
}

interface Ranked {
  readonly ranks: Float64Array;
  readonly positives: number;
  readonly auroc: number;
  readonly variance: number;
}

/** Mid-ranks of the scores; the variance is that of Hanley and McNeil (1982). */
function ranked(scores: Float64Array, target: Uint8Array): Ranked {
  const order = Int32Array.from(scores, (_, at) => at).sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0));
  const ranks = new Float64Array(scores.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to + 1 < order.length && scores[order[to + 1] ?? 0] === scores[order[from] ?? 0]) to++;
    for (let at = from; at <= to; at++) ranks[order[at] ?? 0] = (from + to) / 2 + 1;
    from = to + 1;
  }
  let [positives, sum] = [0, 0];
  for (const [at, side] of target.entries())
    if (side === 1) {
      positives++;
      sum += ranks[at] ?? 0;
    }
  const negatives = target.length - positives;
  const auroc = (sum - (positives * (positives + 1)) / 2) / Math.max(1, positives * negatives);
  const [q1, q2] = [auroc / (2 - auroc), (2 * auroc ** 2) / (1 + auroc)];
  const variance =
    (auroc * (1 - auroc) + (positives - 1) * (q1 - auroc ** 2) + (negatives - 1) * (q2 - auroc ** 2)) / Math.max(1, positives * negatives);
  return { ranks, positives, auroc, variance: Math.max(0, variance) };
}

function shuffled({ ranks, positives }: Ranked, random: Random): Float64Array {
  const items = ranks.slice();
  const negatives = items.length - positives;
  const few = Math.min(positives, negatives);
  const all = items.reduce((sum, rank) => sum + rank, 0);
  return Float64Array.from({ length: SHUFFLES }, () => {
    let sum = 0;
    for (let at = 0; at < few; at++) {
      const other = at + random.below(items.length - at);
      const drawn = items[other] ?? 0;
      items[other] = items[at] ?? 0;
      items[at] = drawn;
      sum += drawn;
    }
    const own = few === positives ? sum : all - sum;
    return (own - (positives * (positives + 1)) / 2) / Math.max(1, positives * negatives);
  });
}
