import { z } from "zod";

const count = z.int().min(0);
const share = z.number().min(0).max(1);
const names = z.array(z.string()).describe("some of them");

const array = z.strictObject({
  name: z.string().describe("the file, or the file and the member of it"),
  type: z.string().describe("as numpy writes it"),
  shape: z.array(count),
  order: z.enum(["C", "Fortran"]),
  values: count,
  numbers: z
    .strictObject({
      notANumber: count,
      infinite: count,
      zeros: count,
      minimum: z.number().optional(),
      maximum: z.number().optional(),
      mean: z.number().optional(),
      standardDeviation: z.number().optional(),
      constant: z.boolean(),
      rowsWithNotANumber: count.describe("along the first dimension"),
      constantColumns: count.optional().describe("places along the second dimension where all rows are alike; of two-dimensional arrays"),
    })
    .optional()
    .describe("of finite values; missing where the type holds none"),
  problem: z.string().optional(),
});

export const pictureProfileSchema = z.strictObject({
  schema: z.literal("castellan/picture-profile/1"),
  tool: z.strictObject({ name: z.literal("castellan"), version: z.string() }),
  data: z.strictObject({
    name: z.string(),
    layout: z.enum(["folder", "imagefolder", "idx", "cifar", "arrays"]),
    pictures: count,
    bytes: count,
    splits: z.array(z.strictObject({ split: z.string(), pictures: count })),
  }),
  formats: z.array(z.strictObject({ format: z.string(), count })),
  modes: z.array(z.strictObject({ mode: z.string(), bits: count, count })),
  sizes: z
    .strictObject({
      distinct: count,
      smallest: z.strictObject({ width: count, height: count }),
      largest: z.strictObject({ width: count, height: count }),
      top: z.array(z.strictObject({ width: count, height: count, count })),
    })
    .optional(),
  brightness: z
    .strictObject({ mean: z.number(), standardDeviation: z.number(), plain: count.describe("pictures of one colour") })
    .optional()
    .describe("of the pictures' mean grey values, 0 to 255"),
  labels: z
    .strictObject({
      from: z.string().describe("folders, the metadata column, or the file of labels"),
      classes: z.array(z.strictObject({ label: z.string(), count, splits: z.record(z.string(), count) })),
      unlabelled: count,
      smallestShare: share,
    })
    .optional(),
  duplicates: z.strictObject({
    exact: z.strictObject({ pictures: count.describe("that repeat an earlier one byte for byte"), groups: z.array(names) }),
    near: z.strictObject({ pictures: count.describe("that look like an earlier other one"), groups: z.array(names), method: z.string() }),
  }),
  overlaps: z.array(z.strictObject({ split: z.string(), other: z.string(), exact: count, near: count, share, examples: z.array(names) })),
  contradictions: z.array(z.strictObject({ kind: z.enum(["exact", "near"]), labels: z.array(z.string()), pictures: names, count })),
  metadata: z.array(
    z.strictObject({
      kind: z.enum(["position", "person", "device", "personal-data", "secret", "hidden-text", "instructions", "generated"]),
      pictures: count,
      examples: z.array(z.strictObject({ file: z.string(), field: z.string(), masked: z.string() })),
    }),
  ),
  trailing: z.array(z.strictObject({ file: z.string(), at: count, bytes: count, kind: z.string() })),
  misnamed: z.array(z.strictObject({ file: z.string(), promised: z.string(), found: z.string() })),
  unreadable: z.array(z.strictObject({ file: z.string(), kind: z.string(), message: z.string() })),
  arrays: z.array(array),
  attention: z.array(
    z.strictObject({ severity: z.enum(["critical", "high", "medium", "low", "info"]), what: z.string(), message: z.string() }),
  ),
  warnings: z.array(z.strictObject({ code: z.string(), message: z.string() })),
  sampling: z.array(z.string()).describe("what was not looked at in full"),
  complete: z.boolean().describe("false where something of the input could not be read"),
  run: z.strictObject({ started: z.string(), seconds: z.number(), bytesPerSecond: z.number() }).optional(),
});

/** `castellan/picture-profile/1`. */
export type PictureProfile = z.infer<typeof pictureProfileSchema>;
export type ArrayProfile = z.infer<typeof array>;
