import { DataError } from "../errors.ts";
import { Random } from "../statistics/random.ts";

/** Each level below the top holds this part of the one above it. */
const SHRINK = 2 / 3;
const SMALLEST = 8;
const MOST_LEVELS = 50;

export interface QuantileState {
  readonly k: number;
  readonly count: number;
  readonly minimum: number;
  readonly maximum: number;
  /** How often the coin was tossed: where its stream goes on. */
  readonly tosses: number;
  /** Items of level h stand for 2^h values each. */
  readonly levels: readonly (readonly number[])[];
}

/** One step of the distribution: `below` values are at most `value`. */
export interface Step {
  readonly value: number;
  readonly below: number;
}

/**
 * Quantiles of a stream in bounded memory: KLL (Karnin, Lang and Liberty 2016), deterministic for a seed. Exact as long
 * as nothing was compacted. NaN is not taken.
 */
export class QuantileSketch {
  readonly k: number;
  readonly #seed: number;
  #levels: number[][] = [[]];
  #count = 0;
  #held = 0;
  #capacity: number;
  #minimum = Number.POSITIVE_INFINITY;
  #maximum = Number.NEGATIVE_INFINITY;
  #tosses = 0;

  constructor(k = 200, seed = 1) {
    if (!Number.isInteger(k) || k < 8 || k > 65_535)
      throw new DataError("OPTION_INVALID", `A quantile sketch takes k from 8 to 65535, not ${k}.`);
    this.k = k;
    this.#seed = seed;
    this.#capacity = this.#capacityOf(0);
  }

  get count(): number {
    return this.#count;
  }

  get minimum(): number {
    return this.#minimum;
  }

  get maximum(): number {
    return this.#maximum;
  }

  /** Every value is still there. */
  get exact(): boolean {
    return this.#levels.length === 1;
  }

  /**
   * Bound on the error of any rank, as a share of the count, that holds for all ranks at once with 99 % confidence: the
   * fit of the Apache DataSketches project to its measurements of KLL (double-sided). 0.0165 for k = 200.
   */
  get epsilon(): number {
    return this.exact ? 0 : 2.446 / this.k ** 0.9433;
  }

  add(value: number): void {
    if (Number.isNaN(value)) return;
    this.#count++;
    if (value < this.#minimum) this.#minimum = value;
    if (value > this.#maximum) this.#maximum = value;
    this.#levels[0]?.push(value);
    this.#held++;
    if (this.#held >= this.#capacity) this.#compress();
  }

  merge(other: QuantileSketch): void {
    if (other.k !== this.k)
      throw new DataError(
        "SKETCH_INVALID",
        `Sketches of different size (k = ${this.k} and ${other.k}) cannot be merged: save them with the same k.`,
      );
    this.#count += other.#count;
    this.#minimum = Math.min(this.#minimum, other.#minimum);
    this.#maximum = Math.max(this.#maximum, other.#maximum);
    for (const [height, items] of other.#levels.entries()) {
      while (this.#levels.length <= height) this.#levels.push([]);
      const own = this.#levels[height];
      for (const item of items) own?.push(item);
      this.#held += items.length;
    }
    this.#capacity = this.#total();
    while (this.#held >= this.#capacity) this.#compress();
  }

  #capacityOf(height: number): number {
    return Math.max(SMALLEST, Math.ceil(this.k * SHRINK ** (this.#levels.length - 1 - height)));
  }

  #total(): number {
    let sum = 0;
    for (let height = 0; height < this.#levels.length; height++) sum += this.#capacityOf(height);
    return sum;
  }

  /** Halves the lowest level that is full: every second of its sorted items moves up, the coin says which. */
  #compress(): void {
    for (let height = 0; height < this.#levels.length; height++) {
      const items = this.#levels[height] ?? [];
      if (items.length < this.#capacityOf(height)) continue;
      if (height + 1 === this.#levels.length) this.#levels.push([]);
      const above = this.#levels[height + 1] ?? [];
      items.sort((a, b) => a - b);
      // An odd one stays, so that the weights add up to the count.
      const kept = items.length % 2 === 1 ? items.splice(0, 1) : [];
      const first = new Random((this.#seed ^ Math.imul(++this.#tosses, 0x9e3779b1)) | 0).bits() & 1;
      for (let at = first; at < items.length; at += 2) above.push(items[at] ?? 0);
      this.#levels[height] = kept;
      this.#held -= items.length / 2;
      this.#capacity = this.#total();
      if (this.#held < this.#capacity) return;
    }
  }

  /** The distribution as rising steps; the last one is `count`. */
  steps(): readonly Step[] {
    const items = this.#levels.flatMap((level, height) => level.map((value) => ({ value, weight: 2 ** height })));
    items.sort((a, b) => a.value - b.value);
    const steps: { value: number; below: number }[] = [];
    let below = 0;
    for (const { value, weight } of items) {
      below += weight;
      const last = steps.at(-1);
      if (last?.value === value) last.below = below;
      else steps.push({ value, below });
    }
    return steps;
  }

  /** About how large a share of the values is at most `value`. */
  rank(value: number): number {
    let below = 0;
    for (const [height, level] of this.#levels.entries()) for (const item of level) if (item <= value) below += 2 ** height;
    return this.#count === 0 ? Number.NaN : below / this.#count;
  }

  /** About the value that a share of the values is at most. */
  quantile(share: number): number {
    if (this.#count === 0) return Number.NaN;
    if (share <= 0) return this.#minimum;
    if (share >= 1) return this.#maximum;
    const steps = this.steps();
    return steps.find(({ below }) => below >= share * this.#count)?.value ?? this.#maximum;
  }

  state(): QuantileState {
    return {
      k: this.k,
      count: this.#count,
      minimum: this.#minimum,
      maximum: this.#maximum,
      tosses: this.#tosses,
      levels: this.#levels.map((level) => [...level].sort((a, b) => a - b)),
    };
  }

  /** @throws DataError SKETCH_INVALID where weights, range or sizes do not fit */
  static from(state: QuantileState, seed = 1): QuantileSketch {
    const sketch = new QuantileSketch(state.k, seed);
    const invalid = (why: string): DataError =>
      new DataError("SKETCH_INVALID", `A sketch of quantiles is damaged (${why}): save the sketch anew.`);
    if (state.levels.length === 0 || state.levels.length > MOST_LEVELS) throw invalid("its levels");
    sketch.#levels = state.levels.map((level) => [...level]);
    sketch.#held = state.levels.reduce((sum, level) => sum + level.length, 0);
    sketch.#capacity = sketch.#total();
    const weight = state.levels.reduce((sum, level, height) => sum + level.length * 2 ** height, 0);
    if (weight !== state.count) throw invalid("its weights do not add up");
    if (sketch.#held > sketch.#capacity) throw invalid("too many items");
    for (const level of state.levels)
      for (const item of level) if (!(item >= state.minimum && item <= state.maximum)) throw invalid("an item beyond its range");
    sketch.#count = state.count;
    sketch.#minimum = state.minimum;
    sketch.#maximum = state.maximum;
    sketch.#tosses = state.tosses;
    return sketch;
  }
}
