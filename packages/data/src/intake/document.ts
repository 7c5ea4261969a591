import { z } from "zod";

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
export const Manifest = z.object({
  /** Sorted by path; paths are relative, `/`-separated. */
  files: z.array(z.object({ path: z.string(), bytes: z.number().int().min(0), sha256: Sha256 })),
  bytes: z.number().int().min(0),
  /** SHA-256 over the sorted lines `sha256  path`. */
  total: Sha256,
});
const Finding = z.object({
  /** split-view, frontrunning, rows-removed, rows-changed, drift, disagreement, check, profile, unreadable, unchecked, licence, origin, links, altered. */
  rule: z.string(),
  severity: z.enum(["critical", "high", "medium", "low", "info"]),
  message: z.string(),
  /** Stops the source from being accepted without a signature. */
  blocks: z.boolean(),
});
const Analysis = z.object({
  id: z.string(),
  version: z.string(),
  status: z.enum(["done", "failed", "skipped"]),
  /** Why it failed or was skipped. */
  reason: z.string().optional(),
  facts: z.record(z.string(), z.unknown()),
});
const Comparison = z.object({
  earlier: z.string(),
  file: z.string(),
  key: z.string().optional(),
  rows: z.object({ before: z.number(), now: z.number(), added: z.number(), removed: z.number(), changed: z.number(), same: z.number() }),
  drift: z.enum(["none", "drift", "severe"]).optional(),
});
const Disagreement = z.object({
  source: z.string(),
  file: z.string(),
  key: z.string(),
  shared: z.number(),
  columns: z.array(z.object({ name: z.string(), differ: z.number() })),
});
const Isolation = z.object({
  process: z.boolean(),
  /** kernel: a network namespace without interfaces; runtime: refused by Node's permission model; none. */
  network: z.enum(["kernel", "runtime", "none"]),
  writes: z.enum(["refused", "allowed"]),
  memoryMegabytes: z.number(),
  seconds: z.number(),
});

/** What the isolated process hands back. */
export const AnalysisReport = z.object({
  findings: z.array(Finding),
  analyses: z.array(Analysis),
  comparisons: z.array(Comparison),
  disagreements: z.array(Disagreement),
  permissions: z.object({ network: z.boolean(), writes: z.boolean() }),
});

export const ProvenanceRecord = z.object({
  schema: z.literal("castellan/data-provenance/1"),
  tool: z.object({ name: z.literal("castellan"), version: z.string() }),
  source: z.string(),
  origin: z.string(),
  kind: z.enum(["file", "folder", "https"]),
  fetched: z.string(),
  licence: z.string().optional(),
  version: z.string(),
  earlier: z.array(z.string()),
  manifest: Manifest,
  findings: z.array(Finding),
  analyses: z.array(Analysis),
  policy: z.object({ sha256: Sha256, file: z.string().optional() }),
  signedOffBy: z.string().optional(),
  decided: z.string(),
});

/** STORE/sources/NAME.json: every version that was seen of a source. */
export const SourceHistory = z.object({
  schema: z.literal("castellan/data-source/1"),
  name: z.string(),
  origin: z.string(),
  versions: z.array(
    z.object({
      id: z.string(),
      total: Sha256,
      fetched: z.string(),
      status: z.enum(["quarantined", "accepted", "held", "rejected"]),
      place: z.string(),
    }),
  ),
});

/** `castellan/data-intake/1` */
export const DataIntakeDocument = z.object({
  schema: z.literal("castellan/data-intake/1"),
  tool: z.object({ name: z.literal("castellan"), version: z.string() }),
  source: z.object({ name: z.string(), origin: z.string(), kind: z.enum(["file", "folder", "https"]) }),
  id: z.string(),
  status: z.enum(["accepted", "held", "rejected"]),
  reasons: z.array(z.string()),
  advice: z.array(z.string()),
  /** Relative to the store. */
  place: z.string(),
  manifest: Manifest,
  findings: z.array(Finding),
  analyses: z.array(Analysis),
  comparisons: z.array(Comparison),
  disagreements: z.array(Disagreement),
  isolation: Isolation,
  signedOffBy: z.string().optional(),
  run: z.object({ fetched: z.string() }).optional(),
});

export type FileManifest = z.output<typeof Manifest>;
export type IntakeFinding = z.output<typeof Finding>;
export type IntakeAnalysisFacts = z.output<typeof Analysis>;
export type AnalysisReportData = z.output<typeof AnalysisReport>;
export type DataIntakeResult = z.output<typeof DataIntakeDocument>;
export type History = z.output<typeof SourceHistory>;
