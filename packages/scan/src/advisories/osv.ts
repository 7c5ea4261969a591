import { z } from "zod";

/* The parts of an OSV record that matching needs. @see https://ossf.github.io/osv-schema/ */

const Text = z.string().max(100_000);

export const OsvEvent = z.object({
  introduced: Text.optional(),
  fixed: Text.optional(),
  last_affected: Text.optional(),
  limit: Text.optional(),
});
export type OsvEvent = z.infer<typeof OsvEvent>;

export const OsvAffected = z.object({
  package: z.object({ ecosystem: Text, name: Text, purl: Text.optional() }).optional(),
  ranges: z.array(z.object({ type: Text, events: z.array(OsvEvent).max(10_000) })).max(10_000).optional(),
  versions: z.array(Text).max(100_000).optional(),
});
export type OsvAffected = z.infer<typeof OsvAffected>;

export const OsvAdvisory = z.object({
  id: z.string().min(1).max(200),
  modified: Text.optional(),
  withdrawn: Text.nullish(),
  aliases: z.array(Text).max(1000).nullish(),
  summary: Text.nullish(),
  severity: z.array(z.object({ type: Text, score: Text })).max(100).nullish(),
  affected: z.array(OsvAffected).max(10_000).nullish(),
  database_specific: z.object({ severity: Text.nullish() }).nullish().catch(undefined),
});
export type OsvAdvisory = z.infer<typeof OsvAdvisory>;
