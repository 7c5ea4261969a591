import { z } from "zod";
import { GROUP_KINDS } from "./evidence.ts";

export const VERDICTS = ["clean", "suspicious", "poisoned", "inconclusive"] as const;
export type Verdict = (typeof VERDICTS)[number];

const group = z.object({
  kind: z.enum(GROUP_KINDS),
  rows: z.number().int().describe("how many rows it has"),
  p: z.number().describe("chance of such a group in honest data, corrected for all groups that were searched"),
  description: z.string(),
  where: z.record(z.string(), z.string()).describe("column and value that its rows share"),
  ids: z.array(z.string()).describe("the first hundred of its rows"),
});

/** The result of `castellan data check`. */
export const dataCheckResult = z.object({
  schema: z.literal("castellan/data-check/1"),
  tool: z.object({ name: z.literal("castellan"), version: z.string() }),
  file: z.string(),
  rows: z.number().int(),
  complete: z.boolean().describe("whether every row and field of the files could be read; warnings say what could not"),
  verdict: z.enum(VERDICTS),
  reasons: z.array(z.string()).describe("why, in words"),
  power: z
    .record(z.string(), z.number().nullable())
    .describe("share of 1 % planted poison that this check finds in this data, by family; null where it was not tried"),
  groups: z.array(group),
  quarantine: z.object({ rows: z.number().int(), ids: z.array(z.string()) }),
  detectors: z.array(z.object({ id: z.string(), title: z.string(), live: z.boolean(), p: z.number(), note: z.string() })),
  model: z
    .object({
      name: z.string(),
      accuracy: z.number().describe("share of labels as expected by a model that never saw them: bounds what flipped labels can show"),
      noise: z.number().describe("estimated share of labels wrong whatever the row says"),
      candidates: z.array(z.object({ model: z.string(), likelihood: z.number() })),
    })
    .nullable(),
  reviewed: z.number().int().describe("rows that a person has looked at and accepted"),
  roles: z.record(z.string(), z.array(z.string())).describe("columns by what they were taken for"),
  warnings: z.array(z.string()),
  run: z.object({ seconds: z.number(), seed: z.number() }).optional(),
});
export type DataCheckResult = z.infer<typeof dataCheckResult>;
