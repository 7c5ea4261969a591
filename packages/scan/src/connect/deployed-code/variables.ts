import type { Asset, AssetGraph, AssetKind } from "@castellan/graph";
import type { Merged } from "../connector.ts";

/** What a stack declares and code asks for by a variable. */
const NAMED: ReadonlySet<AssetKind> = new Set<AssetKind>(["knowledge-base", "vector-store", "agent", "endpoint", "guardrail"]);

/**
 * A variable that code reads, and the declared asset that the stack puts into it: `process.env.KB_ID` of a function whose
 * environment has `KB_ID: kb.knowledgeBaseId` is that knowledge base.
 */
export function uniteVariables({ assets, relations }: Merged, graph: AssetGraph): void {
  const byId = new Map(assets.map((asset) => [asset.id, asset]));
  const named = new Map<string, Set<string>>();
  for (const { from, to, evidence } of relations) {
    const asset = byId.get(to);
    if (byId.get(from)?.kind !== "compute" || asset === undefined || !NAMED.has(asset.kind)) continue;
    for (const { symbol } of evidence) {
      if (symbol === undefined) continue;
      const key = keyOf(asset, symbol);
      named.set(key, (named.get(key) ?? new Set()).add(to));
    }
  }
  for (const asset of assets) {
    const { dynamic, variable } = asset.attributes;
    if (dynamic !== true || typeof variable !== "string" || asset.scope !== "production") continue;
    const [declared, ...others] = named.get(keyOf(asset, variable)) ?? [];
    if (declared !== undefined && others.length === 0 && declared !== asset.id) graph.unite(declared, asset.id);
  }
}

function keyOf({ kind, occurrences: [first] }: Asset, variable: string): string {
  return `${first?.target ?? 0}:${kind}:${variable}`;
}
