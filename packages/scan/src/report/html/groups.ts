import type { AssetKind } from "@castellan/graph";
import type { PageAsset } from "./page-data.ts";

/** Five groups of kinds, for colour and legend; the kind itself is always written beside it. */
export const GROUPS: Readonly<Record<AssetKind, PageAsset["group"]>> = {
  model: "model", "deployed-model": "model", "model-file": "model", "model-config": "model", adapter: "model", "custom-code": "model", hyperparameters: "model",
  dataset: "data", "data-source": "data", "feature-transform": "data", metrics: "data", "vector-store": "data", "knowledge-base": "data", "feature-store": "data",
  pipeline: "pipeline", "pipeline-step": "pipeline", "training-run": "pipeline", "evaluation-run": "pipeline", notebook: "pipeline", "experiment-tracker": "pipeline", "model-registry": "pipeline", "ci-job": "pipeline",
  application: "agent", agent: "agent", tool: "agent", prompt: "agent", guardrail: "agent", memory: "agent", retriever: "agent", "mcp-server": "agent", "mcp-client": "agent", skill: "agent",
  endpoint: "serving", "endpoint-config": "serving", gateway: "serving", "ai-service": "serving", "container-image": "serving", compute: "serving", storage: "serving", "network-zone": "serving",
  identity: "serving", "secret-ref": "serving", library: "serving", "third-party-script": "serving", deployment: "serving", licence: "serving",
};
