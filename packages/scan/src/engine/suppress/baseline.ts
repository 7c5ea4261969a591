import { type Asset, canonicalJson, compareText, type Finding } from "@castellan/graph";
import type { Baseline, BaselineEntry } from "./baseline-document.ts";

type Assets = ReadonlyMap<string, Asset>;

function assetName(finding: Finding, assets: Assets): string | undefined {
  const asset = finding.asset === undefined ? undefined : assets.get(finding.asset);
  return asset === undefined ? undefined : `${asset.kind} ${asset.name}`;
}

function fileOf(finding: Finding): string | undefined {
  return finding.location.file ?? finding.location.resource;
}

function keyOf(rule: string, asset: string | undefined, file: string | undefined): string {
  return JSON.stringify([rule, asset ?? null, file ?? null]);
}

/** The baseline of these findings: the ones that nothing else suppresses. */
export function createBaseline(
  findings: readonly Finding[],
  assets: Assets,
  revision: string | undefined,
  kept: readonly BaselineEntry[] = [],
): Baseline {
  const entries = new Map<string, BaselineEntry>();
  const reasons = new Map(kept.map((entry) => [keyOf(entry.rule, entry.asset, entry.file), entry]));
  for (const finding of findings) {
    if (finding.suppressed !== undefined && finding.suppressed.by !== "baseline") continue;
    const [asset, file] = [assetName(finding, assets), fileOf(finding)];
    const key = keyOf(finding.rule, asset, file);
    const before = reasons.get(key);
    const entry = entries.get(key) ?? {
      rule: finding.rule,
      ...(asset === undefined ? {} : { asset }),
      ...(file === undefined ? {} : { file }),
      count: 0,
      ...(before?.reason === undefined ? {} : { reason: before.reason }),
      ...(before?.until === undefined ? {} : { until: before.until }),
    };
    entries.set(key, { ...entry, count: entry.count + 1 });
  }
  return {
    schema: "castellan/baseline/1",
    ...(revision === undefined ? {} : { revision }),
    entries: [...entries.values()].sort(
      (a, b) => compareText(a.rule, b.rule) || compareText(a.file ?? "", b.file ?? "") || compareText(a.asset ?? "", b.asset ?? ""),
    ),
  };
}

export function renderBaseline(baseline: Baseline): string {
  const entries = baseline.entries.map((entry) => `    ${canonicalJson(entry)}`).join(",\n");
  const revision = baseline.revision === undefined ? "" : `  "revision": ${JSON.stringify(baseline.revision)},\n`;
  return `{\n  "schema": "castellan/baseline/1",\n${revision}  "entries": [${entries === "" ? "" : `\n${entries}\n  `}]\n}\n`;
}

export interface Absorbed {
  /** Finding id → entry. */
  readonly by: ReadonlyMap<string, BaselineEntry>;
  /** Entries, or the part of them, that absorbed nothing. */
  readonly stale: readonly BaselineEntry[];
}

/**
 * Which findings a baseline absorbs. `renames` leads from new to old paths.
 * @param today YYYY-MM-DD; entries that ran out absorb nothing.
 */
export function absorb(
  baseline: Baseline,
  findings: readonly Finding[],
  assets: Assets,
  renames: ReadonlyMap<string, string>,
  today: string,
): Absorbed {
  const left = new Map<string, { readonly entry: BaselineEntry; count: number }>();
  for (const entry of baseline.entries) {
    const key = keyOf(entry.rule, entry.asset, entry.file);
    const known = left.get(key);
    if (known === undefined) left.set(key, { entry, count: entry.count });
    else known.count += entry.count;
  }
  const by = new Map<string, BaselineEntry>();
  const take = (finding: Finding, file: string | undefined): boolean => {
    const slot = left.get(keyOf(finding.rule, assetName(finding, assets), file));
    if (slot === undefined || slot.count === 0 || (slot.entry.until !== undefined && slot.entry.until < today)) return false;
    slot.count--;
    by.set(finding.id, slot.entry);
    return true;
  };
  // Findings at their old place go first, so that a moved copy does not take their entry.
  const moved = findings.filter((finding) => finding.suppressed === undefined && !take(finding, fileOf(finding)));
  for (const finding of moved) {
    const old = renames.get(fileOf(finding) ?? "");
    if (old !== undefined) take(finding, old);
  }
  return { by, stale: [...left.values()].filter(({ count }) => count > 0).map(({ entry, count }) => ({ ...entry, count })) };
}
