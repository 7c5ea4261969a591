import { z } from "zod";

/* The document `castellan/model-inspect/1`. */

const verdict = z.enum(["malicious", "suspicious", "benign"]);

const finding = z.strictObject({
  rule: z.string(),
  verdict,
  severity: z.enum(["critical", "high", "medium", "low", "info"]),
  message: z.string(),
  offset: z.number().optional(),
  member: z.string().optional(),
  loader: z.string().optional(),
  call: z.strictObject({ callable: z.string(), arguments: z.array(z.string()) }).optional(),
  excerpt: z.string().optional(),
  trusted: z.string().optional(),
  count: z.number().optional(),
});

const inspectedFile = z.strictObject({
  /** Index into `targets`, where there are several. */
  target: z.number().optional(),
  file: z.string(),
  formats: z.array(z.string()),
  verdict,
  complete: z.boolean(),
  sha256: z.string(),
  bytes: z.number(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
  findings: z.array(finding),
});

export const ModelInspectDocument = z.strictObject({
  schema: z.literal("castellan/model-inspect/1"),
  tool: z.strictObject({ name: z.literal("castellan"), version: z.string() }),
  targets: z.array(z.string()),
  files: z.array(inspectedFile),
  unread: z.array(z.strictObject({ target: z.number(), file: z.string(), reason: z.string() })),
  summary: z.strictObject({
    files: z.number(),
    bytes: z.number(),
    verdict,
    malicious: z.number(),
    suspicious: z.number(),
    benign: z.number(),
    complete: z.boolean(),
  }),
  run: z.strictObject({ startedAt: z.string(), durationMs: z.number() }).optional(),
});

type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;

export type ModelInspectResult = DeepReadonly<z.infer<typeof ModelInspectDocument>>;
export type InspectedFile = ModelInspectResult["files"][number];
