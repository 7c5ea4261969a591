import type { Dataset } from "../table/table.ts";

const TEXT_BUCKETS = 256;

/** Rows as numbers for distances: scaled numbers, indicator of categories, hashed words, pixels. Row after row. */
function* coordinates(dataset: Dataset): Generator<(row: number, other: number) => number> {
  for (const column of dataset.features) {
    if (column.kind === "string") {
      yield (row, other) => (column.codes[row] === column.codes[other] ? 0 : 1);
      continue;
    }
    const { deviation } = moments(column.values);
    if (deviation > 0)
      yield (row, other) => {
        const gap = ((column.values[row] ?? 0) - (column.values[other] ?? 0)) / deviation;
        return Number.isFinite(gap) ? Math.min(gap * gap, 25) : 1;
      };
  }
  for (const column of dataset.text ?? []) {
    const vectors = new Map<number, Float32Array>();
    const vector = (row: number): Float32Array => {
      const known = vectors.get(row);
      if (known !== undefined) return known;
      const made = hashedWords(column.dictionary[column.codes[row] ?? -1] ?? "");
      vectors.set(row, made);
      return made;
    };
    yield (row, other) => squaredDistance(vector(row), vector(other));
  }
  const { images } = dataset;
  if (images !== undefined) {
    const size = images.width * images.height * images.channels;
    yield (row, other) => {
      let sum = 0;
      for (let index = 0; index < size; index++) {
        const gap = ((images.pixels[row * size + index] ?? 0) - (images.pixels[other * size + index] ?? 0)) / 255;
        sum += gap * gap;
      }
      return sum;
    };
  }
}

function hashedWords(text: string): Float32Array {
  const vector = new Float32Array(TEXT_BUCKETS);
  for (const word of text.toLowerCase().split(/\W+/)) {
    let hash = 7;
    for (let index = 0; index < word.length; index++) hash = (Math.imul(hash, 31) + word.charCodeAt(index)) | 0;
    const bucket = (hash >>> 0) % TEXT_BUCKETS;
    vector[bucket] = (vector[bucket] ?? 0) + 1;
  }
  const norm = Math.hypot(...vector) || 1;
  return vector.map((value) => value / norm);
}

function squaredDistance(left: Float32Array, right: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < left.length; index++) sum += ((left[index] ?? 0) - (right[index] ?? 0)) ** 2;
  return sum;
}

/** Mean and standard deviation of what is not missing. */
export function moments(values: Float64Array): { readonly mean: number; readonly deviation: number } {
  let [count, mean, squares] = [0, 0, 0];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    count++;
    const gap = value - mean;
    mean += gap / count;
    squares += gap * (value - mean);
  }
  return { mean, deviation: count > 1 ? Math.sqrt(squares / (count - 1)) : 0 };
}

/** The candidates by their distance from a row, nearest first, itself included. */
export function nearestRows(dataset: Dataset, centre: number, candidates: Int32Array): Int32Array {
  const distances = new Float64Array(dataset.rows);
  for (const distance of coordinates(dataset)) for (const row of candidates) distances[row] = (distances[row] ?? 0) + distance(centre, row);
  return candidates.toSorted((left, right) => (distances[left] ?? 0) - (distances[right] ?? 0) || left - right);
}
