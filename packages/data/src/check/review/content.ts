import { createHash } from "node:crypto";
import type { Dataset } from "../../table/table.ts";

/** SHA-256 of what a row holds (features, texts, label, source, pixels), not of its place or name: a review outlives both. */
export function contentHash(dataset: Dataset, row: number): string {
  const { features, text, label, source, images } = dataset;
  const columns = [...features, ...(text ?? []), ...(label === undefined ? [] : [label]), ...(source === undefined ? [] : [source])];
  const cells = columns
    .toSorted((left, right) => (left.name < right.name ? -1 : 1))
    .map((column) => [
      column.name,
      column.kind === "string" ? (column.dictionary[column.codes[row] ?? -1] ?? null) : String(column.values[row]),
    ]);
  const hash = createHash("sha256").update(JSON.stringify(cells));
  if (images !== undefined) {
    const size = images.width * images.height * images.channels;
    hash.update(images.pixels.subarray(row * size, (row + 1) * size));
  }
  return hash.digest("hex");
}
