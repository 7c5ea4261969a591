import type { Asset, Relation } from "@castellan/graph";
import type { Connector } from "../connector.ts";

/**
 * A model that one repository registers and another loads by the same name, from the same kind of registry, is one model.
 * Where several repositories register the name, nobody knows whose is loaded.
 */
export const registeredModels: Connector = {
  id: "registered-models",
  version: 1,
  connect(project, { assets, relations }, graph) {
    if (project.targets.length < 2) return;
    const made = makers(relations);
    const byName = Map.groupBy(
      assets.filter(({ kind, attributes }) => kind === "model" && attributes["registered"] === true),
      ({ name, attributes }) => `${String(attributes["technology"] ?? "")}:${name.toLowerCase()}`,
    );
    for (const models of byName.values()) {
      const [maker, ...others] = models.filter(({ id }) => made.has(id));
      if (maker === undefined || others.length > 0) continue;
      for (const model of models) if (targetOf(model) !== targetOf(maker)) graph.unite(maker.id, model.id);
    }
  },
};

/** Models that a run produces, or that are put into a registry. */
function makers(relations: readonly Relation[]): ReadonlySet<string> {
  return new Set(
    relations.flatMap(({ from, kind, to }) =>
      kind === "produces" ? [to] : kind === "registered_in" || kind === "derived_from" ? [from] : [],
    ),
  );
}

function targetOf({ occurrences }: Asset): number {
  return occurrences[0]?.target ?? 0;
}
