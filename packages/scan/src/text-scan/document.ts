import { spanKinds } from "@castellan/text";
import { z } from "zod";

/* One line of `castellan text scan`: `castellan/text-scan/1`. */

const score = z.number().min(0).max(1);

const span = z.strictObject({
  type: z.string(),
  kind: z.enum(spanKinds),
  /** UTF-16 code units; `end` is exclusive. */
  start: z.int().min(0),
  end: z.int().min(0),
  score,
  rule: z.string(),
  masked: z.string().optional(),
  example: z.string().optional(),
  decoded: z.string().optional(),
  /** Only for documents: lines start at 1, both inclusive. */
  line: z.int().min(1).optional(),
  endLine: z.int().min(1).optional(),
});

export const TextScanDocument = z.strictObject({
  /** The `id` of the object; the number of its row from 0 where it has none; the name of a document. */
  id: z.union([z.string(), z.number()]),
  spans: z.array(span),
  injection: z.strictObject({ score, flagged: z.boolean() }),
});

export type ScannedText = z.infer<typeof TextScanDocument>;
export type ScannedSpan = z.infer<typeof span>;
