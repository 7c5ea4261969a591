import type { DiscoverySink } from "../discover/discoverer.ts";
import type { ScanResult } from "../result.ts";

/**
 * Hands the inventory of an earlier scan to the graph: what was found in another repository joins this one. Its
 * targets begin at `firstTarget`; it is judged anew, together with the rest.
 */
export function addEarlierScan(scan: ScanResult, firstTarget: number, sink: DiscoverySink): void {
  const move = <T extends { readonly target?: number }>(item: T): T => ({ ...item, target: (item.target ?? 0) + firstTarget });
  for (const { id: _, ...asset } of scan.inventory.assets) sink.asset({ ...asset, occurrences: asset.occurrences.map(move) });
  for (const relation of scan.inventory.relations)
    sink.relate(relation.from, relation.kind, relation.to, relation.strength, relation.evidence.map(move));
  for (const entry of scan.inventory.packages) sink.package(move(entry));
  for (const entry of scan.inventory.resources) sink.resource(move(entry));
}
