import { FOLD, foldTable } from "./fold.ts";

/** Letters of a word that its stem keeps: endings differ by grammar. */
export const STEM = 5;
export const EMPTY = 0x811c9dc5 | 0;
const PRIME = 0x01000193;

/** One more letter of a word (FNV-1a by G. Fowler, L. C. Noll and K.-P. Vo, over UTF-16 code units). */
export function addLetter(hash: number, letter: number): number {
  return Math.imul(hash ^ letter, PRIME);
}

/** Two hashes in order. */
export function pair(first: number, second: number): number {
  return Math.imul(Math.imul(first, 0x9e3779b1) ^ second, 0x85ebca6b);
}

/** Spreads a hash over its low bits (finaliser of MurmurHash3, A. Appleby). */
export function spread(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  return h >>> 0;
}

/** Marks stems, so that `rules` as a word and `rules…` as a beginning differ. */
export const STEM_SALT = 0x5bd1e995;

export interface WordHashes {
  readonly full: number;
  readonly stem: number;
}

/** The hashes of one written word, as the walker sees it. */
export function hashesOf(word: string): WordHashes {
  const fold = foldTable();
  let full = EMPTY;
  let stem = EMPTY;
  let letters = 0;
  for (let i = 0; i < word.length; i++) {
    const letter = fold[word.charCodeAt(i)] ?? 0;
    if (letter <= FOLD.skipped) continue;
    full = addLetter(full, letter);
    if (letters++ < STEM) stem = full;
  }
  return { full, stem };
}
