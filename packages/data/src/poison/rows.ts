import type { Random } from "../statistics/random.ts";
import type { Column, Dataset, StringColumn } from "../table/table.ts";

/** `take` of the rows in random order; all of them where there are fewer. */
export function sample(rows: Int32Array, take: number, random: Random): Int32Array {
  return random.shuffle(rows.slice()).slice(0, Math.max(0, take));
}

/** The rows that fulfil the condition. */
export function rowsWhere(rows: number, holds: (row: number) => boolean): Int32Array {
  const found = new Int32Array(rows);
  let length = 0;
  for (let row = 0; row < rows; row++) if (holds(row)) found[length++] = row;
  return found.slice(0, length);
}

/** The rows as a data set of their own; a row may be named more than once. The names of the rows go with them. */
export function selectRows(dataset: Dataset, rows: Int32Array): Dataset {
  const column = <T extends Column>(each: T): T =>
    each.kind === "string"
      ? { ...each, codes: rows.map((row) => each.codes[row] ?? -1) }
      : { ...each, values: Float64Array.from(rows, (row) => each.values[row] ?? Number.NaN) };
  const { images, embedding } = dataset;
  return {
    ...dataset,
    rows: rows.length,
    ids: Array.from(rows, (row) => dataset.ids[row] ?? String(row)),
    features: dataset.features.map(column),
    label: dataset.label && column(dataset.label),
    source: dataset.source && column(dataset.source),
    time: dataset.time && column(dataset.time),
    text: dataset.text?.map(column),
    images: images && { ...images, rows: rows.length, pixels: gather(images.pixels, rows, images.width * images.height * images.channels) },
    embedding: embedding && { ...embedding, rows: rows.length, values: gather(embedding.values, rows, embedding.columns) },
  };
}

function gather<T extends Uint8Array | Float32Array>(values: T, rows: Int32Array, width: number): T {
  const result = values.constructor === Uint8Array ? new Uint8Array(rows.length * width) : new Float32Array(rows.length * width);
  for (const [position, row] of rows.entries()) result.set(values.subarray(row * width, (row + 1) * width), position * width);
  return result as T;
}

/** How many rows carry each entry of the dictionary. */
export function countCodes(column: StringColumn): Int32Array {
  const counts = new Int32Array(column.dictionary.length);
  for (const code of column.codes) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

/**
 * A label that the attacker wants: one with at least a few rows, while the other labels have at least three times as
 * many rows as are to be changed (else the commonest of the rest is taken from as far as it goes).
 */
export function drawTarget(label: StringColumn, take: number, random: Random): number {
  const counts = countCodes(label);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const codes = [...counts.keys()].filter((code) => (counts[code] ?? 0) > 0);
  const fitting = codes.filter((code) => (counts[code] ?? 0) >= 5 && total - (counts[code] ?? 0) >= 3 * take);
  const from = fitting.length > 0 ? fitting : codes.toSorted((left, right) => (counts[left] ?? 0) - (counts[right] ?? 0)).slice(0, 1);
  return from[random.below(from.length)] ?? 0;
}
