import { z } from "zod";

const Share = z.number().min(0).max(1);
const Test = z.object({
  /** kolmogorov-smirnov, chi-square, missing, range, new-categories, lengths: they decide. */
  name: z.string(),
  statistic: z.number(),
  p: Share,
});
const Measure = z.object({
  /** wasserstein (in reference standard deviations), jensen-shannon, population-stability, cramer-von-mises: they describe. */
  name: z.string(),
  value: z.number(),
  /** What chance stays below, from a bootstrap of the reference at the sizes compared. */
  threshold: z.number(),
  p: Share,
});
const Verdict = z.enum(["none", "drift", "severe"]);
const Timing = z.object({
  shape: z.enum(["abrupt", "gradual", "from-the-start", "unclear"]),
  /** Of the change point, or of start and end of a gradual change: ISO 8601 for moments, else the column's number. */
  from: z.string().optional(),
  to: z.string().optional(),
  p: Share,
});
const Histogram = z.object({ bins: z.array(z.string()), reference: z.array(Share), new: z.array(Share) });
const Feature = z.object({
  name: z.string(),
  role: z.enum(["feature", "label", "prediction", "probability"]),
  kind: z.enum(["number", "category", "text", "time"]),
  verdict: Verdict,
  /** Of all tests of the feature together (Bonferroni). */
  p: Share,
  /** Adjusted over the features (Benjamini–Hochberg). */
  adjusted: Share,
  tests: z.array(Test),
  measures: z.array(Measure),
  /** Bound on what the sketches may have added to a distance. */
  epsilon: z.number(),
  missing: z.object({ reference: Share, new: Share }),
  mean: z.object({ reference: z.number(), new: z.number() }).optional(),
  range: z.object({ minimum: z.number(), maximum: z.number(), below: z.number(), above: z.number() }).optional(),
  newCategories: z
    .object({ rows: z.number(), count: z.number(), examples: z.array(z.object({ value: z.string(), rows: z.number() })) })
    .optional(),
  histogram: Histogram.optional(),
  timing: Timing.optional(),
  reasons: z.array(z.string()),
});
const Interval = z.object({ value: z.number(), low: z.number(), high: z.number() });
const Metric = z.object({ name: z.string(), reference: Interval, estimated: Interval, realised: z.number().optional(), verdict: Verdict });
const Side = z.object({ file: z.string(), kind: z.enum(["table", "sketch"]), rows: z.number(), columns: z.number() });

/** `castellan/data-drift/1` */
export const DataDriftDocument = z.object({
  schema: z.literal("castellan/data-drift/1"),
  tool: z.object({ name: z.literal("castellan"), version: z.string() }),
  reference: Side,
  new: Side,
  seed: z.number(),
  /** Every row and field of both files was read. */
  complete: z.boolean(),
  /** Share of comparisons without drift that are called drift all the same, at most. */
  level: Share,
  verdict: Verdict,
  reasons: z.array(z.string()),
  advice: z.array(z.string()),
  features: z.array(Feature),
  columns: z.object({
    missing: z.array(z.string()),
    added: z.array(z.string()),
    retyped: z.array(z.object({ name: z.string(), reference: z.string(), new: z.string() })),
    leftOut: z.array(z.object({ name: z.string(), reason: z.string() })),
  }),
  multivariate: z
    .object({
      auroc: Interval,
      /** Where 95 % of chance results lie. */
      chance: z.object({ low: z.number(), high: z.number() }),
      p: Share,
      verdict: Verdict,
      rows: z.object({ reference: z.number(), new: z.number() }),
      carriers: z.array(z.object({ name: z.string(), share: Share })),
    })
    .optional(),
  performance: z
    .object({
      calibrated: z.boolean(),
      positive: z.string().optional(),
      confusion: z.array(z.array(z.number())),
      classes: z.array(z.string()),
      metrics: z.array(Metric),
    })
    .optional(),
  notes: z.array(z.string()),
});

export type DataDriftResult = z.output<typeof DataDriftDocument>;
export type FeatureDrift = z.output<typeof Feature>;
export type DriftVerdict = z.output<typeof Verdict>;
export type DriftTest = z.output<typeof Test>;
export type DriftMeasure = z.output<typeof Measure>;
export type DriftTiming = z.output<typeof Timing>;
export type Multivariate = NonNullable<DataDriftResult["multivariate"]>;
export type EstimatedPerformance = NonNullable<DataDriftResult["performance"]>;
