import { z } from "zod";

const Count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
/** JSON has no infinities: they stand as words. */
const Real = z.union([z.number(), z.enum(["Infinity", "-Infinity"]).transform(Number)]);
const Quantiles = z.object({
  k: z.number().int().min(8).max(65_535),
  count: Count,
  minimum: Real,
  maximum: Real,
  tosses: Count,
  levels: z.array(z.array(Real).readonly()).max(50).readonly(),
});
const Frequent = z.object({
  capacity: z.number().int().min(1).max(1_000_000),
  count: Count,
  error: Count,
  counts: z.array(z.tuple([z.string(), z.number().int().min(1).max(Number.MAX_SAFE_INTEGER)]).readonly()).readonly(),
});
const Distinct = z.union([z.object({ sparse: z.array(Count).readonly() }), z.object({ dense: z.string() })]);
const MomentSums = z.object({ count: Count, mean: Real, second: Real, third: Real, fourth: Real });

const ColumnDocument = z.object({
  name: z.string(),
  kind: z.enum(["number", "string", "time"]),
  rows: Count,
  missing: Count,
  moments: MomentSums,
  distinct: Distinct,
  quantiles: Quantiles,
  frequent: Frequent.optional(),
});

export type ColumnState = z.output<typeof ColumnDocument>;

/** `castellan/data-sketch/1`: what is kept of a data set to be compared later without its rows. */
export const SketchDocument = z.object({
  schema: z.literal("castellan/data-sketch/1"),
  rows: Count,
  k: z.number().int().min(8).max(65_535),
  seed: z.number().int(),
  columns: z.array(ColumnDocument),
  /** SHA-256 of the canonical JSON of all else, in hex. It tells damage, not forgery. */
  checksum: z.string().regex(/^[0-9a-f]{64}$/),
});
