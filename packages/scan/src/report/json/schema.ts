import {
  ASSET_KINDS,
  CONFIDENCES,
  type Json,
  LIFECYCLES,
  RELATION_KINDS,
  SCOPES,
  SEVERITIES,
  STRENGTHS,
  TECHNIQUES,
} from "@castellan/graph";
import { z } from "zod";

/*
 * `castellan/scan/1` as a schema: what `castellan schema scan` prints, and what reads an earlier scan.
 * Objects take further keys, because the contract may grow.
 */

const text = z.string();
const count = z.int().nonnegative();
const line = z.int().positive();
const severity = z.enum(SEVERITIES);
const confidence = z.enum(CONFIDENCES);
const scope = z.enum(SCOPES);
const json: z.ZodType<Json> = z.json();
const attributes = z.record(text, json);

const place = {
  target: count.optional(),
  file: text.optional(),
  line: line.optional(),
  endLine: line.optional(),
  cell: line.optional(),
  resource: text.optional(),
};
const located = (value: { file?: string | undefined; resource?: string | undefined }): boolean =>
  value.file !== undefined || value.resource !== undefined;
const LOCATED = "at least one of file and resource";

export const locationSchema = z.looseObject(place).refine(located, LOCATED);
const seen = { ...place, symbol: text.optional(), technique: z.enum(TECHNIQUES), confidence };
const occurrence = z.looseObject(seen).refine(located, LOCATED);
const evidence = z.looseObject({ ...seen, excerpt: text.optional() }).refine(located, LOCATED);

export const assetSchema = z.looseObject({
  id: text,
  kind: z.enum(ASSET_KINDS),
  name: text,
  identity: z.looseObject({
    key: text,
    purl: text.optional(),
    arn: text.optional(),
    uri: text.optional(),
    digest: text.optional(),
    provider: text.optional(),
    address: text.optional(),
  }),
  repository: text.optional(),
  owner: text.optional(),
  lifecycle: z.enum(LIFECYCLES),
  scope,
  attributes,
  digests: z.record(text, text),
  occurrences: z.array(occurrence),
});

export const relationSchema = z.looseObject({
  from: text,
  kind: z.enum(RELATION_KINDS),
  to: text,
  strength: z.enum(STRENGTHS),
  evidence: z.array(evidence),
});

const packageEntry = z.looseObject({
  purl: text,
  name: text,
  version: text.optional(),
  scope: z.enum(["runtime", "development", "optional", "transitive"]),
  target: count.optional(),
  file: text,
  line: line.optional(),
  requirement: text.optional(),
  digest: text.optional(),
  licence: text.optional(),
});
const resourceEntry = z.looseObject({ address: text, type: text, target: count.optional(), file: text, line, attributes });

const level = z.literal([0, 1, 2, 3]);
export const findingSchema = z.looseObject({
  id: text,
  rule: text,
  title: text,
  severity,
  reasons: z.array(text),
  confidence,
  asset: text.optional(),
  location: locationSchema,
  message: text,
  evidence: z.array(evidence),
  remediation: text,
  patch: z.looseObject({ file: text, target: count.optional(), diff: text }).optional(),
  controls: z.array(text),
  fingerprint: text,
  scope,
  owner: text.optional(),
  suppressed: z
    .looseObject({ by: z.enum(["inline", "ignore-file", "baseline", "configuration"]), reason: text, until: text.optional() })
    .optional(),
  factors: z.looseObject({ exposure: level, exploitability: level, data: level, blast: level }),
});

const action = z.looseObject({
  rank: line,
  severity,
  title: text,
  reasons: z.array(text),
  fix: text,
  findings: z.array(text),
  cuts: text.optional(),
  owner: text.optional(),
  scope,
  confidence,
  location: locationSchema,
});
const path = z.looseObject({
  id: text,
  title: text,
  severity,
  steps: z.array(z.looseObject({ asset: text, via: text.optional(), evidence: z.array(evidence) })),
  fixes: z.array(z.looseObject({ relation: text, cuts: count })),
});
const check = z.looseObject({
  rule: text,
  applicable: count,
  passed: count,
  failed: count,
  unknown: count,
  suppressed: count,
  reason: text.optional(),
});
const flow = z.looseObject({
  data: text,
  class: text,
  through: z.array(text),
  provider: text,
  model: text.optional(),
  region: text.optional(),
  location: locationSchema,
});
const artifact = z.looseObject({
  target: count.optional(),
  file: text,
  formats: z.array(text),
  verdict: z.enum(["malicious", "suspicious", "benign", "not-examined"]),
  complete: z.boolean(),
  sha256: text,
  bytes: count,
  findings: z.array(text),
});
const coverage = z.looseObject({
  files: count,
  bytes: count,
  skipped: z.array(z.looseObject({ target: count.optional(), file: text, reason: text, required: z.boolean() })),
  unresolved: z.array(
    z.looseObject({ what: text, target: count.optional(), file: text, line, cell: line.optional(), candidates: z.array(text) }),
  ),
});
const counts = z.record(text, count);
const summary = z.looseObject({
  complete: z.boolean(),
  files: count,
  bytes: count,
  assets: counts,
  findings: counts,
  suppressed: count,
  staleSuppressions: z.array(text),
  targetConfiguration: z.boolean(),
});

export const scanSchema = z.looseObject({
  schema: z.literal("castellan/scan/1"),
  tool: z.looseObject({ name: z.literal("castellan"), version: text, catalog: text }),
  targets: z.array(text),
  inventory: z.looseObject({
    assets: z.array(assetSchema),
    relations: z.array(relationSchema),
    packages: z.array(packageEntry),
    resources: z.array(resourceEntry),
  }),
  findings: z.array(findingSchema),
  actions: z.array(action),
  paths: z.array(path),
  checks: z.array(check),
  flows: z.array(flow),
  artifacts: z.array(artifact),
  coverage,
  summary,
  run: z.looseObject({ startedAt: text, durationMs: z.number().nonnegative(), cached: z.boolean() }).optional(),
});
export type ScanDocument = z.infer<typeof scanSchema>;

/** JSON Schema 2020-12 of `castellan/scan/1`, for `castellan schema scan`. */
export function scanJsonSchema(): object {
  return {
    $id: "https://castellan.dev/schema/scan/1",
    title: "castellan/scan/1",
    ...z.toJSONSchema(scanSchema, { target: "draft-2020-12", unrepresentable: "any" }),
  };
}
