import { AgedEntries } from "./memo-aged.ts";
import { Outlines } from "./outlines.ts";
import { elide } from "./retention.ts";
import type { PickleValue } from "./value.ts";
import { weigh } from "./weight.ts";

/** Keys of one chunk. */
const CHUNK_BITS = 12;
const CHUNK = 1 << CHUNK_BITS;
/** The first entries (`lasting`) are what a stream uses throughout: names, types. The last chunks what it is just building. */
const LAST = 2;
/** Entries kept at keys that do not follow one another. */
const MOST_SPARSE = 50_000;
/** Keys that no honest stream has unless it has as many entries. */
const GREAT_KEY = 2 ** 24;
/** What is heavier goes first when memory is short. */
const MOST_KEPT_WEIGHT = 256;
const NAME_WEIGHT = 2;

type Fresh = (PickleValue | undefined)[];

/**
 * Values by key. Keys are anybody's, so that no array has a declared size. Entries that are neither among the first nor
 * among the latest are kept in outline: texts as their place in the stream, the rest as what it is.
 */
export class Memo {
  /** By number of the chunk; what is no longer fresh is aged. */
  readonly #fresh = new Map<number, Fresh>();
  readonly #aged: (AgedEntries | undefined)[] = [];
  readonly #outlines = new Outlines();
  readonly #sparse = new Map<number, PickleValue>();
  readonly #most: number;
  /** Chunks that do not age. */
  readonly #first: number;
  readonly #reread: (offset: number) => PickleValue;
  /** The chunk being filled. */
  #last: Fresh = [];
  #lastNumber = -1;
  #lastBase = Number.POSITIVE_INFINITY;
  #size = 0;
  #reached = 0;
  #put = false;
  #memoized = false;
  /** Entries beyond the budget were not kept. */
  overflowed = false;

  /** @param most entries; @param lasting of them, the first ones, that stay values */
  constructor(most: number, lasting: number, reread: (offset: number) => PickleValue) {
    this.#most = most;
    this.#first = Math.ceil(lasting / CHUNK);
    this.#reread = reread;
  }

  /** Distinct keys: the next key of MEMOIZE. */
  get size(): number {
    return this.#size;
  }

  get(key: number): PickleValue | undefined {
    const next = key - this.#lastBase;
    if (next >= 0 && next < CHUNK) return this.#last[next];
    const fresh = this.#freshAt(key);
    if (fresh !== undefined) return fresh[key % CHUNK];
    return this.#sparse.get(key) ?? this.#aged[Math.floor(key / CHUNK)]?.get(key % CHUNK, this.#reread);
  }

  has(key: number): boolean {
    const fresh = this.#freshAt(key);
    if (fresh !== undefined) return fresh[key % CHUNK] !== undefined;
    return this.#sparse.has(key) || this.#aged[Math.floor(key / CHUNK)]?.has(key % CHUNK) === true;
  }

  #freshAt(key: number): Fresh | undefined {
    if (key < 0) return undefined;
    const number = Math.floor(key / CHUNK);
    return number === this.#lastNumber ? this.#last : this.#fresh.get(number);
  }

  /** PUT, BINPUT, LONG_BINPUT. True where it writes over what MEMOIZE may have put there. */
  put(key: number, value: PickleValue): boolean {
    this.#put = true;
    return this.#set(key, value) && this.#memoized;
  }

  /** MEMOIZE. True where it writes over what a PUT put there. */
  memoize(value: PickleValue): boolean {
    this.#memoized = true;
    return this.#set(this.#size, value) && this.#put;
  }

  /** CPython's memo is an array up to its greatest key: true where that key is far beyond what was told before. */
  reaches(key: number): boolean {
    if (key <= GREAT_KEY || key <= 2 * this.#reached || key <= 16 * this.#size) return false;
    this.#reached = key;
    return true;
  }

  #set(key: number, value: PickleValue): boolean {
    const next = key - this.#lastBase;
    if (next >= 0 && next < CHUNK && this.#last[next] === undefined) {
      this.#last[next] = value;
      this.#size++;
      return false;
    }
    const fresh = this.#freshAt(key) ?? this.#grow(Math.floor(key / CHUNK));
    if (fresh === undefined) return this.#setSparse(key, value);
    const place = key % CHUNK;
    const again = fresh[place] !== undefined;
    fresh[place] = value;
    if (!again) this.#size++;
    return again;
  }

  #setSparse(key: number, value: PickleValue): boolean {
    if (this.overflowed && key === this.#size && key > this.#most) {
      // One after the other, beyond all that is kept.
      this.#size++;
      return false;
    }
    const again = this.has(key);
    if (!again) this.#size++;
    if (this.#sparse.size >= MOST_SPARSE && !this.#sparse.has(key)) this.overflowed = true;
    else this.#sparse.set(key, value);
    return again;
  }

  /** The chunk that follows the last one, where the budget has room; the one that is no longer among the last is aged. */
  #grow(number: number): Fresh | undefined {
    if (number < 0 || number !== this.#lastNumber + 1 || number * CHUNK >= this.#most) return undefined;
    const old = number - LAST;
    const ageing = old < this.#first ? undefined : this.#fresh.get(old);
    if (ageing !== undefined) {
      this.#aged[old] = new AgedEntries(ageing, CHUNK, this.#outlines);
      this.#fresh.delete(old);
    }
    // The array of the aged chunk serves again.
    this.#last = ageing?.fill(undefined) ?? new Array<PickleValue | undefined>(CHUNK).fill(undefined);
    this.#lastNumber = number;
    this.#lastBase = number * CHUNK;
    this.#fresh.set(number, this.#last);
    return this.#last;
  }

  /** Keeps small values as far as the allowance (in units of `weigh`), the rest in outline. */
  squeeze(allowance: number): void {
    let used = 0;
    const squeezed = (value: PickleValue): PickleValue => {
      const weight = weigh([value], MOST_KEPT_WEIGHT);
      // Names are short, and wanted again.
      if (value.kind === "text" && weight <= NAME_WEIGHT) return value;
      if (weight > MOST_KEPT_WEIGHT || used + weight > allowance) return elide(value);
      used += weight;
      return value;
    };
    for (const fresh of this.#fresh.values()) {
      for (let index = 0; index < fresh.length; index++) {
        const value = fresh[index];
        if (value !== undefined) fresh[index] = squeezed(value);
      }
    }
    for (const [key, value] of this.#sparse) this.#sparse.set(key, squeezed(value));
  }

  /** What is held as values, not in outline. */
  values(): PickleValue[] {
    const held = [...this.#sparse.values()];
    for (const fresh of this.#fresh.values()) for (const value of fresh) if (value !== undefined) held.push(value);
    return held;
  }

  keys(): readonly number[] {
    const dense = Array.from({ length: (this.#lastNumber + 1) * CHUNK }, (_, key) => key);
    return [...new Set([...dense.filter((key) => this.has(key)), ...this.#sparse.keys()])];
  }
}
