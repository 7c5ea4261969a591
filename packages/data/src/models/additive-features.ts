import type { Dataset, NumberColumn, StringColumn } from "../table/table.ts";
import { sharedFloats, sharedIntegers } from "../threads/shared-memory.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Rows of features in compressed sparse rows; each feature belongs to one part (a column, a token, a block of pixels). */
export interface AdditiveFeatures {
  readonly rows: number;
  readonly features: number;
  /** rows + 1 entries. */
  readonly starts: Int32Array;
  /** Of each row in order. */
  readonly indices: Int32Array;
  readonly values: Float32Array;
  /** Features of every part by its name; masking a part takes these out. */
  readonly parts: ReadonlyMap<string, Int32Array>;
  /** Feature means over all rows, so that a masked part counts as average. */
  readonly means: Float32Array;
}

const BINS = 12;
const CATEGORIES = 40;
/** Pixels are averaged into at most this many blocks across and down. */
const BLOCKS = 14;

/** Columns become scaled value, rank and quantile bins, or their commonest categories; tokens TF-IDF; pixels blocks. */
export function additiveFeatures(dataset: Dataset, vocabulary: Vocabulary | undefined): AdditiveFeatures {
  const builder = new Builder(dataset.rows);
  for (const column of dataset.features)
    if (column.kind === "string") addCategories(builder, column);
    else addNumbers(builder, { ...column, kind: "number" });
  if (vocabulary !== undefined) addTokens(builder, vocabulary);
  if (dataset.images !== undefined) {
    const { blocks, across, down, channels } = blockPixels(dataset.images);
    const size = across * down * channels;
    for (let part = 0; part < across * down; part++) {
      const features = Array.from({ length: channels }, (_, channel) =>
        builder.feature(`block ${part % across} ${Math.floor(part / across)}`, channel),
      );
      for (let row = 0; row < dataset.rows; row++)
        for (const [channel, feature] of features.entries()) builder.set(row, feature, blocks[row * size + part * channels + channel] ?? 0);
    }
  }
  return builder.finish();
}

export interface Blocks {
  /** rows × down × across × channels, 0 to 3 for grey pictures, -1.5 to 1.5 for colours. */
  readonly blocks: Float32Array;
  readonly across: number;
  readonly down: number;
  readonly channels: number;
  /** Pixels to a block side. */
  readonly side: number;
}

/** Averages square blocks of pixels so that there are at most {@link BLOCKS} across (8 for colours). */
export function blockPixels(images: NonNullable<Dataset["images"]>): Blocks {
  const { rows, width, height, channels, pixels } = images;
  const side = Math.max(1, Math.ceil(Math.max(width, height) / (channels === 1 ? BLOCKS : 8)));
  const [across, down] = [Math.ceil(width / side), Math.ceil(height / side)];
  const size = across * down * channels;
  const blocks = new Float32Array(rows * size);
  const dark = channels === 1 && isDark(pixels);
  const weight = 1 / (side * side * 255);
  const seen = (value: number): number => (dark && value < FAINT ? 0 : value);
  let at = 0;
  for (let row = 0; row < rows; row++)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        for (let channel = 0; channel < channels; channel++) {
          const block = row * size + (Math.floor(y / side) * across + Math.floor(x / side)) * channels + channel;
          blocks[block] = (blocks[block] ?? 0) + weight * seen(pixels[at++] ?? 0);
        }
  const middle = channels === 1 ? 0 : 0.5;
  return { blocks: blocks.map((value) => (value - middle) * 3), across, down, channels, side };
}

/** Faint light on a dark ground: faint patterns laid over drawings must not become features of the model. */
const FAINT = 64;

function isDark(pixels: Uint8Array): boolean {
  let dark = 0;
  for (const value of pixels) if (value < FAINT) dark++;
  return 2 * dark > pixels.length;
}

class Builder {
  readonly #rows: number;
  readonly #entries: { readonly row: number[]; readonly feature: number[]; readonly value: number[] } = { row: [], feature: [], value: [] };
  readonly #parts = new Map<string, number[]>();
  readonly #names = new Map<string, number>();

  constructor(rows: number) {
    this.#rows = rows;
  }

  feature(part: string, name: string | number): number {
    const key = `${part}\u0000${name}`;
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const made = this.#names.size;
    this.#names.set(key, made);
    const features = this.#parts.get(part);
    if (features === undefined) this.#parts.set(part, [made]);
    else features.push(made);
    return made;
  }

  set(row: number, feature: number, value: number): void {
    if (value === 0) return;
    this.#entries.row.push(row);
    this.#entries.feature.push(feature);
    this.#entries.value.push(value);
  }

  finish(): AdditiveFeatures {
    const { row: rowOf, feature: featureOf, value: valueOf } = this.#entries;
    const features = this.#names.size;
    const means = new Float32Array(features);
    for (const [entry, feature] of featureOf.entries())
      means[feature] = (means[feature] as number) + (valueOf[entry] as number) / this.#rows;
    // Entries in order of their features, and then, keeping that order, of their rows.
    const order = sortedBy(featureOf, features, Int32Array.from(featureOf.keys())).order;
    const { order: entries, starts } = sortedBy(rowOf, this.#rows, order);
    const [indices, values] = [sharedIntegers(rowOf.length), sharedFloats(rowOf.length)];
    for (let place = 0; place < entries.length; place++) {
      const entry = entries[place] as number;
      indices[place] = featureOf[entry] as number;
      values[place] = valueOf[entry] as number;
    }
    const parts = new Map([...this.#parts].map(([name, own]) => [name, Int32Array.from(own)]));
    return { rows: this.#rows, features, starts, indices, values, parts, means };
  }
}

/** Entries in order of their keys (0 to `count` - 1), those of one key as they stood; where each key begins. */
function sortedBy(
  keys: readonly number[],
  count: number,
  entries: Int32Array,
): { readonly order: Int32Array; readonly starts: Int32Array } {
  const starts = sharedIntegers(count + 1);
  for (const key of keys) starts[key + 1] = (starts[key + 1] as number) + 1;
  for (let key = 0; key < count; key++) starts[key + 1] = (starts[key + 1] as number) + (starts[key] as number);
  const next = starts.slice();
  const order = new Int32Array(entries.length);
  for (const entry of entries) {
    const key = keys[entry] as number;
    const place = next[key] as number;
    next[key] = place + 1;
    order[place] = entry;
  }
  return { order, starts };
}

function addNumbers(builder: Builder, column: NumberColumn): void {
  const order = Int32Array.from(column.values.keys()).filter((row) => Number.isFinite(column.values[row]));
  order.sort((left, right) => (column.values[left] ?? 0) - (column.values[right] ?? 0) || left - right);
  const part = column.name;
  if (order.length < column.values.length) {
    const missing = builder.feature(part, "missing");
    for (const [row, value] of column.values.entries()) if (!Number.isFinite(value)) builder.set(row, missing, 1);
  }
  if (order.length === 0) return;
  const at = (quantile: number): number => column.values[order[Math.floor(quantile * (order.length - 1))] ?? 0] ?? 0;
  const middle = at(0.5);
  const spread = Math.max(at(0.95) - at(0.05), 1e-9 * Math.abs(middle), 1e-12);
  const [scaled, ranked] = [builder.feature(part, "value"), builder.feature(part, "rank")];
  for (let from = 0; from < order.length; ) {
    const value = column.values[order[from] ?? 0] ?? 0;
    let to = from + 1;
    while (to < order.length && column.values[order[to] ?? 0] === value) to++;
    const rank = (from + to - 1) / 2 / Math.max(1, order.length - 1);
    const bin = builder.feature(part, Math.min(BINS - 1, Math.floor(rank * BINS)));
    for (; from < to; from++) {
      const row = order[from] ?? 0;
      builder.set(row, scaled, Math.max(-3, Math.min(3, (2 * (value - middle)) / spread)));
      builder.set(row, ranked, 2 * rank - 1);
      builder.set(row, bin, 1);
    }
  }
}

function addCategories(builder: Builder, column: StringColumn): void {
  const counts = new Int32Array(column.dictionary.length + 1);
  for (const code of column.codes) counts[code + 1] = (counts[code + 1] ?? 0) + 1;
  const common = [...counts.keys()].sort((left, right) => (counts[right] ?? 0) - (counts[left] ?? 0) || left - right).slice(0, CATEGORIES);
  const features = new Int32Array(counts.length).fill(-1);
  for (const code of common) if ((counts[code] ?? 0) >= 3) features[code] = builder.feature(column.name, code);
  const other = builder.feature(column.name, "other");
  for (const [row, code] of column.codes.entries()) {
    const feature = features[code + 1] ?? -1;
    builder.set(row, feature < 0 ? other : feature, 1);
  }
}

/** Words as parts of their own, weighted by inverse document frequency, rows scaled to length 3. */
function addTokens(builder: Builder, vocabulary: Vocabulary): void {
  const features = new Int32Array(vocabulary.words.length).fill(-1);
  for (const [word, documents] of vocabulary.documents.entries()) if (documents >= 3) features[word] = builder.feature(`word ${word}`, 0);
  for (let row = 0; row < vocabulary.rows; row++) {
    const words = vocabulary.wordsOf(row);
    const weight = (word: number): number => Math.log((1 + vocabulary.rows) / (1 + (vocabulary.documents[word] ?? 0)));
    let squares = 0;
    for (const word of words) if ((features[word] ?? -1) >= 0) squares += weight(word) ** 2;
    for (const word of words)
      if ((features[word] ?? -1) >= 0) builder.set(row, features[word] ?? 0, (3 * weight(word)) / Math.sqrt(Math.max(squares, 1)));
  }
}
