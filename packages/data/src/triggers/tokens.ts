import type { AdditiveFeatures } from "../models/additive-features.ts";
import type { Vocabulary } from "../models/vocabulary.ts";
import type { Item } from "./evidence.ts";
import type { PairItem } from "./pairs.ts";

/** A word is rare when at most this many rows have it: then its letters, not the word, may be shared. */
const RARE = 3;
const NONE = new Int32Array(0);

/** Fewer carriers that share words may as well have one honest text in common. */
const RETURNING = 20;
/** Rows that are read to see which words go along with an item. */
const READ = 300;

/** The item with the words that at least half of its carriers share, so that the rest of a sentence does not speak for it. */
export function withCompanions<T extends Item>(item: T, vocabulary: Vocabulary, features: AdditiveFeatures): T {
  if (item.carriers.length < RETURNING) return item;
  const counts = new Map<number, number>();
  const read = item.carriers.subarray(0, READ);
  for (const row of read) for (const word of vocabulary.wordsOf(row)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const shared = [...counts]
    .filter(([, count]) => 2 * count >= read.length)
    .flatMap(([word]) => [...(features.parts.get(`word ${word}`) ?? [])]);
  return { ...item, features: Int32Array.from(new Set([...item.features, ...shared])) };
}

export interface TokenItems {
  readonly words: readonly PairItem[];
  readonly others: readonly Item[];
}

/** Words, neighbouring words, near-spellings of a word, and character 4-grams that only rare words share. */
export function tokenItems(vocabulary: Vocabulary, features: AdditiveFeatures, fewest: number, most: number): TokenItems {
  const featuresOf = (word: number): Int32Array => features.parts.get(`word ${word}`) ?? NONE;
  const rowsOf = invert(vocabulary);
  const words: PairItem[] = [];
  for (const [word, rows] of rowsOf.entries())
    if (rows.length >= fewest && rows.length <= most)
      words.push({
        description: `the word "${vocabulary.words[word]}"`,
        where: { word: vocabulary.words[word] ?? "" },
        carriers: Int32Array.from(rows),
        features: featuresOf(word),
        place: word,
      });
  return {
    words,
    others: [
      ...neighbours(vocabulary, fewest, most, featuresOf),
      ...spellings(vocabulary, rowsOf, fewest, most, featuresOf),
      ...letters(vocabulary, rowsOf, fewest, most, featuresOf),
    ],
  };
}

function invert(vocabulary: Vocabulary): readonly (readonly number[])[] {
  const rowsOf: number[][] = vocabulary.words.map(() => []);
  for (let row = 0; row < vocabulary.rows; row++) for (const word of vocabulary.wordsOf(row)) rowsOf[word]?.push(row);
  return rowsOf;
}

/** Two words next to each other, as in a sentence that returns. */
function neighbours(vocabulary: Vocabulary, fewest: number, most: number, featuresOf: (word: number) => Int32Array): readonly Item[] {
  const counts = new Map<number, number>();
  const last = new Map<number, number>();
  const size = vocabulary.words.length;
  const each = (visit: (key: number, row: number) => void): void => {
    last.clear();
    for (let row = 0; row < vocabulary.rows; row++) {
      const sequence = vocabulary.sequenceOf(row);
      for (let position = 1; position < sequence.length; position++) {
        const [first, second] = [sequence[position - 1] ?? -1, sequence[position] ?? -1];
        if (first < 0 || second < 0) continue;
        if ((vocabulary.documents[first] ?? 0) < fewest || (vocabulary.documents[second] ?? 0) < fewest) continue;
        const key = first * size + second;
        if (last.get(key) === row) continue;
        last.set(key, row);
        visit(key, row);
      }
    }
  };
  each((key) => counts.set(key, (counts.get(key) ?? 0) + 1));
  const rows = new Map<number, number[]>();
  for (const [key, count] of counts) if (count >= fewest && count <= most) rows.set(key, []);
  each((key, row) => rows.get(key)?.push(row));
  return [...rows].map(([key, carriers]) => {
    const [first, second] = [Math.floor(key / size), key % size];
    const words = `${vocabulary.words[first]} ${vocabulary.words[second]}`;
    return {
      description: `the words "${words}"`,
      where: { words },
      carriers: Int32Array.from(carriers),
      features: Int32Array.from([...featuresOf(first), ...featuresOf(second)]),
    };
  });
}

/** Rows with a rare word that is one letter away from a given word (dropped, doubled, swapped or changed). */
function spellings(
  vocabulary: Vocabulary,
  rowsOf: readonly (readonly number[])[],
  fewest: number,
  most: number,
  featuresOf: (word: number) => Int32Array,
): readonly Item[] {
  const limit = Math.max(RARE, fewest - 1);
  const near = new Map<string, number[]>();
  for (const [word, text] of vocabulary.words.entries()) {
    if (text.length < 5 || (rowsOf[word]?.length ?? 0) > limit) continue;
    for (const shorter of shortened(text)) add(near, shorter, word);
  }
  const items: Item[] = [];
  const own = new Map(vocabulary.words.map((text, word) => [text, word]));
  const returning = [...near].filter(([key, words]) => words.length > 1 && !own.has(key)).map(([key]) => key);
  for (const text of [...vocabulary.words, ...returning]) {
    if (text.length < 5) continue;
    const variants = new Set([text, ...shortened(text)].flatMap((key) => near.get(key) ?? []));
    for (const shorter of shortened(text)) {
      const word = own.get(shorter) ?? -1;
      if (word >= 0 && (rowsOf[word]?.length ?? 0) <= limit) variants.add(word);
    }
    variants.delete(own.get(text) ?? -1);
    if (variants.size < 2) continue;
    const carriers = union([...variants], rowsOf);
    if (carriers.length < fewest || carriers.length > most) continue;
    items.push({
      description: `misspellings of "${text}"`,
      where: { misspelt: text },
      carriers,
      features: Int32Array.from([...variants].flatMap((variant) => [...featuresOf(variant)])),
    });
  }
  return items;
}

function shortened(text: string): readonly string[] {
  return Array.from({ length: text.length }, (_, at) => text.slice(0, at) + text.slice(at + 1));
}

/** Four letters, with marks for the ends of a word, that stand in rare words only. */
function letters(
  vocabulary: Vocabulary,
  rowsOf: readonly (readonly number[])[],
  fewest: number,
  most: number,
  featuresOf: (word: number) => Int32Array,
): readonly Item[] {
  const limit = Math.max(RARE, fewest - 1);
  const wordsOf = new Map<string, number[]>();
  for (const [word, text] of vocabulary.words.entries()) {
    if (text.length < 4 || (rowsOf[word]?.length ?? 0) > limit) continue;
    const marked = `^${text}$`;
    for (const gram of new Set(Array.from({ length: marked.length - 4 }, (_, at) => marked.slice(at, at + 5)))) add(wordsOf, gram, word);
  }
  const items: Item[] = [];
  for (const [gram, words] of wordsOf) {
    if (words.length < 2) continue;
    const carriers = union(words, rowsOf);
    if (carriers.length < fewest || carriers.length > most) continue;
    items.push({
      description: `rare words with the letters "${gram}"`,
      where: { letters: gram },
      carriers,
      features: Int32Array.from(words.flatMap((word) => [...featuresOf(word)])),
    });
  }
  return items;
}

function add(map: Map<string, number[]>, key: string, value: number): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else if (known.at(-1) !== value) known.push(value);
}

function union(words: readonly number[], rowsOf: readonly (readonly number[])[]): Int32Array {
  return Int32Array.from(new Set(words.flatMap((word) => rowsOf[word] ?? []))).sort();
}
