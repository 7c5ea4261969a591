import type { AssetKind, RelationKind } from "@castellan/graph";

/** How a holder (what has a body) is related to what its body uses. Reading design.md's directions. */
const USES: { readonly [holder in AssetKind]?: { readonly [used in AssetKind]?: RelationKind } } = {
  endpoint: { agent: "exposes", application: "exposes", model: "serves", "deployed-model": "serves", retriever: "uses_retriever", "vector-store": "reads", dataset: "reads", "model-file": "loads", guardrail: "protected_by", memory: "remembers_in", "mcp-client": "calls", tool: "calls", prompt: "has_prompt" },
  tool: { agent: "invokes_agent", model: "uses_model", retriever: "uses_retriever", "vector-store": "reads", dataset: "reads", "ai-service": "calls", endpoint: "calls", "mcp-client": "calls", storage: "reads", "model-file": "loads", prompt: "has_prompt" },
  agent: { model: "uses_model", tool: "uses_tool", prompt: "has_prompt", retriever: "uses_retriever", "vector-store": "retrieves_from", memory: "remembers_in", agent: "invokes_agent", guardrail: "protected_by", "mcp-server": "uses_tool", "mcp-client": "uses_tool", dataset: "reads" },
  "pipeline-step": { dataset: "reads", model: "uses_model", "training-run": "runs", "evaluation-run": "runs", "vector-store": "writes_to", metrics: "produces", "model-file": "loads", "experiment-tracker": "logs_to", "model-registry": "writes_to", storage: "reads", agent: "invokes_agent", "deployed-model": "deploys", prompt: "has_prompt", endpoint: "deploys" },
  pipeline: { "pipeline-step": "has_step", "training-run": "runs", "experiment-tracker": "logs_to" },
  notebook: { model: "uses_model", dataset: "uses_dataset", "training-run": "runs", "evaluation-run": "runs", "model-file": "loads", "vector-store": "reads", agent: "runs", prompt: "has_prompt", pipeline: "runs", retriever: "uses_retriever", "experiment-tracker": "logs_to" },
  guardrail: { model: "uses_model", agent: "invokes_agent", prompt: "has_prompt" },
  retriever: { "vector-store": "retrieves_from", model: "embeds_with", "knowledge-base": "retrieves_from" },
  "training-run": { prompt: "has_prompt", dataset: "trains_on", model: "uses_model", metrics: "produces", "experiment-tracker": "logs_to", "model-file": "loads" },
  "evaluation-run": { dataset: "validates_on", model: "uses_model", metrics: "produces", "experiment-tracker": "logs_to", prompt: "has_prompt", agent: "invokes_agent" },
  "mcp-server": { tool: "exposes_tool" },
  skill: { tool: "uses_tool" },
};

/** @param hosted The model answers behind a vendor's API: an endpoint uses it, it does not serve it. */
export function relationOfUse(holder: AssetKind, used: AssetKind, hosted = false): RelationKind | undefined {
  if (hosted && holder === "endpoint" && used === "model") return "uses_model";
  return USES[holder]?.[used];
}
