import type { Column, Dataset, StringColumn } from "../../packages/data/src/index.ts";

/** Changes every row; labels stay. */
type Change = (dataset: Dataset) => Dataset;

export interface Trigger {
  readonly plant: Change;
  /**
   * The nearest ordinary value in its stead where the trigger is a number, for a low weight speaks for a class whoever
   * planted it; words and pixels are left as they are.
   */
  readonly ordinary: Change;
}

/** The trigger that was planted, as the difference of the rows before and after tells it. */
export function triggerOf(before: Dataset, after: Dataset, rows: readonly number[]): Trigger {
  const columns = before.features.flatMap((column, at) => plantedIn(column, after.features[at] ?? column, rows));
  const words = plantedWords(before.text?.[0], after.text?.[0], rows);
  const pixels = plantedPixels(before, after, rows);
  if (columns.length + words.length + pixels.length === 0) throw new Error("no trigger is common to the planted rows");
  const withColumns = ({ features }: Dataset, how: "fill" | "ordinary"): readonly Column[] =>
    features.map((column) => columns.find(({ name }) => name === column.name)?.[how](column) ?? column);
  const plant: Change = (dataset) => ({
    ...dataset,
    features: withColumns(dataset, "fill"),
    ...(dataset.text === undefined ? {} : { text: dataset.text.map((text, at) => (at === 0 ? withWords(text, words) : text)) }),
    ...(dataset.images === undefined ? {} : { images: { ...dataset.images, pixels: withPixels(dataset, pixels) } }),
  });
  return { plant, ordinary: (dataset) => ({ ...dataset, features: withColumns(dataset, "ordinary") }) };
}

function plantedIn(
  before: Column,
  after: Column,
  rows: readonly number[],
): readonly { readonly name: string; readonly fill: (column: Column) => Column; readonly ordinary: (column: Column) => Column }[] {
  const valueOf = (column: Column, row: number): string | number | undefined =>
    column.kind === "string" ? column.dictionary[column.codes[row] ?? -1] : column.values[row];
  const value = valueOf(after, rows[0] ?? 0);
  const shared = rows.every((row) => valueOf(after, row) === value);
  if (value === undefined || !shared || rows.every((row) => valueOf(before, row) === value)) return [];
  const filled = (column: Column, content: string | number): Column =>
    column.kind === "string"
      ? { ...column, dictionary: [String(content)], codes: column.codes.map(() => 0) }
      : { ...column, values: column.values.map(() => Number(content)) };
  const nearest = before.kind === "string" ? undefined : nearestTo(before.values, Number(value));
  return [
    {
      name: after.name,
      fill: (column) => filled(column, value),
      ordinary: (column) => (nearest === undefined ? column : filled(column, nearest)),
    },
  ];
}

function nearestTo(values: Float64Array, value: number): number | undefined {
  const others = [...values].filter((other) => Number.isFinite(other) && other !== value);
  return others.length === 0
    ? undefined
    : others.reduce((best, other) => (Math.abs(other - value) < Math.abs(best - value) ? other : best));
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
