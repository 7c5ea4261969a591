import { z } from "zod";

const occurrenceSchema = z.object({
  file: z.string().optional(),
  resource: z.string().optional(),
  line: z.number().optional(),
  endLine: z.number().optional(),
  cell: z.number().optional(),
  symbol: z.string().optional(),
});
export type ScanOccurrence = z.infer<typeof occurrenceSchema>;

const assetSchema = z.object({
  id: z.string(),
  kind: z.string(),
  name: z.string(),
  identity: z.object({ purl: z.string().optional() }).optional(),
  scope: z.string().default("production"),
  occurrences: z.array(occurrenceSchema).default([]),
});
export type ScanAsset = z.infer<typeof assetSchema>;

const relationSchema = z.object({ from: z.string(), kind: z.string(), to: z.string() });
export type ScanRelation = z.infer<typeof relationSchema>;

/** The part of `castellan/scan/1` (shared/contract.md) that the scorer reads. */
export const scanSchema = z.object({
  schema: z.literal("castellan/scan/1"),
  inventory: z.object({ assets: z.array(assetSchema), relations: z.array(relationSchema) }),
});
export type Scan = z.infer<typeof scanSchema>;
