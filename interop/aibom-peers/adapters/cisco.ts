import { z } from "zod";
import { type Adapter, baseName, type Edge, type Entry, type KindTable, placeOf, readingsOf } from "../report.ts";

const schema = z.object({
  components: z.array(
    z.object({
      instance_id: z.string(),
      name: z.string(),
      component_type: z.string(),
      file_path: z.string(),
      line_number: z.number(),
      framework: z.string(),
      model_name: z.string().nullable(),
      metadata: z.object({
        evidence: z.array(z.object({ file: z.string(), line: z.number().nullish() })).default([]),
        provider: z.string().optional(),
      }),
    }),
  ),
  relationships: z.array(z.object({ source_instance_id: z.string(), target_instance_id: z.string(), relationship_type: z.string() })),
});

export const CISCO_KINDS: KindTable = {
  model: ["model", "ai-service"],
  embedding: ["model"],
  model_endpoint: ["deployed-model", "endpoint", "model"],
  llm_endpoint: ["ai-service", "endpoint"],
  agent: ["agent"],
  agent_proxy: ["agent"],
  tool: ["tool"],
  mcp_server: ["mcp-server"],
  mcp_client: ["mcp-client"],
  mcp_gateway: ["gateway"],
  vector_store: ["vector-store"],
  dataset: ["dataset"],
  retriever: ["retriever"],
  knowledge_base: ["knowledge-base"],
  feature_store: ["feature-store"],
  memory: ["memory"],
  prompt: ["prompt"],
  training_run: ["training-run"],
  hyperparameter: ["hyperparameters"],
  model_artifact: ["model-file"],
  experiment_tracker: ["experiment-tracker"],
  model_registry: ["model-registry"],
  data_versioning: ["pipeline", "dataset"],
  ml_pipeline: ["pipeline", "pipeline-step"],
  guardrail: ["guardrail"],
  skill: ["skill", "prompt"],
  secret: ["secret-ref"],
  dependency: ["library"],
  observability: ["experiment-tracker", "library"],
};
const EDGES: Readonly<Record<string, Edge["readings"]>> = {
  USES_MODEL: [{ kind: "uses_model" }],
  USES_LLM: [{ kind: "uses_model" }, { kind: "calls" }],
  USES_TOOL: [{ kind: "uses_tool" }],
  USES_MEMORY: [{ kind: "remembers_in" }],
  USES_RETRIEVER: [{ kind: "uses_retriever" }],
  USES_EMBEDDING: [{ kind: "embeds_with" }],
  USES_DATASET: [{ kind: "uses_dataset" }, { kind: "reads" }, { kind: "trains_on" }],
  USES_VECTOR_STORE: [{ kind: "retrieves_from" }, { kind: "reads" }],
  USES_KNOWLEDGE_BASE: [{ kind: "retrieves_from" }],
  USES_LLM_ENDPOINT: [{ kind: "served_by" }, { kind: "calls" }],
  TRAINS_MODEL: [{ kind: "produces" }],
  LOGS_TO: [{ kind: "logs_to" }],
  USES_GUARDRAIL: [{ kind: "protected_by" }],
  EXPOSES_TOOL: [{ kind: "exposes_tool" }],
  HOSTS_MODEL: [{ kind: "served_by", reversed: true }],
  USES_AGENT: [{ kind: "hands_off_to" }, { kind: "invokes_agent" }],
};

/** cisco-aibom: what its scanners report before a language model confirms it (`cisco-scanners.py`). */
export const adaptCisco: Adapter = (json, root) => {
  const { components, relationships } = schema.parse(json);
  const entries = components
    .filter(({ component_type: type }) => type !== "other")
    .flatMap((each): Entry[] => {
      const evidence = each.metadata.evidence.flatMap(({ file, line }) => placeOf(root, file, line));
      const places = [...placeOf(root, each.file_path, each.line_number), ...evidence];
      const name = each.name.replace(/^(?:env|hyperparameter):|^langgraph_graph_|^env_(?:secret|provider)_/u, "");
      const files = ["dataset", "model_artifact", "skill", "prompt"].includes(each.component_type)
        ? places.flatMap(({ file }) => [file, baseName(file)])
        : [];
      const kinds = CISCO_KINDS[each.component_type] ?? ["library"];
      const named = readingsOf(kinds, each.model_name ?? undefined, name, each.framework, ...files);
      const provider = readingsOf(["ai-service"], each.metadata.provider).map(
        (reading): Entry => ({ id: `${each.instance_id}/provider`, readings: [reading], places, spare: true }),
      );
      return [{ id: each.instance_id, readings: named, places }, ...provider];
    });
  const edges = relationships.map((each) => ({
    from: each.source_instance_id,
    to: each.target_instance_id,
    readings: EDGES[each.relationship_type] ?? [],
  }));
  return { entries, edges };
};
