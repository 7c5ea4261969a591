import type { Asset, AssetKind, RelationKind } from "@castellan/graph";
import type { ScanResult } from "../../result.ts";
import { factList, factText } from "../asset-facts.ts";
import { indexResult, type ResultIndex } from "../result-index.ts";

/** The inventory as the rules of the elements ask for it. */
export interface Subjects {
  readonly result: ScanResult;
  readonly index: ResultIndex;
  readonly models: readonly Asset[];
  readonly datasets: readonly Asset[];
  readonly all: readonly Asset[];
  ofKind(...kinds: readonly AssetKind[]): readonly Asset[];
  /** Whether an asset has a relation of one of the kinds, from it or to it. */
  related(asset: Asset, ...kinds: readonly RelationKind[]): boolean;
}

const MODELS: readonly AssetKind[] = ["model", "deployed-model", "adapter"];
const DATASETS: readonly AssetKind[] = ["dataset", "knowledge-base"];

/** Production parts; where there are none (an example project), all of them. */
export function subjectsOf(result: ScanResult): Subjects {
  const index = indexResult(result);
  const production = result.inventory.assets.filter((asset) => asset.scope === "production");
  const all = production.length > 0 ? production : result.inventory.assets;
  const ofKind = (...kinds: readonly AssetKind[]): Asset[] => all.filter((asset) => kinds.includes(asset.kind));
  return {
    result,
    index,
    all,
    models: ofKind(...MODELS),
    datasets: ofKind(...DATASETS),
    ofKind,
    related: (asset, ...kinds) => [...index.from(asset.id), ...index.to(asset.id)].some((relation) => kinds.includes(relation.kind)),
  };
}

export function states(asset: Asset, ...keys: readonly string[]): boolean {
  return factText(asset.attributes, ...keys) !== undefined || factList(asset.attributes, ...keys).length > 0;
}

/** Techniques by which the assets were seen, as the source of an element. */
export function seenBy(assets: readonly Asset[]): string {
  const techniques = new Set(assets.flatMap((asset) => asset.occurrences.map((occurrence) => occurrence.technique)));
  return techniques.size === 0 ? "not seen anywhere" : `read from ${[...techniques].sort().join(", ")}`;
}
