/**
 * Seeded random numbers: xoshiro128** (Blackman and Vigna 2018) started by splitmix32. The same seed gives the same
 * numbers on every machine.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  constructor(seed: number) {
    let state = seed | 0;
    const next = (): number => {
      state = (state + 0x9e3779b9) | 0;
      let mixed = state ^ (state >>> 16);
      mixed = Math.imul(mixed, 0x21f0aaad);
      mixed ^= mixed >>> 15;
      mixed = Math.imul(mixed, 0x735a2d97);
      return mixed ^ (mixed >>> 15);
    };
    this.#a = next();
    this.#b = next();
    this.#c = next();
    this.#d = next() | 1;
  }

  /** A whole number from 0 to 2^32 - 1. */
  bits(): number {
    const five = Math.imul(this.#b, 5);
    const result = Math.imul((five << 7) | (five >>> 25), 9) >>> 0;
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = (this.#d << 11) | (this.#d >>> 21);
    return result;
  }

  /** A number from 0 (in) to 1 (out). */
  unit(): number {
    return this.bits() / 4294967296;
  }

  /** A whole number from 0 to `count` - 1. */
  below(count: number): number {
    return Math.floor(this.unit() * count);
  }

  /** A standard normal number (Box and Muller 1958). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.unit())) * Math.cos(2 * Math.PI * this.unit());
  }

  /** Puts the items in a random order, in place (Fisher and Yates). */
  shuffle<T extends Int32Array | Float64Array | unknown[]>(items: T): T {
    for (let index = items.length - 1; index > 0; index--) {
      const other = this.below(index + 1);
      const kept = items[index];
      items[index] = items[other] as never;
      items[other] = kept as never;
    }
    return items;
  }

  /** A stream of its own for a part of the work, named so that its order does not matter. */
  fork(name: string): Random {
    return forkOf(this.key, name);
  }

  /** What the forks of this stream depend on, besides their names: to make them elsewhere with {@link forkOf}. */
  get key(): number {
    return this.#a ^ this.#c;
  }
}

/** The fork of the stream with this key. */
export function forkOf(key: number, name: string): Random {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index++) hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  return new Random(hash ^ key);
}
