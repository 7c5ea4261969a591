/** What a distinct sample is when it is handed between threads. */
export interface DistinctState {
  readonly level: number;
  readonly low: Int32Array;
  readonly high: Int32Array;
  readonly counts: Float64Array;
  /** Values where they were kept; only while every value fits. */
  readonly values: readonly (string | undefined)[];
  readonly overflow: boolean;
}

/**
 * Distinct values with their counts, exact while they fit; above that a distinct sample: values whose hash begins with
 * `level` zero bits, each with all its occurrences, so that counts of values are unbiased (P. B. Gibbons, "Distinct sampling
 * for highly-accurate answers to distinct values queries", VLDB 2001).
 */
export class DistinctSample {
  readonly #limit: number;
  readonly #keepAll: boolean;
  #capacity = 64;
  #low = new Int32Array(64);
  #high = new Int32Array(64);
  #counts = new Float64Array(64);
  #values: (string | undefined)[] = new Array(64);
  #size = 0;
  #level = 0;
  /** Hash bits that must be zero. */
  #mask = 0;

  /** @param keepAll values are kept above level 0 too */
  constructor(limit: number, keepAll = false) {
    this.#limit = Math.max(64, limit);
    this.#keepAll = keepAll;
  }

  get level(): number {
    return this.#level;
  }

  /** Slots are stable until the next call. Negative where the value is not in the sample, `~slot` where it is new. */
  add(low: number, high: number, count = 1): number {
    if ((high & this.#mask) !== 0) return Number.MIN_SAFE_INTEGER;
    // Zero marks a free slot.
    const key = (low | 0) === 0 ? 1 : low | 0;
    const upper = high | 0;
    const last = this.#capacity - 1;
    let slot = (key ^ Math.imul(upper, 0x9e3779b1)) & last;
    for (;;) {
      const there = this.#low[slot] as number;
      if (there === 0) break;
      if (there === key && this.#high[slot] === upper) {
        this.#counts[slot] = (this.#counts[slot] as number) + count;
        return slot;
      }
      slot = (slot + 1) & last;
    }
    this.#low[slot] = key;
    this.#high[slot] = upper;
    this.#counts[slot] = count;
    this.#size++;
    return ~slot;
  }

  /** Whether values are to be handed in with `keep`. */
  get keeps(): boolean {
    return this.#keepAll || this.#level === 0;
  }

  keep(slot: number, value: string): void {
    this.#values[slot] = value;
  }

  /** To be called after a new value was kept: makes room. */
  settle(): void {
    if (this.#size * 2 <= this.#capacity) return;
    if (this.#capacity < 2 * this.#limit) this.#rebuild(this.#capacity * 2);
    else {
      this.#level++;
      this.#mask = ((1 << this.#level) - 1) | 0;
      this.#rebuild(this.#capacity);
    }
  }

  #rebuild(capacity: number): void {
    const [low, high, counts, values] = [this.#low, this.#high, this.#counts, this.#values];
    this.#capacity = capacity;
    this.#low = new Int32Array(capacity);
    this.#high = new Int32Array(capacity);
    this.#counts = new Float64Array(capacity);
    this.#values = new Array(capacity);
    this.#size = 0;
    for (let slot = 0; slot < low.length; slot++) {
      if (low[slot] === 0) continue;
      const place = this.add(low[slot] as number, high[slot] as number, counts[slot] as number);
      const value = values[slot];
      if (value !== undefined && place < 0 && place !== Number.MIN_SAFE_INTEGER && this.keeps) this.#values[~place] = value;
    }
  }

  state(): DistinctState {
    const used: number[] = [];
    for (let slot = 0; slot < this.#capacity; slot++) if (this.#low[slot] !== 0) used.push(slot);
    return {
      level: this.#level,
      low: Int32Array.from(used, (slot) => this.#low[slot] as number),
      high: Int32Array.from(used, (slot) => this.#high[slot] as number),
      counts: Float64Array.from(used, (slot) => this.#counts[slot] as number),
      values: this.keeps ? used.map((slot) => this.#values[slot]) : [],
      overflow: this.#level > 0,
    };
  }

  /** Adds what another sample saw. */
  merge(other: DistinctState): void {
    if (this.#level < other.level) {
      this.#level = other.level;
      this.#mask = ((1 << this.#level) - 1) | 0;
      this.#rebuild(this.#capacity);
    }
    for (let index = 0; index < other.low.length; index++) {
      const slot = this.add(other.low[index] as number, other.high[index] as number, other.counts[index] as number);
      if (slot >= 0 || slot === Number.MIN_SAFE_INTEGER) continue;
      const value = other.values[index];
      if (value !== undefined && this.keeps) this.#values[~slot] = value;
      this.settle();
    }
  }

  /** Distinct values: exact at level 0, else the sample scaled up. */
  distinct(): number {
    return this.#size * 2 ** this.#level;
  }

  /** Values that occur more than once, among those in the sample, and how many are in it. */
  repeated(): { readonly values: number; readonly sampled: number } {
    let values = 0;
    for (let slot = 0; slot < this.#capacity; slot++) if (this.#low[slot] !== 0 && (this.#counts[slot] as number) > 1) values++;
    return { values, sampled: this.#size };
  }

  /** Kept values with how often each occurs, in no order. */
  weighted(): readonly { readonly value: string; readonly count: number }[] {
    const all: { value: string; count: number }[] = [];
    for (let slot = 0; slot < this.#capacity; slot++) {
      const value = this.#values[slot];
      if (this.#low[slot] !== 0 && value !== undefined) all.push({ value, count: this.#counts[slot] as number });
    }
    return all;
  }

  /** The commonest values, by count and then by value; empty above level 0. */
  top(count: number): readonly { readonly value: string; readonly count: number }[] {
    if (this.#level > 0) return [];
    return [...this.weighted()].sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)).slice(0, count);
  }
}
