import { wordsOf } from "../models/encode-text.ts";
import type { StringColumn } from "../table/table.ts";

/** Hash functions of a signature, and how many of them make a band: pairs of half their words meet in one band of 32 with chance 0.87, of two thirds with 0.999. */
const HASHES = 128;
const BAND = 4;
/** Share of the words of two texts that both have, from which one counts as a changed copy of the other. */
const ALIKE = 0.5;
/** Texts of fewer different words are alike by chance. */
const FEWEST = 8;
/** Rows of one bucket that are compared with its first rows; a bucket of more holds what everybody writes. */
const BUCKET = 2000;
/** Rows of a bucket that the others are compared with. */
const LEADERS = 8;

/** By row: hashes of its different words, sorted; several text columns together. */
function wordSets(rows: number, texts: readonly StringColumn[]): readonly Uint32Array[] {
  return Array.from({ length: rows }, (_, row) => {
    const hashes = new Set<number>();
    for (const { codes, dictionary } of texts) for (const word of wordsOf(dictionary[codes[row] ?? -1] ?? "")) hashes.add(hashOf(word));
    return Uint32Array.from(hashes).sort();
  });
}

/** FNV-1a (Fowler, Noll, Vo) with its bits mixed. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < word.length; index++) hash = Math.imul(hash ^ word.charCodeAt(index), 0x01000193);
  return mixed(hash);
}

function mixed(value: number): number {
  let bits = value ^ (value >>> 16);
  bits = Math.imul(bits, 0x21f0aaad);
  bits ^= bits >>> 15;
  bits = Math.imul(bits, 0x735a2d97);
  return (bits ^ (bits >>> 15)) >>> 0;
}

/** The least value of each hash function over the words: two sets agree in a place as often as they overlap (Broder 1997). */
function signatureOf(words: Uint32Array): Uint32Array {
  const least = new Uint32Array(HASHES).fill(0xffffffff);
  for (const word of words)
    for (let index = 0; index < HASHES; index++) {
      const hash = mixed(word ^ Math.imul(index + 1, 0x9e3779b9));
      if (hash < (least[index] ?? 0)) least[index] = hash;
    }
  return least;
}

/** Jaccard's share of two sorted sets. */
function overlap(left: Uint32Array, right: Uint32Array): number {
  let [i, j, both] = [0, 0, 0];
  while (i < left.length && j < right.length) {
    const [a, b] = [left[i] ?? 0, right[j] ?? 0];
    if (a === b) both++;
    if (a <= b) i++;
    if (b <= a) j++;
  }
  return both / (left.length + right.length - both);
}

/**
 * Groups of texts that share at least half of their words with one text among them, found by bands of MinHash signatures
 * (Broder 1997; Leskovec, Rajaraman and Ullman 2014, section 3.4) and then counted exactly. The text with the most such copies
 * takes them first, so that no chain of small changes joins what is not alike. Each row is in one group at most.
 */
export function changedCopies(rows: number, texts: readonly StringColumn[]): readonly Int32Array[] {
  const sets = wordSets(rows, texts);
  const neighbours = new Map<number, Set<number>>();
  const join = (left: number, right: number): void => {
    for (const [from, to] of [
      [left, right],
      [right, left],
    ] as const) {
      const known = neighbours.get(from);
      if (known === undefined) neighbours.set(from, new Set([to]));
      else known.add(to);
    }
  };
  const signatures = sets.map((words) => (words.length < FEWEST ? undefined : signatureOf(words)));
  for (let band = 0; band < HASHES; band += BAND) {
    const buckets = new Map<number, number[]>();
    for (const [row, signature] of signatures.entries()) {
      if (signature === undefined) continue;
      let key = band;
      for (let index = band; index < band + BAND; index++) key = mixed(key ^ (signature[index] ?? 0));
      const bucket = buckets.get(key);
      if (bucket === undefined) buckets.set(key, [row]);
      else if (bucket.length < BUCKET) bucket.push(row);
    }
    for (const bucket of buckets.values())
      for (let first = 0; first < Math.min(LEADERS, bucket.length); first++)
        for (let second = first + 1; second < bucket.length; second++) {
          const [left, right] = [bucket[first] ?? 0, bucket[second] ?? 0];
          if (neighbours.get(left)?.has(right) === true) continue;
          if (overlap(sets[left] ?? new Uint32Array(), sets[right] ?? new Uint32Array()) >= ALIKE) join(left, right);
        }
  }
  const taken = new Uint8Array(rows);
  const groups: Int32Array[] = [];
  const order = [...neighbours].toSorted(([a, left], [b, right]) => right.size - left.size || a - b);
  for (const [row, others] of order) {
    if (taken[row] === 1) continue;
    const members = [row, ...others].filter((each) => taken[each] !== 1);
    if (members.length < 2) continue;
    for (const each of members) taken[each] = 1;
    groups.push(Int32Array.from(members).sort());
  }
  return groups;
}
