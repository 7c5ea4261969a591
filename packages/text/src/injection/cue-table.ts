import { foldTable, singleLetterWords } from "./fold.ts";
import { CUES, type Cue, LEXICON, OPENING_VERBS } from "./lexicon.ts";
import { hashesOf, pair, STEM_SALT, spread } from "./word-hash.ts";

const SIZE = 1 << 14;
/** Low bits of a spread hash that the filter in front of the table looks at. */
const FILTER = 1 << 16;

/** From the hash of a word, a stem or a pair of words to the bits of its cues: open addressing, one or two look-ups. */
export class CueTable {
  readonly #keys = new Int32Array(SIZE);
  readonly #masks = new Int32Array(SIZE);
  /** 1 where a hash with these low bits may be in the table: most words need no more than this. */
  readonly filter = new Uint8Array(FILTER);

  add(hash: number, mask: number): void {
    let at = spread(hash) & (SIZE - 1);
    while (this.#masks[at] !== 0 && this.#keys[at] !== (hash | 0)) at = (at + 1) & (SIZE - 1);
    this.#keys[at] = hash;
    this.filter[spread(hash) & (FILTER - 1)] = 1;
    this.#masks[at] = (this.#masks[at] ?? 0) | mask;
  }

  get(hash: number): number {
    let at = spread(hash) & (SIZE - 1);
    for (;;) {
      const mask = this.#masks[at] as number;
      if (mask === 0 || this.#keys[at] === (hash | 0)) return mask;
      at = (at + 1) & (SIZE - 1);
    }
  }
}

export function cueBit(cue: Cue): number {
  return 1 << CUES.indexOf(cue);
}

export interface CueTables {
  readonly words: CueTable;
  readonly opening: CueTable;
}

let tables: CueTables | undefined;

/** The lexicon, hashed on first use. */
export function cueTables(): CueTables {
  tables ??= build();
  return tables;
}

function build(): CueTables {
  const words = new CueTable();
  for (const cue of CUES) for (const entry of LEXICON[cue].split(" ")) if (entry !== "") words.add(keyOf(entry), cueBit(cue));
  const opening = new CueTable();
  for (const verb of OPENING_VERBS.split(" ")) if (verb !== "") opening.add(hashesOf(verb).full, cueBit("imperative"));
  return { words, opening };
}

function keyOf(entry: string): number {
  const alone = singleLetterWords();
  const letters = [...entry.normalize("NFC")].map((letter) => foldTable()[letter.charCodeAt(0)] ?? 0);
  if (letters.every((letter) => alone[letter] === 1))
    return letters.map((letter) => hashesOf(String.fromCharCode(letter)).full).reduce(pair);
  const parts = entry.split("_");
  if (parts.length > 1) return parts.map((part) => hashesOf(part).stem).reduce(pair);
  return entry.endsWith("*") ? hashesOf(entry).stem ^ STEM_SALT : hashesOf(entry).full;
}
