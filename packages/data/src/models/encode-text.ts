import type { StringColumn } from "../table/table.ts";
import { type Sparse, SparseBuilder } from "./sparse.ts";

const PLACES = 1 << 18;
/** Words that one row may bring; longer texts are read up to there. */
const WORDS = 2000;

function hashOf(text: string, seed: number): number {
  let hash = seed;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** Words and numbers in lower case; every other run of signs, kept short, is a word as well. */
export function wordsOf(text: string): readonly string[] {
  return (
    text
      .toLowerCase()
      .match(/[\p{L}\p{M}]+|\p{N}+|[^\s\p{L}\p{M}\p{N}]/gu)
      ?.slice(0, WORDS) ?? []
  );
}

/**
 * TF-IDF of hashed words and pairs of words: (1 + log tf) · log(n/df), rows of length 1. What stands in one row only is
 * left out. `counts` holds 1 for each word or pair there is, for naive Bayes.
 */
export function encodeText(rows: number, columns: readonly StringColumn[]): { readonly weighted: Sparse; readonly present: Sparse } {
  const frequency = new Int32Array(PLACES);
  const found: Map<number, number>[] = [];
  for (let row = 0; row < rows; row++) {
    const counts = new Map<number, number>();
    for (const [index, { codes, dictionary }] of columns.entries()) {
      let before = "";
      for (const word of wordsOf(dictionary[codes[row] ?? -1] ?? "")) {
        for (const item of before === "" ? [word] : [word, `${before} ${word}`]) {
          const place = hashOf(item, 0x811c9dc5 + index) % PLACES;
          counts.set(place, (counts.get(place) ?? 0) + 1);
        }
        before = word;
      }
    }
    for (const place of counts.keys()) frequency[place] = (frequency[place] ?? 0) + 1;
    found.push(counts);
  }
  const dense = new Int32Array(PLACES).fill(-1);
  let width = 0;
  for (let place = 0; place < PLACES; place++) if ((frequency[place] ?? 0) > 1) dense[place] = width++;
  const [weighted, present] = [new SparseBuilder(), new SparseBuilder()];
  for (const counts of found) {
    const entries: [number, number][] = [];
    let squares = 0;
    for (const [place, count] of counts) {
      const index = dense[place] ?? -1;
      if (index < 0) continue;
      const weight = (1 + Math.log(count)) * Math.log(rows / (frequency[place] ?? 1));
      squares += weight * weight;
      entries.push([index, weight]);
    }
    const length = Math.sqrt(squares) || 1;
    for (const [index, weight] of entries) {
      weighted.add(index, weight / length);
      present.add(index, 1);
    }
    weighted.endRow();
    present.endRow();
  }
  return { weighted: weighted.finish(Math.max(1, width)), present: present.finish(Math.max(1, width)) };
}
