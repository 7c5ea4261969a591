import type { Asset } from "@castellan/graph";
import type { Connector } from "../connector.ts";

/** Names that a class or a path gives; one that people chose is better. */
const GENERIC = /^[\w./-]*\.\w{2,8}$|^[A-Z]\w*(?:Classifier|Regressor|Regression|Forest|Model|Net|Booster|SVC|Pipeline)$|^(?:model|booster|clf|classifier|regressor|pipeline|estimator|net)$/;

/** Trained models that are kept in the same file of weights are one model: seen in code, in DVC, in a registry. */
export const weights: Connector = {
  id: "weights",
  version: 1,
  connect(_project, merged, graph) {
    const byId = new Map(merged.assets.map((asset) => [asset.id, asset]));
    const models = new Map<string, Asset[]>();
    for (const { from, kind, to } of merged.relations) {
      const model = byId.get(from);
      if (kind !== "materialised_as" || model?.kind !== "model" || byId.get(to)?.kind !== "model-file" || !isLocal(model)) continue;
      models.set(to, [...(models.get(to) ?? []), model]);
    }
    for (const same of models.values()) {
      const [keep, ...others] = [...same].sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
      // Several classes fitted into one file are parts of a pipeline or alternatives: no two of them are one.
      const classes = new Set(same.filter(({ identity }) => identity.key.startsWith("symbol:")).map(({ name }) => name));
      if (keep !== undefined && classes.size <= 1) for (const other of others) graph.unite(keep.id, other.id);
    }
  },
};

function isLocal({ identity }: Asset): boolean {
  return /^(?:symbol|file|store):/.test(identity.key);
}

function rank(model: Asset): number {
  return model.attributes["registeredAs"] !== undefined ? 0 : GENERIC.test(model.name) ? 2 : 1;
}
