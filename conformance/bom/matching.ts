import type { LabelAsset } from "./label-schema.ts";
import { normaliseName, normalisePath } from "./names.ts";
import type { ScanAsset, ScanOccurrence } from "./scan-schema.ts";

/** Lines between a label and a report that still mean the same declaration (decorator, assignment, call). */
const LINE_SLACK = 2;

/**
 * Kinds that count as each other, and nothing else does. A model behind a named deployment is also
 * called a model; a table or bucket read for its rows is called a data set or a data source.
 */
const NEAR_KINDS: readonly (readonly [string, string])[] = [
  ["model", "deployed-model"],
  ["dataset", "data-source"],
];

/** Kinds whose identity is a place in the code; their names are symbols, so the place is enough. */
const LOCAL_KINDS: ReadonlySet<string> = new Set([
  "agent",
  "tool",
  "prompt",
  "guardrail",
  "memory",
  "retriever",
  "mcp-server",
  "mcp-client",
  "skill",
  "endpoint",
  "endpoint-config",
  "pipeline",
  "pipeline-step",
  "training-run",
  "evaluation-run",
  "notebook",
  "vector-store",
  "knowledge-base",
  "feature-transform",
  "hyperparameters",
  "metrics",
  "application",
  "custom-code",
  "ci-job",
]);

export interface Match {
  readonly label: LabelAsset;
  readonly asset: ScanAsset;
}
export interface Matching {
  /** One reported asset per label, one label per reported asset. */
  readonly matches: readonly Match[];
  /** Reported again although the label already has its asset. */
  readonly duplicates: readonly Match[];
  readonly unmatched: readonly ScanAsset[];
}

function kindWeight(label: string, asset: string): number {
  if (label === asset) return 100;
  return NEAR_KINDS.some(([a, b]) => (a === label && b === asset) || (b === label && a === asset)) ? 1 : 0;
}

function nameWeight(label: LabelAsset, asset: ScanAsset): number {
  const spellings = [asset.name, ...(label.kind === "library" ? [asset.identity?.purl ?? ""] : [])];
  const reported = new Set(spellings.filter((name) => name !== "").map((name) => normaliseName(label.kind, name)));
  if (reported.has(normaliseName(label.kind, label.name))) return 40;
  return label.aliases.some((alias) => reported.has(normaliseName(label.kind, alias))) ? 30 : 0;
}

/** 0: another file or unknown; 1: the same file; up to 20: the same declaration. */
function placeWeight(label: LabelAsset, occurrence: ScanOccurrence): number {
  if (label.file === undefined || occurrence.file === undefined) return 0;
  if (normalisePath(label.file) !== normalisePath(occurrence.file)) return 0;
  if (label.cell !== undefined && occurrence.cell !== undefined) return label.cell + 1 === occurrence.cell ? 15 : 1;
  if (label.line === undefined || occurrence.line === undefined) return 1;
  const after = occurrence.line - (label.endLine ?? label.line);
  const distance = Math.max(label.line - occurrence.line, after, 0);
  return distance <= LINE_SLACK ? 20 - distance : 1;
}

/** How well a reported asset fits a label; 0 when it is not the labelled thing. */
function weigh(label: LabelAsset, asset: ScanAsset): number {
  const kind = kindWeight(label.kind, asset.kind);
  if (kind === 0) return 0;
  const name = nameWeight(label, asset);
  const place = Math.max(0, ...asset.occurrences.map((occurrence) => placeWeight(label, occurrence)));
  const byPlace = place > 1 && (LOCAL_KINDS.has(label.kind) || label.dynamic);
  return name > 0 || byPlace ? kind + name + place + (label.optional ? 0 : 1) : 0;
}

/** Gives every label at most one reported asset, best fit first; ties go by the order of both lists. */
export function matchAssets(labels: readonly LabelAsset[], assets: readonly ScanAsset[]): Matching {
  const candidates = labels
    .flatMap((label) => assets.map((asset) => ({ label, asset, weight: weigh(label, asset) })))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  const byLabel = new Map<LabelAsset, Match>();
  const taken = new Set<ScanAsset>();
  for (const { label, asset } of candidates) {
    if (byLabel.has(label) || taken.has(asset)) continue;
    byLabel.set(label, { label, asset });
    taken.add(asset);
  }
  const duplicates: Match[] = [];
  for (const { label, asset } of candidates) {
    if (taken.has(asset)) continue;
    taken.add(asset);
    duplicates.push({ label, asset });
  }
  return { matches: [...byLabel.values()], duplicates, unmatched: assets.filter((asset) => !taken.has(asset)) };
}
