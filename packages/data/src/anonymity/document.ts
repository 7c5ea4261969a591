import { z } from "zod";

const measured = z.object({
  rows: z.int(),
  classes: z.int(),
  k: z.int(),
  unique: z.int(),
  atRisk: z.int(),
  risk: z.number(),
  discernibility: z.number(),
  sensitive: z.array(z.object({ name: z.string(), distinct: z.int(), entropy: z.number(), closeness: z.number() })),
});

export const DataAnonymityDocument = z.object({
  schema: z.literal("castellan/data-anonymity/1"),
  file: z.string(),
  quasi: z.array(z.string()),
  wanted: z.object({ k: z.int(), l: z.int().optional(), t: z.number().optional() }),
  /** Whether the file as it stands keeps the wish. */
  kept: z.boolean(),
  before: measured,
  /** Of each quasi-identifier alone: how many rows it singles out. */
  columns: z.array(z.object({ name: z.string(), values: z.int(), unique: z.int() })),
  after: measured.optional(),
  output: z.string().optional(),
  dropped: z.array(z.string()),
  warnings: z.array(z.string()),
});
export type DataAnonymityResult = z.infer<typeof DataAnonymityDocument>;
