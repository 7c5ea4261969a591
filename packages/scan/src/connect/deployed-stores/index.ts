import type { Asset, AssetKind } from "@castellan/graph";
import type { Connector } from "../connector.ts";

const KINDS: ReadonlySet<AssetKind> = new Set<AssetKind>(["vector-store", "experiment-tracker", "model-registry"]);

/**
 * A store that code uses, and the service of the same technology that the project itself runs in a container. One of each
 * is one thing; several collections of one service have its image.
 */
export const deployedStores: Connector = {
  id: "deployed-stores",
  version: 1,
  connect(_project, { assets, relations }, graph) {
    const images = new Map(relations.filter(({ kind }) => kind === "uses_image").map((relation) => [relation.from, relation]));
    const stores = assets.filter(({ kind, scope }) => KINDS.has(kind) && scope === "production");
    for (const service of stores.filter(({ id }) => images.has(id))) {
      const technology = technologyOf(service);
      const same = stores.filter(
        (other) =>
          other.id !== service.id &&
          other.kind === service.kind &&
          targetOf(other) === targetOf(service) &&
          technology !== undefined &&
          technologyOf(other) === technology,
      );
      const image = images.get(service.id);
      // Two services of one technology: which of them code talks to is not known.
      if (same.some(({ id }) => images.has(id)) || image === undefined) continue;
      const [only] = same;
      if (only !== undefined && same.length === 1) graph.unite(only.id, service.id);
      else for (const store of same) graph.relate(store.id, "uses_image", image.to, "inferred", image.evidence);
    }
  },
};

function technologyOf({ attributes, name }: Asset): string | undefined {
  const { technology, product, engine, library } = attributes;
  const found = [technology, product, engine, library].find((value) => typeof value === "string") ?? name;
  return typeof found === "string" ? found.toLowerCase().replace(/db$/, "") : undefined;
}

function targetOf(asset: Asset): number {
  return asset.occurrences[0]?.target ?? 0;
}
