import {
  type Asset,
  AssetGraph,
  canonicalJson,
  compareText,
  type PackageEntry,
  type Relation,
  type ResourceEntry,
  type Unresolved,
} from "@castellan/graph";
import type { Connector } from "../connect/connector.ts";
import type { Discoverer, DiscoverySink } from "../discover/discoverer.ts";
import type { Project } from "../project/facts.ts";
import type { Usage } from "../rules/rule.ts";
import { isPlaceholder } from "./placeholder.ts";

export interface Discovered {
  readonly assets: readonly Asset[];
  readonly relations: readonly Relation[];
  readonly packages: readonly PackageEntry[];
  readonly resources: readonly ResourceEntry[];
  readonly unresolved: readonly Unresolved[];
  readonly usages: readonly Usage[];
  /** Discoverers and connectors that failed; what the others saw stands. */
  readonly failures: readonly { readonly discoverer: string; readonly reason: string }[];
}

function sortedUnique<T extends object>(items: readonly T[], order: (item: T) => string): T[] {
  const keyed = new Map(items.map((item) => [`${order(item)}\u0000${canonicalJson(item)}`, item]));
  return [...keyed].sort(([a], [b]) => compareText(a, b)).map(([, item]) => item);
}

/** Runs the discoverers over the facts, merges what they saw with the inventories of earlier scans, and joins it. A discoverer or connector that throws is reported, the rest goes on. */
export function discoverAll(
  project: Project,
  discoverers: readonly Discoverer[],
  earlier: readonly ((sink: DiscoverySink) => void)[] = [],
  connectors: readonly Connector[] = [],
): Discovered {
  const graph = new AssetGraph();
  const packages: PackageEntry[] = [];
  const resources: ResourceEntry[] = [];
  const unresolved: Unresolved[] = [];
  const usages: Usage[] = [];
  const failures: Discovered["failures"][number][] = [];
  const sink: DiscoverySink = {
    asset: (draft) => graph.add(draft),
    describe: (id, attributes) => graph.describe(id, attributes),
    relate: (from, kind, to, strength, evidence) => graph.relate(from, kind, to, strength, evidence),
    package: (entry) => packages.push(entry),
    resource: (entry) => resources.push(entry),
    unresolved: (entry) => unresolved.push(entry),
    usage: (entry) => usages.push(entry),
  };
  for (const add of earlier) add(sink);
  const attempt = (id: string, run: () => void): void => {
    try {
      run();
    } catch (error) {
      failures.push({ discoverer: id, reason: error instanceof Error ? error.message : String(error) });
    }
  };
  for (const discoverer of discoverers) attempt(discoverer.id, () => discoverer.discover(project, sink));
  for (const connector of connectors) attempt(connector.id, () => connector.connect(project, { ...graph.all(), resources }, graph));
  const place = (item: { readonly target?: number; readonly file: string; readonly line?: number }): string =>
    `${String(item.target ?? 0).padStart(4, "0")} ${item.file} ${String(item.line ?? 0).padStart(9, "0")}`;
  const { assets, relations } = graph.finish();
  const blank = new Set(assets.filter(isPlaceholder).map(({ id }) => id));
  return {
    assets: assets.filter(({ id }) => !blank.has(id)),
    relations: relations.filter(({ from, to }) => !blank.has(from) && !blank.has(to)),
    packages: sortedUnique(packages, (item) => `${item.purl} ${place(item)}`),
    resources: sortedUnique(resources, (item) => `${item.address} ${place(item)}`),
    unresolved: sortedUnique(unresolved, place),
    usages: sortedUnique(usages, place),
    failures,
  };
}
