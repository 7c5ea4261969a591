import type { LabelAbsent, LabelAsset, LabelRelation, Labels } from "./label-schema.ts";
import { type Matching, matchAssets } from "./matching.ts";
import { normaliseName, normalisePath } from "./names.ts";
import { scoreRelations } from "./relation-score.ts";
import { type ScanAsset, scanSchema } from "./scan-schema.ts";
import { emptyTally, type Measured, measure, type Tally } from "./tally.ts";

export interface Reported {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly scope: string;
  readonly file?: string;
  readonly line?: number;
  /** Id of the label that another reported asset already stands for. */
  readonly duplicateOf?: string;
}
export interface AbsentReported extends Reported {
  readonly why: string;
}
export interface NamedRelation {
  readonly from: string;
  readonly kind: string;
  readonly to: string;
}

export interface Score {
  readonly perKind: Readonly<Record<string, Measured>>;
  readonly assets: Measured;
  readonly relations: Measured;
  readonly assetRecall: number | null;
  readonly assetPrecision: number | null;
  readonly relationRecall: number | null;
  /** Informational: over reported relations whose two ends are labelled. */
  readonly relationPrecision: number | null;
  readonly missing: readonly LabelAsset[];
  readonly false: readonly Reported[];
  readonly missingRelations: readonly LabelRelation[];
  readonly falseRelations: readonly NamedRelation[];
  readonly absentReported: readonly AbsentReported[];
}

function describe(asset: ScanAsset, duplicateOf?: string): Reported {
  const place = asset.occurrences.find(({ file }) => file !== undefined);
  return {
    id: asset.id,
    kind: asset.kind,
    name: asset.name,
    scope: asset.scope,
    ...(place?.file === undefined ? {} : { file: place.file }),
    ...(place?.line === undefined ? {} : { line: place.line }),
    ...(duplicateOf === undefined ? {} : { duplicateOf }),
  };
}

function isAbsent(absent: LabelAbsent, asset: ScanAsset): boolean {
  if (absent.kind !== asset.kind) return false;
  if (normaliseName(absent.kind, absent.name) !== normaliseName(asset.kind, asset.name)) return false;
  const files = asset.occurrences.flatMap(({ file }) => (file === undefined ? [] : [normalisePath(file)]));
  return absent.file === undefined || files.length === 0 || files.includes(normalisePath(absent.file));
}

/** What the labels' exhaustive kinds and scopes say nothing about is neither right nor wrong. */
function judgedBy(labels: Labels): (asset: ScanAsset) => boolean {
  const kinds = new Set<string>(labels.exhaustive);
  const scopes = new Set<string>(labels.exhaustiveScopes);
  return ({ kind, scope }) => kinds.has(kind) && scopes.has(scope);
}

function countAssets(labels: Labels, matching: Matching, judged: (asset: ScanAsset) => boolean): Map<string, Tally> {
  const tallies = new Map<string, Tally>();
  const tally = (kind: string): Tally => {
    const known = tallies.get(kind) ?? emptyTally();
    tallies.set(kind, known);
    return known;
  };
  for (const label of labels.assets) if (!label.optional) tally(label.kind).labelled += 1;
  for (const { label, asset } of matching.matches) {
    if (!label.optional) tally(label.kind).found += 1;
    if (!judged(asset)) continue;
    tally(asset.kind).reported += 1;
    tally(asset.kind).correct += 1;
  }
  const wrong = [...matching.duplicates.map(({ asset }) => asset), ...matching.unmatched];
  for (const asset of wrong) if (judged(asset)) tally(asset.kind).reported += 1;
  return tallies;
}

/**
 * Scores one scan against the labels of one project. Recall counts the labels that are not optional;
 * precision counts the reported assets of exhaustive kinds, where a second asset for the same label is
 * wrong. `scanJson` is the parsed JSON of `castellan scan --format json`; throws when it is not that.
 */
export function score(labels: Labels, scanJson: unknown): Score {
  const { inventory } = scanSchema.parse(scanJson);
  const matching = matchAssets(labels.assets, inventory.assets);
  const judged = judgedBy(labels);
  const tallies = countAssets(labels, matching, judged);
  const found = new Set(matching.matches.map(({ label }) => label));
  const relations = scoreRelations(labels.relations, inventory.relations, matching);
  const assets = measure(tallies.values());
  const kinds = [...tallies].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    perKind: Object.fromEntries(kinds.map(([kind, tally]) => [kind, measure([tally])])),
    assets,
    relations: relations.measured,
    assetRecall: assets.recall,
    assetPrecision: assets.precision,
    relationRecall: relations.measured.recall,
    relationPrecision: relations.measured.precision,
    missing: labels.assets.filter((label) => !label.optional && !found.has(label)),
    false: [
      ...matching.duplicates.filter(({ asset }) => judged(asset)).map(({ asset, label }) => describe(asset, label.id)),
      ...matching.unmatched.filter(judged).map((asset) => describe(asset)),
    ],
    missingRelations: relations.missing,
    falseRelations: relations.false,
    absentReported: matching.unmatched.flatMap((asset) => {
      const absent = labels.absent.find((entry) => isAbsent(entry, asset));
      return absent === undefined ? [] : [{ ...describe(asset), why: absent.why }];
    }),
  };
}
