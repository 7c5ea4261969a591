import type { RelationKind } from "@castellan/graph";
import type { Emitted } from "./emit.ts";

/** What a model is given belongs to the agent that calls it. */
export const HANDED_ON: ReadonlySet<RelationKind> = new Set<RelationKind>(["uses_tool", "has_prompt"]);

/** Kinds that may stand at the end of a relation; anything that merely flows by is passed over. */
const ENDS: { readonly [kind in RelationKind]?: readonly Emitted["kind"][] } = {
  uses_model: ["model", "deployed-model", "adapter"],
  embeds_with: ["model"],
  fine_tunes: ["model"],
  uses_tool: ["tool", "mcp-server", "mcp-client", "agent", "retriever"],
  has_prompt: ["prompt"],
  trains_on: ["dataset", "data-source", "feature-store"],
  validates_on: ["dataset", "data-source"],
  uses_dataset: ["dataset", "data-source"],
  reads: ["dataset", "data-source", "vector-store", "storage", "feature-store"],
  writes_to: ["dataset", "storage", "vector-store", "feature-store", "model-registry"],
  produces: ["model", "metrics", "model-file", "adapter"],
  retrieves_from: ["vector-store", "knowledge-base"],
  uses_retriever: ["retriever", "vector-store"],
  hands_off_to: ["agent"],
  invokes_agent: ["agent"],
  protected_by: ["guardrail"],
  remembers_in: ["memory"],
  exposes_tool: ["tool"],
  has_step: ["pipeline-step", "pipeline"],
  logs_to: ["experiment-tracker"],
  registered_in: ["model-registry", "experiment-tracker"],
  loads: ["model-file", "custom-code"],
  materialised_as: ["model-file", "dataset"],
  derived_from: ["model", "dataset", "data-source", "knowledge-base"],
  served_by: ["ai-service", "endpoint"],
  stored_in: ["storage"],
  authenticated_by: ["secret-ref", "identity"],
  adapter_of: ["model"],
  exposes: ["agent", "application"],
  serves: ["model", "deployed-model"],
  depends_on: ["pipeline-step"],
  uses_image: ["container-image"],
  // A step follows another one, it does not run it; nor does it run what is served.
  runs: ["training-run", "evaluation-run", "pipeline", "agent", "notebook", "container-image", "compute"],
};
/** Of what merely stands near, only what has this role of its own accord. */
export const NEAR: { readonly [kind in RelationKind]?: readonly Emitted["kind"][] } = {
  uses_tool: ["tool", "mcp-client", "mcp-server"],
  uses_retriever: ["retriever"],
  has_step: ["pipeline-step"],
};
const STARTS: { readonly [kind in RelationKind]?: readonly Emitted["kind"][] } = {
  exposes_tool: ["mcp-server"],
  has_step: ["pipeline"],
  uses_tool: ["agent", "model"],
  produces: ["training-run", "pipeline-step", "evaluation-run"],
  embeds_with: ["vector-store", "retriever"],
  runs: ["pipeline-step", "pipeline", "notebook"],
  registered_in: ["model", "training-run"],
  materialised_as: ["model", "adapter"],
  uses_model: ["agent", "endpoint", "tool", "application", "evaluation-run", "guardrail", "retriever"],
  has_prompt: ["agent", "model", "endpoint"],
  logs_to: ["training-run", "evaluation-run"],
  protected_by: ["agent", "endpoint", "model"],
  hands_off_to: ["agent"],
  uses_retriever: ["agent", "model"],
  trains_on: ["training-run", "model"],
  depends_on: ["pipeline-step"],
};

/** Whether an asset may stand at this end of a relation. */
export function fits(kind: RelationKind, side: "from" | "to", asset: Emitted): boolean {
  // An embedding model takes no instructions.
  if (side === "from" && HANDED_ON.has(kind) && asset.emission.set?.["task"] === "embedding") return false;
  // Vectors are not made by a model that speaks.
  if (side === "to" && kind === "embeds_with" && asset.emission.set?.["task"] === "chat") return false;
  const allowed = side === "to" ? ENDS[kind] : STARTS[kind];
  return allowed === undefined || allowed.includes(asset.kind);
}
