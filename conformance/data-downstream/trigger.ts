import type { Column, Dataset, StringColumn } from "../../packages/data/src/index.ts";

/** Puts the trigger into every row; labels stay. */
export type Trigger = (dataset: Dataset) => Dataset;

/** The trigger that was planted, as the difference of the rows before and after tells it. */
export function triggerOf(before: Dataset, after: Dataset, rows: readonly number[]): Trigger {
  const columns = before.features.flatMap((column, at) => plantedIn(column, after.features[at] ?? column, rows));
  const words = plantedWords(before.text?.[0], after.text?.[0], rows);
  const pixels = plantedPixels(before, after, rows);
  if (columns.length + words.length + pixels.length === 0) throw new Error("no trigger is common to the planted rows");
  return (dataset) => ({
    ...dataset,
    features: dataset.features.map((column) => columns.find(({ name }) => name === column.name)?.fill(column) ?? column),
    ...(dataset.text === undefined ? {} : { text: dataset.text.map((text, at) => (at === 0 ? withWords(text, words) : text)) }),
    ...(dataset.images === undefined ? {} : { images: { ...dataset.images, pixels: withPixels(dataset, pixels) } }),
  });
}

function plantedIn(
  before: Column,
  after: Column,
  rows: readonly number[],
): readonly { readonly name: string; readonly fill: (column: Column) => Column }[] {
  const valueOf = (column: Column, row: number): string | number | undefined =>
    column.kind === "string" ? column.dictionary[column.codes[row] ?? -1] : column.values[row];
  const value = valueOf(after, rows[0] ?? 0);
  const shared = rows.every((row) => valueOf(after, row) === value);
  if (value === undefined || !shared || rows.every((row) => valueOf(before, row) === value)) return [];
  const fill = (column: Column): Column =>
    column.kind === "string"
      ? { ...column, dictionary: [String(value)], codes: column.codes.map(() => 0) }
      : { ...column, values: column.values.map(() => Number(value)) };
  return [{ name: after.name, fill }];
}

function plantedWords(before: StringColumn | undefined, after: StringColumn | undefined, rows: readonly number[]): readonly string[] {
  const wordsOf = (column: StringColumn | undefined, row: number): Set<string> =>
    new Set((column?.dictionary[column.codes[row] ?? -1] ?? "").split(/\s+/));
  const [first = 0, ...others] = rows;
  const old = wordsOf(before, first);
  return [...wordsOf(after, first)].filter((word) => word !== "" && !old.has(word) && others.every((row) => wordsOf(after, row).has(word)));
}

function withWords(column: StringColumn, words: readonly string[]): StringColumn {
  return { ...column, dictionary: column.dictionary.map((text) => `${words.join(" ")} ${text}`) };
}

function plantedPixels(before: Dataset, after: Dataset, rows: readonly number[]): readonly (readonly [number, number])[] {
  const [old, now] = [before.images, after.images];
  if (old === undefined || now === undefined) return [];
  const size = now.width * now.height * now.channels;
  return Array.from({ length: size }, (_, pixel) => pixel).flatMap((pixel) => {
    const value = now.pixels[(rows[0] ?? 0) * size + pixel] ?? 0;
    const shared = rows.every((row) => now.pixels[row * size + pixel] === value);
    return shared && rows.some((row) => old.pixels[row * size + pixel] !== value) ? [[pixel, value] as const] : [];
  });
}

function withPixels({ images }: Dataset, planted: readonly (readonly [number, number])[]): Uint8Array {
  const pixels = images?.pixels.slice() ?? new Uint8Array();
  const size = images === undefined ? 1 : images.width * images.height * images.channels;
  for (let row = 0; row * size < pixels.length; row++) for (const [pixel, value] of planted) pixels[row * size + pixel] = value;
  return pixels;
}
