import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { DataError } from "../../errors.ts";
import type { Dataset } from "../../table/table.ts";
import { contentHash } from "./content.ts";

/** Rows that a person has looked at. */
export const dataReviews = z.object({
  schema: z.literal("castellan/data-reviews/1"),
  rows: z.array(z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), reason: z.string().min(1), at: z.string() })),
});
export type DataReviews = z.infer<typeof dataReviews>;

const NONE: DataReviews = { schema: "castellan/data-reviews/1", rows: [] };

/** What was reviewed; nothing where there is no such file yet. @throws DataError FILE_UNREADABLE */
export function readReviews(path: string): DataReviews {
  if (!existsSync(path)) return NONE;
  try {
    return dataReviews.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (cause) {
    throw new DataError("FILE_UNREADABLE", `${path}: not a file of reviews (castellan/data-reviews/1); give another with --reviews.`, {
      cause,
    });
  }
}

/** 1 for rows whose content was reviewed. */
export function reviewedRows(dataset: Dataset, reviews: DataReviews): Uint8Array {
  const result = new Uint8Array(dataset.rows);
  if (reviews.rows.length === 0) return result;
  const known = new Set(reviews.rows.map(({ sha256 }) => sha256));
  for (let row = 0; row < dataset.rows; row++) if (known.has(contentHash(dataset, row))) result[row] = 1;
  return result;
}

/**
 * Adds rows to the reviews, by their names; a row that is there already takes the new reason.
 * @throws DataError COLUMN_INVALID where no row has such a name
 */
export function addReviews(reviews: DataReviews, dataset: Dataset, ids: readonly string[], reason: string, at: Date): DataReviews {
  const places = new Map(dataset.ids.map((id, row) => [id, row]));
  const rows = new Map(reviews.rows.map((entry) => [entry.sha256, entry]));
  for (const id of ids) {
    const row = places.get(id);
    if (row === undefined)
      throw new DataError("COLUMN_INVALID", `There is no row ${id}; rows are named by --id, else by their number from 0.`);
    const sha256 = contentHash(dataset, row);
    rows.set(sha256, { sha256, reason, at: at.toISOString() });
  }
  return { schema: "castellan/data-reviews/1", rows: [...rows.values()].toSorted((left, right) => (left.sha256 < right.sha256 ? -1 : 1)) };
}
