import { z } from "zod";

const count = z.int().min(0);
const share = z.number().min(0).max(1);
const number = z.number();

const finding = z.strictObject({
  type: z.string().describe("EMAIL_ADDRESS, CREDIT_CARD, …; the kind of a secret or of hiding"),
  rule: z.string(),
  cells: count.describe("cells that hold it, over all rows"),
  examples: count.describe("of them, made for examples and tests (example.com, test cards)"),
  score: share,
  first: z.array(z.strictObject({ row: count.describe("from 0 in the table"), masked: z.string() })),
});

const column = z.strictObject({
  name: z.string(),
  index: count,
  type: z.enum(["number", "boolean", "time", "category", "text", "mixed", "empty"]),
  reason: z.string().describe("why this type"),
  declared: z.string().optional().describe("the type that the file itself states"),
  role: z.enum(["label", "source", "time", "id", "text"]).optional(),
  format: z.string().optional(),
  class: z.enum(["public", "internal", "confidential", "personal", "special-category"]),
  classReasons: z.array(z.string()),
  values: count.describe("cells that hold a value"),
  missing: z.strictObject({ cells: count, empty: count, spelled: z.record(z.string(), count) }),
  distinct: z.strictObject({ count, exact: z.boolean(), method: z.string() }),
  constant: z.boolean(),
  identifier: z.strictObject({ unique: z.boolean(), exact: z.boolean(), reason: z.string() }).optional(),
  length: z.strictObject({ shortest: count, longest: count, mean: number }).describe("characters of values"),
  numbers: z
    .strictObject({
      minimum: number,
      maximum: number,
      mean: number,
      standardDeviation: number.optional(),
      zeros: count,
      negative: count,
      infinite: count,
      quantiles: z.record(z.string(), number).describe("counted, or of values drawn by hash where there are many"),
    })
    .optional(),
  times: z.strictObject({ earliest: z.string(), latest: z.string(), median: z.string() }).optional(),
  histogram: z
    .strictObject({ from: number, to: number, counts: z.array(number), method: z.string() })
    .optional()
    .describe("equal bins from `from` to `to`"),
  top: z.array(z.strictObject({ value: z.string(), count })),
  masked: z.boolean().describe("values shown are masked, since they may be personal or secret"),
  notTheType: z.strictObject({ cells: count, examples: z.array(z.strictObject({ value: z.string(), count })) }).optional(),
  numberInText: z.string().optional(),
  padded: count.describe("cells with white space around the value"),
  personal: z.array(finding),
  secrets: z.array(finding),
  hidden: z.array(finding).describe("hidden text and instructions to a model"),
  power: share.optional().describe("how well this column alone tells the label, held out: 0 as chance, 1 always"),
});

export const profileSchema = z.strictObject({
  schema: z.literal("castellan/data-profile/1"),
  tool: z.strictObject({ name: z.literal("castellan"), version: z.string() }),
  data: z.strictObject({
    name: z.string(),
    format: z.string(),
    compression: z.string().optional(),
    rows: count,
    columns: count,
    bytes: count,
    files: z.array(z.strictObject({ file: z.string(), split: z.string().optional(), rows: count })),
  }),
  classification: z.strictObject({ class: column.shape.class, reasons: z.array(z.string()) }),
  columns: z.array(column),
  duplicates: z.strictObject({
    rows: count.describe("rows that repeat an earlier row"),
    share,
    ignoring: z.array(z.string()).describe("identifier columns, left out of the comparison"),
    sampled: share.describe("share of the rows that were compared, drawn by hash; 1 is all"),
    first: z.array(count).describe("some rows that repeat an earlier one"),
    near: z.strictObject({ rows: count, columns: z.array(z.string()), method: z.string() }).optional(),
  }),
  balance: z
    .strictObject({
      column: z.string(),
      stated: z.boolean().describe("false: guessed from the name"),
      classes: z.array(z.strictObject({ value: z.string(), count })),
      others: count,
      smallestShare: share,
    })
    .optional(),
  leakage: z.array(
    z.strictObject({
      kind: z.enum(["split-overlap", "target", "order", "identifier"]),
      columns: z.array(z.string()),
      score: share,
      message: z.string(),
    }),
  ),
  card: z
    .strictObject({
      file: z.string(),
      licence: z.string().optional(),
      contradictions: z.array(z.strictObject({ what: z.string(), stated: z.string(), found: z.string(), message: z.string() })),
    })
    .optional(),
  attention: z.array(
    z.strictObject({
      severity: z.enum(["critical", "high", "medium", "low", "info"]),
      what: z.string(),
      column: z.string().optional(),
      message: z.string(),
    }),
  ),
  warnings: z.array(z.strictObject({ code: z.string(), message: z.string(), file: z.string(), count, rows: z.array(count).optional() })),
  sampling: z.array(z.string()).describe("what was not looked at in full, and how it was drawn"),
  complete: z.boolean().describe("false where something of the input could not be read"),
  run: z.strictObject({ started: z.string(), seconds: z.number(), bytesPerSecond: z.number() }).optional(),
});

/** `castellan/data-profile/1`. */
export type DataProfile = z.infer<typeof profileSchema>;
export type ProfileColumn = DataProfile["columns"][number];
export type ProfileFinding = ProfileColumn["personal"][number];
