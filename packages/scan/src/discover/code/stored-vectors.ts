import type { Emitted } from "./emit.ts";
import type { CodeAssets } from "./registry.ts";
import { selectAll } from "./selectors.ts";

/** Files that a vector store was written to: `pickle.dump(store, f)`, `joblib.dump(index, "index.joblib")`. */
export function storedVectors(assets: CodeAssets): ReadonlyMap<string, readonly Emitted[]> {
  const { evaluator } = assets.context;
  const found = new Map<string, readonly Emitted[]>();
  for (const sighting of assets.sightings.all) {
    for (const file of assets.of(sighting)) {
      const written = file.kind === "model-file" ? file.emission.linkedFrom?.materialised_as : undefined;
      if (written === undefined) continue;
      const stores = selectAll(evaluator, sighting, written)
        .flatMap(({ expression, frame }) => evaluator.evaluate(expression, frame))
        .flatMap((value) => assets.ofValue(value))
        .filter(({ kind }) => kind === "vector-store");
      if (stores.length > 0) found.set(file.id, [...(found.get(file.id) ?? []), ...stores]);
    }
  }
  return found;
}
