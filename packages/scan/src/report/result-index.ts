import type { Asset, Finding, Relation } from "@castellan/graph";
import { SEVERITIES } from "@castellan/graph";
import type { ScanResult } from "../result.ts";

/** Look-ups over one result; built once by each reporter. */
export interface ResultIndex {
  asset(id: string): Asset | undefined;
  /** Name of an asset, or the text itself where it names none. */
  name(idOrText: string): string;
  finding(id: string): Finding | undefined;
  from(id: string): readonly Relation[];
  to(id: string): readonly Relation[];
  findingsOf(asset: string): readonly Finding[];
  /** Findings that nobody suppressed, worst first. */
  readonly open: readonly Finding[];
}

function grouped<T>(items: readonly T[], key: (item: T) => string | undefined): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = key(item);
    if (name === undefined) continue;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [item]);
    else group.push(item);
  }
  return groups;
}

export function indexResult(result: ScanResult): ResultIndex {
  const assets = new Map(result.inventory.assets.map((asset) => [asset.id, asset]));
  const findings = new Map(result.findings.map((finding) => [finding.id, finding]));
  const from = grouped(result.inventory.relations, (relation) => relation.from);
  const to = grouped(result.inventory.relations, (relation) => relation.to);
  const byAsset = grouped(result.findings, (finding) => finding.asset);
  return {
    asset: (id) => assets.get(id),
    name: (text) => assets.get(text)?.name ?? text,
    finding: (id) => findings.get(id),
    from: (id) => from.get(id) ?? [],
    to: (id) => to.get(id) ?? [],
    findingsOf: (id) => byAsset.get(id) ?? [],
    // Stable: the order of the result inside a severity is its own ranking.
    open: result.findings
      .filter((finding) => finding.suppressed === undefined)
      .sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity)),
  };
}
