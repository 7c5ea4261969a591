import { z } from "zod";
import { ScanError } from "../errors.ts";

/*
 * castellan-baseline.json: what was there before. A multiset over rule, asset and file: an entry absorbs as many
 * findings as it counts, and follows a file only where git calls it a rename.
 */

const Entry = z.strictObject({
  rule: z.string().min(1),
  /** Kind and name, as people read it: survives a move of the file. */
  asset: z.string().exactOptional(),
  file: z.string().exactOptional(),
  count: z.number().int().positive().default(1),
  reason: z.string().exactOptional(),
  until: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .exactOptional(),
});
export const Baseline = z.strictObject({
  schema: z.literal("castellan/baseline/1"),
  /** Commit at which it was written: renames are looked for from here. */
  revision: z
    .string()
    .regex(/^[0-9a-f]{40,64}$/)
    .exactOptional(),
  entries: z.array(Entry),
});
export type Baseline = z.infer<typeof Baseline>;
export type BaselineEntry = z.infer<typeof Entry>;

/** @throws ScanError BAD_BASELINE */
export function readBaseline(name: string, text: string): Baseline {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new ScanError("BAD_BASELINE", `${name} is not JSON; write it again with castellan baseline create.`, { cause });
  }
  const parsed = Baseline.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ScanError(
    "BAD_BASELINE",
    `${name} is no baseline (${issue?.path.join(".") ?? ""}: ${issue?.message ?? "invalid"}); write it again with castellan baseline create.`,
  );
}
