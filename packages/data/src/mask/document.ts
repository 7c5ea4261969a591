import { z } from "zod";

export const DataMaskDocument = z.object({
  schema: z.literal("castellan/data-mask/1"),
  action: z.enum(["mask", "unmask"]),
  dataset: z.string(),
  file: z.string(),
  output: z.string(),
  rows: z.int(),
  columns: z.array(z.object({ name: z.string(), mask: z.string() })),
  warnings: z.array(z.string()),
});
export type DataMaskResult = z.infer<typeof DataMaskDocument>;
