import type { PickleValue } from "./value.ts";

/** Values by key. Keys are anybody's: a map, never an array of the declared size. */
export class Memo {
  readonly #values = new Map<number, PickleValue>();
  readonly #most: number;
  /** Entries beyond the budget were not kept. */
  overflowed = false;
  #put = false;
  #memoized = false;

  constructor(most: number) {
    this.#most = most;
  }

  get size(): number {
    return this.#values.size;
  }

  get(key: number): PickleValue | undefined {
    return this.#values.get(key);
  }

  /** PUT, BINPUT, LONG_BINPUT. True where it writes over what MEMOIZE put there. */
  put(key: number, value: PickleValue): boolean {
    this.#put = true;
    return this.#set(key, value) && this.#memoized;
  }

  /** MEMOIZE: the key is the number of entries. True where it writes over what a PUT put there. */
  memoize(value: PickleValue): boolean {
    this.#memoized = true;
    return this.#set(this.#values.size, value) && this.#put;
  }

  #set(key: number, value: PickleValue): boolean {
    const size = this.#values.size;
    if (size >= this.#most && !this.#values.has(key)) {
      this.overflowed = true;
      return false;
    }
    this.#values.set(key, value);
    return this.#values.size === size;
  }

  keys(): readonly number[] {
    return [...this.#values.keys()];
  }
}
