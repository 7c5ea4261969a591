import type { Asset } from "@castellan/graph";
import type { Connector, Merged } from "../connector.ts";

/** Names that a class or a path gives; one that people chose is better. */
const GENERIC =
  /^[\w./-]*\.\w{2,8}$|^[A-Z]\w*(?:Classifier|Regressor|Regression|Forest|Model|Net|Booster|SVC|Pipeline)$|^(?:model|booster|clf|classifier|regressor|pipeline|estimator|net)$/;

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
    for (const [keep, other] of registeredOnly(merged, models)) graph.unite(keep, other);
  },
};

/**
 * A script that registers "the model of the latest run" names no model. Where a target has one registered model of
 * unknown origin and one training run, whose tracker is that registry's, the run's model is the registered one.
 */
function registeredOnly(
  { assets, relations }: Merged,
  models: ReadonlyMap<string, readonly Asset[]>,
): readonly (readonly [string, string])[] {
  const made = new Set(relations.filter(({ kind }) => kind === "produces").map(({ to }) => to));
  const derived = new Set(relations.filter(({ kind }) => kind === "derived_from").map(({ from }) => from));
  const registered = assets.filter(
    ({ kind, identity, id }) => kind === "model" && identity.key.startsWith("registry:") && !made.has(id) && !derived.has(id),
  );
  const runs = assets.filter(
    ({ kind, scope, occurrences }) =>
      kind === "training-run" && scope === "production" && occurrences.some(({ technique }) => technique === "syntax"),
  );
  const [model, run] = [registered[0], runs[0]];
  if (registered.length !== 1 || runs.length !== 1 || model === undefined || run === undefined) return [];
  const trackers = assets.filter(
    ({ kind, attributes, id }) =>
      kind === "experiment-tracker" &&
      attributes["technology"] === model.attributes["technology"] &&
      relations.some((relation) => relation.from === run.id && relation.to === id),
  );
  const trained = assets.filter(
    ({ kind, id }) =>
      kind === "model" && relations.some((relation) => relation.kind === "produces" && relation.from === run.id && relation.to === id),
  );
  // What is seen in several ways is one model already.
  const groups = [...models.values()].filter((same) => same.some(({ id }) => trained.some((other) => other.id === id)));
  const distinct = new Set(trained.map(({ id }) => groups.find((same) => same.some((other) => other.id === id))?.[0]?.id ?? id));
  return trackers.length > 0 && distinct.size === 1 ? trained.map(({ id }) => [model.id, id] as const) : [];
}

function isLocal({ identity }: Asset): boolean {
  return /^(?:symbol|file|store):/.test(identity.key);
}

function rank(model: Asset): number {
  return model.attributes["registeredAs"] !== undefined ? 0 : GENERIC.test(model.name) ? 2 : 1;
}
