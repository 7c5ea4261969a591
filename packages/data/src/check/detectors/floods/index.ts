import { logGamma, poissonUpper } from "../../../statistics/distributions.ts";
import type { Detection, Evidence, Group } from "../../evidence.ts";

/** Clusters smaller than this are what honest data has everywhere. */
const SMALLEST = 4;
/** The largest clusters, which have no say in how large honest ones are. */
const LEFT_OUT = 5;

/** Rows by cluster, those of two and more. */
function members(clusters: Int32Array): readonly Int32Array[] {
  const rows = new Map<number, number[]>();
  for (const [row, cluster] of clusters.entries()) {
    const known = rows.get(cluster);
    if (known === undefined) rows.set(cluster, [row]);
    else known.push(row);
  }
  return [...rows.values()].filter(({ length }) => length > 1).map((list) => Int32Array.from(list));
}

/** The same values in every feature, text and pixel. */
function exactClusters({ dataset }: Evidence): Int32Array {
  const { rows, features, text, images } = dataset;
  const first = new Map<string, number>();
  const size = images === undefined ? 0 : images.width * images.height * images.channels;
  return Int32Array.from({ length: rows }, (_, row) => {
    const parts = [...features, ...(text ?? [])].map((column) => (column.kind === "string" ? column.codes[row] : column.values[row]));
    if (images !== undefined)
      parts.push(pixelHash(images.pixels, row * size, size), pixelHash(images.pixels, row * size + (size >> 1), size - (size >> 1)));
    const key = parts.join("\u0000");
    const known = first.get(key);
    if (known === undefined) first.set(key, row);
    return known ?? row;
  });
}

function pixelHash(pixels: Uint8Array, from: number, length: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < from + length; at++) hash = Math.imul(hash ^ (pixels[at] ?? 0), 0x01000193);
  return hash >>> 0;
}

/**
 * Expected number of honest clusters at least as large: a power law through the sizes of all but the five largest
 * (Clauset, Shalizi, Newman 2009, equation 3.7 with the discrete shift), as a Poisson chance that `rank` of them are there.
 */
export function sizeChance(sizes: readonly number[]): (size: number, rank: number) => number {
  const kept = sizes.toSorted((left, right) => right - left).slice(LEFT_OUT);
  let sum = 0;
  for (const size of kept) sum += Math.log(size / 1.5);
  // One pseudo-cluster of size 4 where there are hardly any to learn from.
  const exponent = Math.min(6, (kept.length + 1) / (sum + Math.log(4 / 1.5)));
  return (size, rank) => poissonUpper(rank, (kept.length + LEFT_OUT) * (size / 1.5) ** -exponent);
}

/** Chance that so many of `size` rows come from one source of this share, and be it the commonest. */
function concentration(codes: Int32Array, rows: Int32Array): { readonly code: number; readonly p: number } {
  const total = new Map<number, number>();
  for (const code of codes) total.set(code, (total.get(code) ?? 0) + 1);
  const own = new Map<number, number>();
  for (const row of rows) own.set(codes[row] ?? -1, (own.get(codes[row] ?? -1) ?? 0) + 1);
  const [code = -1, most = 0] = [...own].toSorted((left, right) => right[1] - left[1] || left[0] - right[0])[0] ?? [];
  const share = Math.min(0.999, (total.get(code) ?? 1) / codes.length);
  // The first row of a cluster comes from somewhere; the others are the test.
  let p = 0;
  for (let hits = most - 1; hits < rows.length; hits++)
    p += Math.exp(
      logGamma(rows.length) -
        logGamma(hits + 1) -
        logGamma(rows.length - hits) +
        hits * Math.log(share) +
        (rows.length - 1 - hits) * Math.log1p(-share),
    );
  return { code, p: Math.min(1, p) };
}

/**
 * Floods of copies. A cluster's chance is that of its size among honest clusters, and it is an attack only where
 * something else speaks against it too: a label that the rows do not bear out, or one source.
 */
export function detectFloods(evidence: Evidence): Detection {
  const { dataset, clusters } = evidence;
  const groups: Group[] = [];
  const seen = new Uint8Array(dataset.rows);
  let searched = 0;
  for (const [level, list] of [
    ["copies", members(exactClusters(evidence))],
    ["near-copies", members(clusters)],
  ] as const) {
    const chance = sizeChance(list.map(({ length }) => length));
    const large = list.filter(({ length }) => length >= Math.max(SMALLEST, dataset.rows / 1000));
    searched += large.length;
    for (const [rank, rows] of large.toSorted((left, right) => right.length - left.length).entries()) {
      if (rows.some((row) => seen[row] === 1)) continue;
      const group = judged(evidence, rows, level, chance(rows.length, rank + 1), Math.max(1, large.length));
      if (group.p > 0.01) continue;
      groups.push(group);
      for (const row of rows) seen[row] = 1;
    }
  }
  const livenessP = Math.min(1, ...groups.map(({ p }) => p));
  return {
    id: "floods",
    title: "copies and near-copies",
    live: livenessP < 1e-2,
    livenessP,
    groups,
    note: `${searched} clusters of copies or near-copies judged, ${groups.length} larger than honest ones would be`,
    reason: "one of many copies",
  };
}

function judged({ dataset, target, outOfFold }: Evidence, rows: Int32Array, level: string, size: number, clusters: number): Group {
  const { label, source } = dataset;
  const where: Record<string, string> = {};
  let description = `${rows.length} ${level} of one row`;
  let p = size;
  let attack = false;
  const first = rows[0] ?? 0;
  if (label !== undefined && target !== undefined && outOfFold !== undefined) {
    const counts = new Int32Array(target.classes);
    for (const row of rows)
      if ((target.labels[row] ?? -1) >= 0) counts[target.labels[row] ?? 0] = (counts[target.labels[row] ?? 0] ?? 0) + 1;
    let most = 0;
    for (let code = 1; code < target.classes; code++) if ((counts[code] ?? 0) > (counts[most] ?? 0)) most = code;
    let likely = 0;
    for (const row of rows) likely += (outOfFold.probabilities[row * target.classes + most] ?? 0) / rows.length;
    if ((counts[most] ?? 0) >= 0.9 * rows.length && rows.length >= 10 && likely < 0.3) {
      // The cluster is one draw: its rows are not independent.
      p *= likely;
      attack = size < 1e-2;
      where[label.name] = label.dictionary[most] ?? "";
      description += `, labelled ${label.dictionary[most]} against what similar rows say`;
    }
  }
  if (source !== undefined && rows.length >= 10) {
    const { code, p: chance } = concentration(source.codes, rows);
    if (chance * clusters < 1e-6 && size < 0.05) {
      p *= chance;
      attack = true;
      where[source.name] = source.dictionary[code] ?? "";
      description += `, from ${source.name} ${source.dictionary[code] ?? "unknown"}`;
    }
  }
  return {
    kind: "flood",
    description: `${description} (first: row ${dataset.ids[first] ?? first})`,
    where,
    rows,
    p: Math.max(1e-300, p),
    attack,
  };
}
