import dagre from "@dagrejs/dagre";
import type { ScanResult } from "../../result.ts";
import { dataDirection, principalLineage } from "../lineage.ts";
import type { PageData } from "./page-data.ts";

/** More nodes than this are no picture any more; the page says how many it leaves out. */
export const MAXIMUM_NODES = 120;
export const NODE_WIDTH = 168;
export const NODE_HEIGHT = 34;

/** What stays when not all fits: the principal lineage, what has findings, then what has most relations. Libraries and licences last. */
function chosen(result: ScanResult): ReadonlySet<number> {
  const { assets, relations } = result.inventory;
  const position = new Map(assets.map((asset, at) => [asset.id, at]));
  const weight = assets.map(
    (asset) => (asset.scope === "production" ? 4 : 0) + (asset.kind === "library" || asset.kind === "licence" ? -6 : 0),
  );
  const add = (id: string | undefined, amount: number): void => {
    const at = id === undefined ? undefined : position.get(id);
    if (at !== undefined) weight[at] = (weight[at] ?? 0) + amount;
  };
  for (const relation of relations) {
    add(relation.from, 1);
    add(relation.to, 1);
  }
  for (const finding of result.findings) if (finding.suppressed === undefined) add(finding.asset, 8);
  for (const asset of principalLineage(result)?.assets ?? []) add(asset.id, 1000);
  const related = new Set(relations.flatMap((relation) => [relation.from, relation.to]));
  const candidates = assets.map((asset, at) => ({ at, linked: related.has(asset.id) })).filter((candidate) => candidate.linked);
  candidates.sort((a, b) => (weight[b.at] ?? 0) - (weight[a.at] ?? 0) || a.at - b.at);
  return new Set(candidates.slice(0, MAXIMUM_NODES).map((candidate) => candidate.at));
}

/** Places of the overview, left to right in the direction in which data moves (layered drawing by dagre: network simplex ranks). */
export function overviewLayout(result: ScanResult): PageData["layout"] {
  const { assets, relations } = result.inventory;
  const position = new Map(assets.map((asset, at) => [asset.id, at]));
  const nodes = chosen(result);
  if (nodes.size === 0) return { nodes: [], width: 0, height: 0 };
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: "LR", nodesep: 10, ranksep: 44, marginx: 16, marginy: 16 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const at of nodes) graph.setNode(String(at), { width: NODE_WIDTH, height: NODE_HEIGHT });
  for (const relation of relations) {
    // Where no data moves, the part stands before what needs it.
    const ends = dataDirection(relation) ?? { source: relation.to, target: relation.from };
    const [source, target] = [position.get(ends.source), position.get(ends.target)];
    if (source !== undefined && target !== undefined && nodes.has(source) && nodes.has(target))
      graph.setEdge(String(source), String(target));
  }
  dagre.layout(graph);
  const placed = [...nodes]
    .sort((a, b) => a - b)
    .map((at): readonly [number, number, number] => {
      const { x, y } = graph.node(String(at));
      return [at, Math.round(x ?? 0), Math.round(y ?? 0)];
    });
  return {
    nodes: placed,
    width: Math.max(...placed.map(([, x]) => x)) + NODE_WIDTH,
    height: Math.max(...placed.map(([, , y]) => y)) + NODE_HEIGHT,
  };
}
