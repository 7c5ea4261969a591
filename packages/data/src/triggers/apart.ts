import type { Vocabulary } from "../models/vocabulary.ts";

/** Words that a row must have besides the shared ones, by number and as a share of its words, to be a text of its own. */
const FEWEST = 4;
const SHARE = 0.35;
/** Share of their other words from which two rows are copies of one another all the same. */
const ALIKE = 0.5;
/** Rows of one cluster that are compared with one another; the others stay in it. */
const COMPARED = 200;

/**
 * Clusters of an item's carriers as they would be without the words that carriers share: a sentence put into short texts
 * makes them near-copies of one another, which they are not otherwise. Undefined where no two carriers share a cluster.
 */
export function apartFrom(
  vocabulary: Vocabulary,
  clusters: Int32Array,
  carriers: Int32Array,
  shared: ReadonlySet<number>,
): Int32Array | undefined {
  const together = new Map<number, number[]>();
  for (const [position, row] of carriers.entries()) {
    const cluster = clusters[row] ?? row;
    const known = together.get(cluster);
    if (known === undefined) together.set(cluster, [position]);
    else known.push(position);
  }
  if (together.size === carriers.length) return undefined;
  // Numbers above those of all rows are the clusters as they were.
  const result = Int32Array.from(carriers, (row) => clusters.length + (clusters[row] ?? row));
  for (const positions of together.values()) {
    if (positions.length < 2) continue;
    const texts: { readonly position: number; readonly words: Set<number> }[] = [];
    for (const position of positions.slice(0, COMPARED)) {
      const all = vocabulary.wordsOf(carriers[position] ?? 0);
      const words = new Set(all.filter((word) => !shared.has(word)));
      if (words.size >= FEWEST && words.size >= SHARE * all.length) texts.push({ position, words });
    }
    for (const [index, { position, words }] of texts.entries()) {
      const copy = texts.slice(0, index).find((other) => overlap(words, other.words) >= ALIKE);
      result[position] = copy === undefined ? (carriers[position] ?? 0) : (result[copy.position] ?? 0);
    }
  }
  return result;
}

/** Jaccard (1901): what both hold of what either holds. */
function overlap(left: ReadonlySet<number>, right: ReadonlySet<number>): number {
  let both = 0;
  for (const word of left) if (right.has(word)) both++;
  return both / (left.size + right.size - both);
}
