import type { StringColumn } from "../table/table.ts";

/** The words of some texts: each word once per row. */
export interface Vocabulary {
  readonly rows: number;
  readonly words: readonly string[];
  /** In how many rows each word stands. */
  readonly documents: Int32Array;
  /** The distinct words of a row. */
  wordsOf(row: number): Int32Array;
  /** All words of a row in their order; text columns are kept apart by -1. */
  sequenceOf(row: number): Int32Array;
}

/** Words longer than this are cut, so that base64 and the like stay bounded. */
const LONGEST = 40;
/** Words of a row that are read; the rest is left out of the search for triggers. */
export const WORDS_PER_ROW = 2000;

/** Lower-case words of letters, digits and apostrophes; other signs are words by themselves. */
export function buildVocabulary(texts: readonly StringColumn[], rows: number): Vocabulary {
  const words: string[] = [];
  const positions = new Map<string, number>();
  const documents: number[] = [];
  const sequences: Int32Array[] = [];
  const distinct: Int32Array[] = [];
  for (let row = 0; row < rows; row++) {
    const sequence: number[] = [];
    for (const column of texts) {
      for (const [token] of (column.dictionary[column.codes[row] ?? -1] ?? "")
        .toLowerCase()
        .matchAll(/[\p{L}\p{N}_']+|[^\s\p{L}\p{N}_']/gu)) {
        if (sequence.length >= WORDS_PER_ROW) break;
        const word = token.slice(0, LONGEST);
        const known = positions.get(word);
        if (known === undefined) {
          positions.set(word, words.length);
          sequence.push(words.push(word) - 1);
          documents.push(0);
        } else sequence.push(known);
      }
      sequence.push(-1);
    }
    const unique = Int32Array.from(new Set(sequence.filter((word) => word >= 0)));
    for (const word of unique) documents[word] = (documents[word] ?? 0) + 1;
    sequences.push(Int32Array.from(sequence));
    distinct.push(unique);
  }
  const none = new Int32Array(0);
  return {
    rows,
    words,
    documents: Int32Array.from(documents),
    wordsOf: (row) => distinct[row] ?? none,
    sequenceOf: (row) => sequences[row] ?? none,
  };
}
