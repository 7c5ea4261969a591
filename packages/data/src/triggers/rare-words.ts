import type { Item } from "./evidence.ts";

/** A word is rare when at most this many rows have it: then what it has in common with others, not the word, may be shared. */
const RARE = 3;

/** What makes two rare words alike: keys that both have. */
export interface Likeness {
  /** Words that more rows have are not rare; at least {@link RARE} and one fewer than makes an item by itself. */
  readonly shareOfRows: number;
  /** Words of fewer letters have no keys. */
  readonly shortest: number;
  readonly keysOf: (word: string) => Iterable<string>;
  /** What the words may gather around, by name, with the keys that lead to them. */
  readonly centres: (keys: ReadonlyMap<string, readonly number[]>) => Iterable<readonly [name: string, keys: Iterable<string>]>;
  readonly describe: (name: string) => Pick<Item, "description" | "where">;
}

/** One letter dropped, doubled, swapped or changed: such words share what is left when one letter is taken out. */
export function spellings(words: readonly string[]): Likeness {
  const known = new Set(words);
  const keysOf = (word: string): Set<string> => new Set([word, ...shortened(word)]);
  return {
    // Many carriers write the same misspelling often.
    shareOfRows: 0.01,
    shortest: 4,
    keysOf,
    *centres(keys) {
      // A word that is there, or one that only its misspellings point to.
      for (const word of words) if (word.length >= 5) yield [word, keysOf(word)];
      for (const [key, found] of keys) if (key.length >= 5 && found.length > 1 && !known.has(key)) yield [key, keysOf(key)];
    },
    describe: (name) => ({ description: `misspellings of "${name}"`, where: { misspelt: name } }),
  };
}

function shortened(word: string): readonly string[] {
  return Array.from({ length: word.length }, (_, at) => word.slice(0, at) + word.slice(at + 1));
}

/** Five signs in a row, with marks for the ends of a word. */
export const LETTERS: Likeness = {
  shareOfRows: 0,
  shortest: 4,
  keysOf: (word) => {
    const marked = `^${word}$`;
    return new Set(Array.from({ length: marked.length - 4 }, (_, at) => marked.slice(at, at + 5)));
  },
  *centres(keys) {
    for (const key of keys.keys()) yield [key, [key]];
  },
  describe: (name) => ({ description: `rare words with the letters "${name}"`, where: { letters: name } }),
};

/** Rows with any of the rare words that are alike. */
export function rareWordItems(
  words: readonly string[],
  rowsOf: readonly (readonly number[])[],
  { shareOfRows, shortest, keysOf, centres, describe }: Likeness,
  {
    rows,
    fewest,
    most,
    featuresOf,
  }: {
    readonly rows: number;
    readonly fewest: number;
    readonly most: number;
    readonly featuresOf: (word: number) => Int32Array;
  },
): readonly Item[] {
  const limit = Math.max(RARE, fewest - 1, shareOfRows * rows);
  const keys = new Map<string, number[]>();
  for (const [word, text] of words.entries()) {
    if (text.length < shortest || (rowsOf[word]?.length ?? 0) > limit) continue;
    for (const key of keysOf(text)) {
      const known = keys.get(key);
      if (known === undefined) keys.set(key, [word]);
      else known.push(word);
    }
  }
  const items: Item[] = [];
  for (const [name, leading] of centres(keys)) {
    const found = new Set<number>();
    for (const key of leading) for (const word of keys.get(key) ?? []) if (words[word] !== name) found.add(word);
    if (found.size < 2) continue;
    const carriers = Int32Array.from(new Set([...found].flatMap((word) => rowsOf[word] ?? []))).sort();
    if (carriers.length < fewest || carriers.length > most) continue;
    items.push({ ...describe(name), carriers, features: Int32Array.from([...found].flatMap((word) => [...featuresOf(word)])) });
  }
  return items;
}
