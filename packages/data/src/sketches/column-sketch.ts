import { DataError } from "../errors.ts";
import type { Column } from "../table/table.ts";
import { DistinctSketch } from "./distinct-sketch.ts";
import type { ColumnState } from "./document.ts";
import { FrequentSketch } from "./frequent-sketch.ts";
import { Moments } from "./moments.ts";
import { QuantileSketch } from "./quantile-sketch.ts";

export interface SketchOptions {
  /** Size of the quantile sketches; 200 unless told. */
  readonly k?: number;
  readonly seed?: number;
}

/** Numbers and moments are counted exactly up to so many different values, strings up to so many. */
const EXACT_NUMBERS = 512;
const EXACT_TEXTS = 1024;

/** What is kept of one column instead of its rows. */
export class ColumnSketch {
  readonly name: string;
  readonly kind: Column["kind"];
  #rows = 0;
  #missing = 0;
  readonly #moments = new Moments();
  readonly #distinct = new DistinctSketch();
  /** Of the numbers, or of the lengths of the strings. */
  #quantiles: QuantileSketch;
  /** Undefined for numbers of too many different values. */
  #frequent: FrequentSketch | undefined;

  constructor(name: string, kind: Column["kind"], { k = 200, seed = 1 }: SketchOptions = {}) {
    this.name = name;
    this.kind = kind;
    this.#quantiles = new QuantileSketch(k, seed);
    this.#frequent = new FrequentSketch(kind === "string" ? EXACT_TEXTS : EXACT_NUMBERS);
  }

  static of(column: Column, options: SketchOptions = {}): ColumnSketch {
    const sketch = new ColumnSketch(column.name, column.kind, options);
    if (column.kind === "string") sketch.#addTexts(column.codes, column.dictionary);
    else sketch.#addNumbers(column.values);
    return sketch;
  }

  get rows(): number {
    return this.#rows;
  }

  get missing(): number {
    return this.#missing;
  }

  get quantiles(): QuantileSketch {
    return this.#quantiles;
  }

  get frequent(): FrequentSketch | undefined {
    return this.#frequent;
  }

  get moments(): Moments {
    return this.#moments;
  }

  /** About how many different values there are. */
  get distinct(): number {
    return this.#frequent?.error === 0 ? this.#frequent.entries().length : Math.round(this.#distinct.estimate());
  }

  #addNumbers(values: Float64Array): void {
    this.#rows += values.length;
    for (const value of values) {
      if (Number.isNaN(value)) {
        this.#missing++;
        continue;
      }
      this.#moments.add(value);
      this.#distinct.addNumber(value);
      this.#quantiles.add(value);
      if (this.#frequent === undefined) continue;
      this.#frequent.add(String(value));
      if (this.#frequent.error > 0) this.#frequent = undefined;
    }
  }

  #addTexts(codes: Int32Array, dictionary: readonly string[]): void {
    this.#rows += codes.length;
    const counts = new Float64Array(dictionary.length);
    for (const code of codes) {
      const text = dictionary[code];
      if (text === undefined) {
        this.#missing++;
        continue;
      }
      counts[code] = (counts[code] ?? 0) + 1;
      this.#moments.add(text.length);
      this.#quantiles.add(text.length);
    }
    for (const [code, count] of counts.entries()) {
      const text = dictionary[code];
      if (count === 0 || text === undefined) continue;
      this.#distinct.addText(text);
      this.#frequent?.add(text, count);
    }
  }

  /** @throws DataError SKETCH_INVALID where one holds numbers and the other strings */
  merge(other: ColumnSketch): void {
    if (other.kind !== this.kind)
      throw new DataError(
        "SKETCH_INVALID",
        `Column ${this.name} holds ${this.kind}s in one sketch and ${other.kind}s in another: they cannot be merged. Compare them with castellan data drift instead.`,
      );
    this.#rows += other.#rows;
    this.#missing += other.#missing;
    this.#moments.merge(other.#moments);
    this.#distinct.merge(other.#distinct);
    this.#quantiles.merge(other.#quantiles);
    if (this.#frequent === undefined || other.#frequent === undefined) this.#frequent = undefined;
    else this.#frequent.merge(other.#frequent);
    if (this.kind !== "string" && this.#frequent !== undefined && this.#frequent.error > 0) this.#frequent = undefined;
  }

  state(): ColumnState {
    const frequent = this.#frequent?.state();
    return {
      name: this.name,
      kind: this.kind,
      rows: this.#rows,
      missing: this.#missing,
      moments: this.#moments.state(),
      distinct: this.#distinct.state(),
      quantiles: this.#quantiles.state(),
      ...(frequent === undefined || (this.kind !== "string" && frequent.error > 0) ? {} : { frequent }),
    };
  }

  /** @throws DataError SKETCH_INVALID */
  static from(state: ColumnState, seed: number): ColumnSketch {
    const sketch = new ColumnSketch(state.name, state.kind, { k: state.quantiles.k, seed });
    const present = state.rows - state.missing;
    if (present < 0 || state.quantiles.count !== present || (state.frequent !== undefined && state.frequent.count !== present))
      throw new DataError(
        "SKETCH_INVALID",
        `The sketch of column ${state.name} is damaged (its counts do not agree): save the sketch anew.`,
      );
    sketch.#rows = state.rows;
    sketch.#missing = state.missing;
    sketch.#moments.merge(Moments.from(state.moments));
    sketch.#distinct.merge(DistinctSketch.from(state.distinct));
    sketch.#quantiles = QuantileSketch.from(state.quantiles, seed);
    sketch.#frequent = state.frequent === undefined ? undefined : FrequentSketch.from(state.frequent);
    return sketch;
  }
}
