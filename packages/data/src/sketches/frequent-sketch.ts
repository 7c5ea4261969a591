import { compareText } from "@castellan/graph";
import { DataError } from "../errors.ts";

export interface FrequentState {
  readonly capacity: number;
  readonly count: number;
  /** Each count is too low by at most this; 0: all counts are exact and no value is missing. */
  readonly error: number;
  /** Values and counts, sorted by value. */
  readonly counts: readonly (readonly [string, number])[];
}

/**
 * The frequent values of a stream with their counts: Misra and Gries (1982), merged as in Agarwal et al. (2012). Exact
 * while there are at most `capacity` different values; after that each count is too low by at most `error`, which never
 * exceeds count / (capacity + 1).
 */
export class FrequentSketch {
  readonly capacity: number;
  #counts = new Map<string, number>();
  #count = 0;
  #error = 0;

  constructor(capacity = 1024) {
    if (!Number.isInteger(capacity) || capacity < 1 || capacity > 1_000_000)
      throw new DataError("OPTION_INVALID", `A sketch of frequent values takes a capacity from 1 to 1000000, not ${capacity}.`);
    this.capacity = capacity;
  }

  get count(): number {
    return this.#count;
  }

  get error(): number {
    return this.#error;
  }

  add(value: string, times = 1): void {
    this.#count += times;
    this.#counts.set(value, (this.#counts.get(value) ?? 0) + times);
    // Twice the room, so that pruning costs a constant for each value.
    if (this.#counts.size > 2 * this.capacity) this.#prune();
  }

  merge(other: FrequentSketch): void {
    if (other.capacity !== this.capacity)
      throw new DataError("SKETCH_INVALID", `Sketches of different size (${this.capacity} and ${other.capacity} values) cannot be merged.`);
    for (const [value, count] of other.#counts) this.#counts.set(value, (this.#counts.get(value) ?? 0) + count);
    this.#count += other.#count;
    this.#error += other.#error;
    if (this.#counts.size > this.capacity) this.#prune();
  }

  /** Takes the largest count that does not fit away from all: at least capacity + 1 values lose it each time. */
  #prune(): void {
    if (this.#counts.size <= this.capacity) return;
    const loss = [...this.#counts.values()].sort((a, b) => b - a)[this.capacity] ?? 0;
    this.#error += loss;
    for (const [value, count] of this.#counts)
      if (count > loss) this.#counts.set(value, count - loss);
      else this.#counts.delete(value);
  }

  /** Values with counts (lower bounds), the most frequent first. */
  entries(): readonly (readonly [string, number])[] {
    this.#prune();
    return [...this.#counts].sort(([a, x], [b, y]) => y - x || compareText(a, b));
  }

  state(): FrequentState {
    this.#prune();
    return {
      capacity: this.capacity,
      count: this.#count,
      error: this.#error,
      counts: [...this.#counts].sort(([a], [b]) => compareText(a, b)),
    };
  }

  /** @throws DataError SKETCH_INVALID */
  static from(state: FrequentState): FrequentSketch {
    const sketch = new FrequentSketch(state.capacity);
    const invalid = (why: string): DataError =>
      new DataError("SKETCH_INVALID", `A sketch of frequent values is damaged (${why}): save the sketch anew.`);
    if (state.counts.length > state.capacity) throw invalid("too many values");
    let sum = 0;
    for (const [value, count] of state.counts) {
      if (sketch.#counts.has(value)) throw invalid("a value stands there twice");
      sketch.#counts.set(value, count);
      sum += count;
    }
    if (sum > state.count || (state.error === 0 && sum !== state.count)) throw invalid("its counts do not add up");
    if (state.error * (state.capacity + 1) > state.count - sum) throw invalid("its error does not fit its counts");
    sketch.#count = state.count;
    sketch.#error = state.error;
    return sketch;
  }
}
