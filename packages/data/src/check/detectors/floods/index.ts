import { changedCopies } from "../../../duplicates/changed-copies.ts";
import { logGamma } from "../../../statistics/distributions.ts";
import type { Detection, Evidence, Group } from "../../evidence.ts";
import { discreteSizeChance, LEFT_OUT, sizeChance } from "./sizes.ts";

/** Clusters smaller than this are what honest data has everywhere. */
const SMALLEST = 4;
/** Clusters of a larger chance are not told. */
const NOTICED = 0.01;

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

/** Several clusters that are large together are each suspect: of each rank the least chance from there on, times five ranks. */
function rankChances(sizes: readonly number[], chance: (size: number, rank: number) => number): readonly number[] {
  const result = sizes.map((size, rank) => (rank < LEFT_OUT ? Math.min(1, LEFT_OUT * chance(size, rank + 1)) : 1));
  for (let rank = Math.min(LEFT_OUT, sizes.length) - 2; rank >= 0; rank--)
    if ((sizes[rank + 1] ?? 0) >= 0.8 * (sizes[rank] ?? 0)) result[rank] = Math.min(result[rank] ?? 1, result[rank + 1] ?? 1);
  return result;
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
  for (const [level, list, law] of [
    ["copies", members(exactClusters(evidence)), sizeChance],
    ["near-copies", members(clusters), sizeChance],
    ["changed copies", dataset.text === undefined ? [] : changedCopies(dataset.rows, dataset.text), discreteSizeChance],
  ] as const) {
    const chance = law(list.map(({ length }) => length));
    const large = list.filter(({ length }) => length >= Math.max(SMALLEST, dataset.rows / 1000));
    searched += large.length;
    const ordered = large.toSorted((left, right) => right.length - left.length || (left[0] ?? 0) - (right[0] ?? 0));
    const lengths = ordered.map(({ length }) => length);
    // Several large clusters of texts are what templates make: each stands for itself.
    const sizes = level === "changed copies" ? lengths.map((length) => chance(length, 1)) : rankChances(lengths, chance);
    for (const [rank, rows] of ordered.entries()) {
      if (rows.some((row) => seen[row] === 1)) continue;
      const group = judged(evidence, rows, level, sizes[rank] ?? 1, Math.max(1, large.length));
      if (group.p > NOTICED) continue;
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
