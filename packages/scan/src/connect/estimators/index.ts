import type { Asset } from "@castellan/graph";
import type { Connector } from "../connector.ts";

/** A run whose framework fits what a function of the project gives it: that model is what it produces, and what it registers. */
export const estimators: Connector = {
  id: "estimators",
  version: 1,
  connect(_project, merged, graph) {
    const runs = merged.assets.filter(({ kind, attributes }) => kind === "training-run" && typeof attributes["estimator"] === "string");
    if (runs.length === 0) return;
    const models = new Map<string, Asset[]>();
    for (const asset of merged.assets)
      if (asset.kind === "model")
        for (const { target, file, technique } of asset.occurrences)
          if (technique === "syntax" && file !== undefined) {
            const key = `${target ?? 0}:${file}`;
            models.set(key, [...(models.get(key) ?? []), asset]);
          }
    for (const run of runs) {
      const target = run.occurrences[0]?.target ?? 0;
      const registered = merged.relations.filter(({ from, kind }) => from === run.id && kind === "produces").map(({ to }) => to);
      for (const model of new Set(models.get(`${target}:${String(run.attributes["estimator"])}`) ?? [])) {
        const evidence = model.occurrences.filter(({ technique }) => technique === "syntax").slice(0, 1);
        graph.relate(
          run.id,
          "produces",
          model.id,
          "resolved",
          evidence.map((place) => ({ ...place, confidence: "likely" })),
        );
        for (const other of registered)
          if (other !== model.id)
            graph.relate(
              other,
              "derived_from",
              model.id,
              "resolved",
              evidence.map((place) => ({ ...place, confidence: "likely" })),
            );
      }
    }
  },
};
