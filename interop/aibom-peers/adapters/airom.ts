import { z } from "zod";
import { type Adapter, baseName, type Edge, type Entry, type KindTable, placeOf, readingsOf } from "../report.ts";

const schema = z.object({
  tool: z.object({ name: z.literal("airom") }),
  components: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      name: z.string(),
      provider: z.string().default(""),
      package: z.unknown().optional(),
      evidence: z
        .object({
          occurrences: z.array(z.object({ location: z.object({ path: z.string(), line: z.number().optional() }) })).default([]),
        })
        .default({ occurrences: [] }),
    }),
  ),
  relationships: z.array(z.object({ from: z.string(), to: z.string(), type: z.string() })).default([]),
});

export const AIROM_KINDS: KindTable = {
  framework: ["library", "ai-service"],
  library: ["library", "ai-service"],
  "hosted-llm": ["model"],
  "hub-model": ["model"],
  "embedding-model": ["model"],
  "local-model-file": ["model-file", "model"],
  prompt: ["prompt"],
  dataset: ["dataset"],
  "vector-db": ["vector-store"],
  "rag-pipeline": ["retriever", "pipeline", "knowledge-base"],
  "ai-config": ["hyperparameters"],
  service: ["ai-service"],
  infra: ["ai-service"],
  "mcp-server": ["mcp-server"],
  agent: ["agent"],
};
const EDGES: Readonly<Record<string, Edge["readings"]>> = {
  contains: [{ kind: "retrieves_from" }, { kind: "uses_retriever" }],
  "embeds-with": [{ kind: "embeds_with" }],
  "served-by": [{ kind: "served_by" }],
  "trained-on": [{ kind: "trains_on" }],
};

/** airom: typed components with file and line. Its provider and package are read as a service and a library as well. */
export const adaptAirom: Adapter = (json, root) => {
  const { components, relationships } = schema.parse(json);
  const entries = components
    .filter(({ kind }) => kind !== "application")
    .flatMap((each): Entry[] => {
      const places = each.evidence.occurrences.flatMap(({ location }) => placeOf(root, location.path, location.line));
      const files = ["prompt", "dataset", "local-model-file"].includes(each.kind)
        ? places.flatMap(({ file }) => [file, baseName(file)])
        : [];
      const main: Entry = { id: each.id, readings: readingsOf(AIROM_KINDS[each.kind] ?? ["library"], each.name, ...files), places };
      const library =
        each.package === undefined || each.kind === "library" ? [] : readingsOf(["library"], each.name, `${each.name}-client`);
      return [
        main,
        ...[...readingsOf(["ai-service"], each.provider), ...library].map(
          (reading, index): Entry => ({
            id: `${each.id}/${index}`,
            readings: [reading],
            places,
            spare: true,
          }),
        ),
      ];
    });
  const edges = relationships.map(({ from, to, type }) => ({ from, to, readings: EDGES[type] ?? [] }));
  return { entries, edges };
};
