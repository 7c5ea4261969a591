import { z } from "zod";

/** JSON has no infinity: a ratio to nothing has no upper end. */
const Estimate = z.object({ value: z.number().nullable(), low: z.number(), high: z.number().nullable() });
const Comparison = z.object({
  /** disparate-impact, statistical-parity, equal-opportunity, average-odds, fpr-ratio, fnr-ratio, fdr-ratio, for-ratio. */
  metric: z.string(),
  /** Of the labels, or of the predictions. */
  of: z.enum(["label", "prediction"]),
  estimate: Estimate,
  /** A ratio whose interval lies outside 0.8 to 1.25, or a difference whose interval lies outside -0.1 to 0.1. */
  finding: z.boolean(),
});
const Group = z.object({
  name: z.string(),
  rows: z.number(),
  /** Fewer than 30 rows: shown, not compared. */
  small: z.boolean(),
  baseRate: Estimate,
  selectionRate: Estimate.optional(),
  /** Errors of the predictions, where positive is what is favourable. */
  rates: z.record(z.string(), Estimate).optional(),
  score: z
    .object({
      mean: z.number(),
      auroc: Estimate.optional(),
      /** Mean distance of probability and share of hits over ten equal bins (Naeini et al. 2015); for probabilities only. */
      calibrationError: z.number().optional(),
      /** Mean probability minus share of hits. */
      bias: Estimate.optional(),
    })
    .optional(),
  comparisons: z.array(Comparison),
});
const Partition = z.object({ columns: z.array(z.string()), reference: z.string(), groups: z.array(Group) });

/** `castellan/data-fairness/1` */
export const DataFairnessDocument = z.object({
  schema: z.literal("castellan/data-fairness/1"),
  tool: z.object({ name: z.literal("castellan"), version: z.string() }),
  file: z.string(),
  rows: z.number(),
  /** Every row and field of the file was read. */
  complete: z.boolean(),
  seed: z.number(),
  label: z.string(),
  favourable: z.string(),
  verdict: z.enum(["disparity", "none", "inconclusive"]),
  reasons: z.array(z.string()),
  advice: z.array(z.string()),
  partitions: z.array(Partition),
  proxies: z.array(
    z.object({
      column: z.string(),
      group: z.string(),
      /** Mutual information as a share of the group's entropy, less what chance gives. */
      information: z.number(),
      /** What 95 % of chance results stay below. */
      threshold: z.number(),
      p: z.number(),
      finding: z.boolean(),
    }),
  ),
  weights: z.array(z.object({ group: z.string(), label: z.string(), rows: z.number(), weight: z.number() })),
  notes: z.array(z.string()),
});

export type DataFairnessResult = z.output<typeof DataFairnessDocument>;
export type FairnessGroup = z.output<typeof Group>;
export type FairnessComparison = z.output<typeof Comparison>;
export type FairnessPartition = z.output<typeof Partition>;
export type Proxy = DataFairnessResult["proxies"][number];
