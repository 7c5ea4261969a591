import type { AdditiveFeatures } from "../models/additive-features.ts";
import type { Vocabulary } from "../models/vocabulary.ts";
import { apartFrom } from "./apart.ts";
import type { Item } from "./evidence.ts";
import type { PairItem } from "./pairs.ts";
import { LETTERS, rareWordItems, spellings } from "./rare-words.ts";

const NONE = new Int32Array(0);

/** Fewer carriers that share words may as well have one honest text in common. */
const RETURNING = 20;
/** Rows that are read to see which words go along with an item. */
const READ = 300;

/**
 * The item with the words that at least half of its carriers share, so that the rest of a sentence does not speak for it, and
 * with the clusters of its carriers as they are without these words.
 */
export function withCompanions<T extends Item>(item: T, vocabulary: Vocabulary, features: AdditiveFeatures, clusters: Int32Array): T {
  const counts = new Map<number, number>();
  const read = item.carriers.subarray(0, READ);
  for (const row of read) for (const word of vocabulary.wordsOf(row)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const shared = [...counts].filter(([, count]) => 2 * count >= read.length).map(([word]) => word);
  const apart = apartFrom(vocabulary, clusters, item.carriers, new Set(shared));
  const own = apart === undefined ? item : { ...item, clusters: apart };
  if (item.carriers.length < RETURNING) return own;
  const companions = shared.flatMap((word) => [...(features.parts.get(`word ${word}`) ?? [])]);
  return { ...own, features: Int32Array.from(new Set([...item.features, ...companions])) };
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
      ...[spellings(vocabulary.words), LETTERS].flatMap((likeness) =>
        rareWordItems(vocabulary.words, rowsOf, likeness, { rows: vocabulary.rows, fewest, most, featuresOf }),
      ),
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
