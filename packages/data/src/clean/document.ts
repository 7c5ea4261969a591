import { z } from "zod";

const Digest = z.object({ path: z.string(), sha256: z.string(), bytes: z.number() });

/** `castellan/data-clean/1` */
export const DataCleanDocument = z.object({
  schema: z.literal("castellan/data-clean/1"),
  tool: z.object({ name: z.literal("castellan"), version: z.string() }),
  source: Digest,
  output: Digest,
  /** The rows that were left out, as they stood. */
  quarantine: Digest,
  judgedBy: Digest,
  rows: z.object({ before: z.number(), kept: z.number(), leftOut: z.number() }),
  /** Every row that was left out, in order. */
  leftOut: z.array(z.object({ id: z.string(), row: z.number(), reasons: z.string() })),
  /** Ids of the verdict that the file does not have. */
  notFound: z.array(z.string()),
  retrain: z.array(z.object({ name: z.string(), kind: z.string(), by: z.array(z.string()) })),
  advice: z.array(z.string()),
});
export type DataCleanResult = z.output<typeof DataCleanDocument>;

/** What `castellan/data-check/1` says that cleaning needs. */
export const CheckVerdict = z.object({
  schema: z.string().regex(/^castellan\/data-check\/1$/),
  rows: z.number().optional(),
  quarantine: z.object({ ids: z.array(z.union([z.string(), z.number()]).transform(String)) }),
  groups: z.array(z.object({ kind: z.string(), description: z.string().optional() })).optional(),
  roles: z.object({ id: z.array(z.string()).optional() }).optional(),
});
