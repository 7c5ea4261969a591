import { type Column, type Dataset, Random } from "../../packages/data/src/index.ts";

/** Positions and values of what is not zero in a row. */
interface Sparse {
  readonly at: readonly number[];
  readonly values: readonly number[];
}

/** A value of a number has an input of its own where so many rows carry it, as counts and codes in tables do. */
const REPEATED = 8;

type Encoding = (dataset: Dataset, row: number, add: (key: string, value: number) => void) => void;

/** What a row says: numbers by their size and their repeated values, categories, words, pixels. */
function encodingOf(training: Dataset): Encoding {
  const scales = new Map(
    training.features.flatMap((column) => {
      if (column.kind === "string") return [];
      const known = column.values.filter((value) => Number.isFinite(value));
      const mean = known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length);
      const deviation = Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, known.length));
      const counts = new Map<number, number>();
      for (const value of known) counts.set(value, (counts.get(value) ?? 0) + 1);
      return [[column.name, { mean, deviation: deviation || 1, counts }] as const];
    }),
  );
  const ofColumn = (column: Column, row: number, add: (key: string, value: number) => void): void => {
    if (column.kind === "string") return add(`${column.name}=${column.dictionary[column.codes[row] ?? -1] ?? ""}`, 1);
    const scale = scales.get(column.name);
    const value = column.values[row] ?? Number.NaN;
    if (scale === undefined || !Number.isFinite(value)) return;
    add(column.name, Math.max(-4, Math.min(4, (value - scale.mean) / scale.deviation)));
    if ((scale.counts.get(value) ?? 0) >= REPEATED) add(`${column.name}=${value}`, 1);
  };
  return ({ features, text = [], images }, row, add) => {
    for (const column of features) ofColumn(column, row, add);
    const words = new Set(
      text.flatMap(({ dictionary, codes }) => (dictionary[codes[row] ?? -1] ?? "").toLowerCase().match(/[a-z0-9]+/g) ?? []),
    );
    for (const word of words) add(`word ${word}`, 1 / Math.sqrt(words.size));
    const size = images === undefined ? 0 : images.width * images.height * images.channels;
    for (let pixel = 0; pixel < size; pixel++) {
      const value = images?.pixels[row * size + pixel] ?? 0;
      if (value > 0) add(`pixel ${pixel}`, value / 255);
    }
  };
}

/**
 * The model that is attacked: a network of one hidden layer, learnt row by row with Adagrad (Duchi, Hazan and Singer, JMLR
 * 2011). It shares neither code nor kind with the models of the check.
 */
export class Victim {
  readonly #inputs = new Map<string, number>();
  readonly #encode: Encoding;
  readonly #classes: readonly string[];
  readonly #hidden = 32;
  readonly #first: Float64Array;
  readonly #second: Float64Array;

  constructor(training: Dataset, seed: number, epochs = 6) {
    const random = new Random(seed).fork("victim");
    const { label } = training;
    if (label === undefined) throw new Error("a victim learns from labels");
    this.#classes = [...new Set(Array.from(label.codes, (code) => label.dictionary[code] ?? ""))].sort();
    this.#encode = encodingOf(training);
    const rows = Array.from({ length: training.rows }, (_, row) => this.#row(training, row, true));
    this.#first = Float64Array.from({ length: (this.#inputs.size + 1) * this.#hidden }, () => 0.2 * (random.unit() - 0.5));
    this.#second = Float64Array.from({ length: (this.#hidden + 1) * this.#classes.length }, () => 0.4 * (random.unit() - 0.5));
    const truth = Array.from(label.codes, (code) => this.#classes.indexOf(label.dictionary[code] ?? ""));
    const order = Int32Array.from({ length: training.rows }, (_, row) => row);
    const [one, two] = [new Float64Array(this.#first.length).fill(0.1), new Float64Array(this.#second.length).fill(0.1)];
    for (let epoch = 0; epoch < epochs; epoch++)
      for (const row of random.shuffle(order)) this.#learn(rows[row] ?? { at: [], values: [] }, truth[row] ?? 0, one, two);
  }

  /** The chance of every class for a row of any data set with the same columns. */
  chances(dataset: Dataset, row: number): ReadonlyMap<string, number> {
    const { chances } = this.#forward(this.#row(dataset, row, false));
    return new Map(this.#classes.map((name, each) => [name, chances[each] ?? 0]));
  }

  #row(dataset: Dataset, row: number, learn: boolean): Sparse {
    const [at, values]: [number[], number[]] = [[], []];
    this.#encode(dataset, row, (key, value) => {
      const known = this.#inputs.get(key);
      if (known === undefined && !learn) return;
      if (known === undefined) this.#inputs.set(key, this.#inputs.size);
      at.push(known ?? this.#inputs.size - 1);
      values.push(value);
    });
    return { at, values };
  }

  #forward({ at, values }: Sparse): { readonly hidden: Float64Array; readonly chances: Float64Array } {
    const [width, classes] = [this.#hidden, this.#classes.length];
    const bias = this.#inputs.size * width;
    const hidden = this.#first.slice(bias, bias + width);
    for (const [index, input] of at.entries())
      for (let unit = 0; unit < width; unit++)
        hidden[unit] = (hidden[unit] ?? 0) + (this.#first[input * width + unit] ?? 0) * (values[index] ?? 0);
    for (let unit = 0; unit < width; unit++) hidden[unit] = Math.max(0, hidden[unit] ?? 0);
    const scores = Float64Array.from({ length: classes }, (_, each) =>
      hidden.reduce(
        (sum, value, unit) => sum + value * (this.#second[unit * classes + each] ?? 0),
        this.#second[width * classes + each] ?? 0,
      ),
    );
    const largest = Math.max(...scores);
    const raised = scores.map((score) => Math.exp(score - largest));
    const total = raised.reduce((sum, value) => sum + value, 0);
    return { hidden, chances: raised.map((value) => value / total) };
  }

  #learn(row: Sparse, truth: number, one: Float64Array, two: Float64Array): void {
    const [width, classes] = [this.#hidden, this.#classes.length];
    const { hidden, chances } = this.#forward(row);
    const errors = chances.map((chance, each) => chance - (each === truth ? 1 : 0));
    const back = new Float64Array(width);
    for (let unit = 0; unit <= width; unit++) {
      const value = unit === width ? 1 : (hidden[unit] ?? 0);
      if (value === 0) continue;
      for (let each = 0; each < classes; each++) {
        const at = unit * classes + each;
        if (unit < width) back[unit] = (back[unit] ?? 0) + (errors[each] ?? 0) * (this.#second[at] ?? 0);
        step(this.#second, two, at, (errors[each] ?? 0) * value);
      }
    }
    const inputs = [...row.at, this.#inputs.size];
    for (const [index, input] of inputs.entries())
      for (let unit = 0; unit < width; unit++) {
        const slope = (back[unit] ?? 0) * (index === row.at.length ? 1 : (row.values[index] ?? 0));
        if (slope !== 0) step(this.#first, one, input * width + unit, slope);
      }
  }
}

/** The class that several networks give the highest chances together. */
export function together(victims: readonly Victim[], dataset: Dataset, row: number): string {
  const sums = new Map<string, number>();
  for (const victim of victims) for (const [name, chance] of victim.chances(dataset, row)) sums.set(name, (sums.get(name) ?? 0) + chance);
  return [...sums].sort(([, left], [, right]) => right - left)[0]?.[0] ?? "";
}

function step(weights: Float64Array, squares: Float64Array, at: number, slope: number): void {
  const square = (squares[at] ?? 0) + slope * slope;
  squares[at] = square;
  weights[at] = (weights[at] ?? 0) - (0.1 * slope) / Math.sqrt(square);
}
