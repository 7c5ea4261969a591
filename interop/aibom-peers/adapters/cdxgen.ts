import { type Adapter, baseName, type Entry, type KindTable, placeOf, readingsOf, splitLocation } from "../report.ts";
import { cyclonedxSchema, property } from "./cyclonedx.ts";

/** By the value of `cdx:ai:kind`. */
export const CDXGEN_KINDS: KindTable = {
  model: ["model"],
  "inference-service": ["ai-service"],
  "mcp-server": ["mcp-server"],
  "mcp-service": ["mcp-server"],
  "prompt-config-file": ["prompt", "skill"],
  "prompt-file": ["prompt"],
  "skill-file": ["skill", "prompt"],
  "notebook-file": ["notebook"],
};
const UNKNOWN = ["model-file", "model-config", "prompt"] as const;

/** cdxgen `aibom`: components and services by `cdx:ai:kind`; a service depends on the models that it serves. */
export const adaptCdxgen: Adapter = (json, root) => {
  const bom = cyclonedxSchema.parse(json);
  const components = bom.components.map((each): Entry => {
    const places = (each.evidence?.occurrences ?? []).flatMap(({ location, line }) => {
      const at = splitLocation(location);
      return placeOf(root, at.path, line ?? at.line);
    });
    const files = places.flatMap(({ file }) => [file, baseName(file)]);
    const kinds = CDXGEN_KINDS[property(each, "cdx:ai:kind") ?? ""] ?? UNKNOWN;
    const names = kinds[0] === "model" ? [each.name] : [each.name, ...files];
    return { id: each["bom-ref"], readings: readingsOf(kinds, ...names), places };
  });
  const services = bom.services.map(
    (each): Entry => ({
      id: each["bom-ref"],
      readings: readingsOf(CDXGEN_KINDS[property(each, "cdx:ai:kind") ?? ""] ?? ["ai-service"], each.provider?.name, each.name),
      places: [],
    }),
  );
  const edges = bom.dependencies.flatMap(({ ref, dependsOn }) =>
    dependsOn.map((to) => ({
      from: ref,
      to,
      readings: [{ kind: "served_by", reversed: true }, { kind: "calls" }] as const,
    })),
  );
  return { entries: [...components, ...services], edges };
};
