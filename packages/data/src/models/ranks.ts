/** Places of an even grid for each number. */
const PLACES = 2;

/**
 * How many of ordered numbers are at most a value, found from an even grid over their span: constant time where they are
 * spread, a binary search at worst.
 */
export class Ranks {
  readonly #sorted: Float64Array;
  /** Numbers before each place of the grid. */
  readonly #starts: Int32Array;
  readonly #low: number;
  readonly #scale: number;

  /** @param sorted finite, in order */
  constructor(sorted: Float64Array) {
    this.#sorted = sorted;
    const places = Math.max(1, PLACES * sorted.length);
    const low = sorted[0] ?? 0;
    const span = (sorted.at(-1) ?? 0) - low;
    this.#low = low;
    const scale = places / span;
    this.#scale = Number.isFinite(scale) && span > 0 && Number.isFinite(span) ? scale : 0;
    this.#starts = new Int32Array(places + 3);
    let at = 0;
    for (let place = 0; place < this.#starts.length; place++) {
      while (at < sorted.length && this.#place(sorted[at] as number) < place) at++;
      this.#starts[place] = at;
    }
  }

  /** Falls or stays as the value does: rounding keeps the order. */
  #place(value: number): number {
    if (this.#scale === 0) return 0;
    return Math.min(this.#starts.length - 2, Math.max(0, Math.floor((value - this.#low) * this.#scale)));
  }

  /** Numbers that are at most `value`. */
  upTo(value: number): number {
    const sorted = this.#sorted;
    const place = this.#place(value);
    let low = this.#starts[place] as number;
    let high = this.#starts[place + 1] as number;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sorted[middle] as number) <= value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
