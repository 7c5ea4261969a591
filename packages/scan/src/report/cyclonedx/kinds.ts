import type { AssetKind } from "@castellan/graph";
import type { ComponentType, DataType } from "./types.ts";

/** Where an asset of a kind stands in a CycloneDX document. 1.x has no agent, prompt or tool, so the kind itself is the property `castellan:kind`. */
export type Place =
  | { readonly as: "component"; readonly type: ComponentType; readonly data?: DataType }
  | { readonly as: "service" }
  | { readonly as: "workflow" }
  | { readonly as: "task" };

const component = (type: ComponentType, data?: DataType): Place => ({ as: "component", type, ...(data === undefined ? {} : { data }) });
const SERVICE: Place = { as: "service" };
const WORKFLOW: Place = { as: "workflow" };

export const PLACES: Readonly<Record<AssetKind, Place>> = {
  model: component("machine-learning-model"), "deployed-model": component("machine-learning-model"), adapter: component("machine-learning-model"),
  "model-file": component("file"), "model-config": component("data", "configuration"), "custom-code": component("file"), hyperparameters: component("data", "configuration"),
  dataset: component("data", "dataset"), "data-source": component("data", "dataset"), "feature-transform": component("data", "source-code"), metrics: component("data", "other"),
  "knowledge-base": component("data", "dataset"), "vector-store": SERVICE, "feature-store": SERVICE,
  pipeline: WORKFLOW, "pipeline-step": { as: "task" }, "training-run": WORKFLOW, "evaluation-run": WORKFLOW, "ci-job": WORKFLOW,
  notebook: component("file"), "experiment-tracker": SERVICE, "model-registry": SERVICE,
  application: component("application"), agent: component("application"), guardrail: component("application"), retriever: component("application"), "mcp-client": component("application"),
  tool: component("library"), prompt: component("data", "definition"), skill: component("data", "definition"), memory: component("data", "other"),
  "mcp-server": SERVICE, endpoint: SERVICE, gateway: SERVICE, "ai-service": SERVICE,
  "endpoint-config": component("data", "configuration"), "container-image": component("container"), compute: component("platform"), storage: component("platform"),
  "network-zone": component("platform"), deployment: component("platform"), identity: component("data", "other"), "secret-ref": component("cryptographic-asset"),
  library: component("library"), "third-party-script": component("file"), licence: component("data", "definition"),
};

/** Libraries that call the code written against them (inversion of control): CycloneDX calls them frameworks. By purl name. */
export const FRAMEWORKS: ReadonlySet<string> = new Set([
  "torch", "tensorflow", "keras", "jax", "flax", "scikit-learn", "xgboost", "lightgbm", "catboost", "transformers", "diffusers", "langchain", "langgraph", "llama-index", "haystack-ai",
  "dspy", "crewai", "autogen", "semantic-kernel", "pydantic-ai", "openai-agents", "@openai/agents", "google-adk", "ai", "genkit", "@mastra/core", "spring-ai-core", "fastapi", "airflow",
  "apache-airflow", "kfp", "metaflow", "prefect", "ray", "mlflow", "peft", "trl", "lightning", "pytorch-lightning",
]);
