import { type Adapter, baseName, type Entry, type KindTable, readingsOf } from "../report.ts";
import { cyclonedxSchema } from "./cyclonedx.ts";

/** By CycloneDX component type. */
export const AISBOM_KINDS: KindTable = { library: ["library"], "machine-learning-model": ["model-file", "model"] };

/**
 * AIsbom: model files, and every declared package. It does not say which packages are about AI, so the
 * ones that no label knows are not held against it.
 */
export const adaptAisbom: Adapter = (json) => ({
  entries: cyclonedxSchema.parse(json).components.map(
    (each): Entry => ({
      id: each["bom-ref"],
      readings: readingsOf(AISBOM_KINDS[each.type] ?? ["model-file"], each.name, baseName(each.name)),
      places: [],
      spare: each.type === "library",
    }),
  ),
  edges: [],
});
