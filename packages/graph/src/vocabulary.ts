/**
 * The words of Castellan. Code, output and docs use these and no synonyms; a new thing extends the
 * lists here, nowhere else.
 */

export const ASSET_KINDS = [
  // models and what belongs to them
  "model",
  "deployed-model",
  "model-file",
  "model-config",
  "adapter",
  "custom-code",
  "hyperparameters",
  // data
  "dataset",
  "data-source",
  "feature-transform",
  "metrics",
  "vector-store",
  "knowledge-base",
  "feature-store",
  // pipelines
  "pipeline",
  "pipeline-step",
  "training-run",
  "evaluation-run",
  "notebook",
  "experiment-tracker",
  "model-registry",
  "ci-job",
  // applications and agents
  "application",
  "agent",
  "tool",
  "prompt",
  "guardrail",
  "memory",
  "retriever",
  "mcp-server",
  "mcp-client",
  "skill",
  // serving and infrastructure
  "endpoint",
  "endpoint-config",
  "gateway",
  "ai-service",
  "container-image",
  "compute",
  "storage",
  "network-zone",
  "identity",
  "secret-ref",
  "library",
  "third-party-script",
  "deployment",
  "licence",
] as const;
export type AssetKind = (typeof ASSET_KINDS)[number];

export const RELATION_KINDS = [
  "trains_on",
  "validates_on",
  "uses_dataset",
  "derived_from",
  "fine_tunes",
  "adapter_of",
  "quantised_from",
  "produces",
  "reads",
  "writes_to",
  "materialised_as",
  "stored_in",
  "has_step",
  "depends_on",
  "runs",
  "logs_to",
  "registered_in",
  "loads",
  "loads_code",
  "uses_config",
  "uses_model",
  "embeds_with",
  "served_by",
  "deploys",
  "serves",
  "exposes",
  "uses_image",
  "built_from",
  "runs_as",
  "authenticated_by",
  "can_access",
  "can_assume",
  "exposed_to",
  "uses_tool",
  "exposes_tool",
  "invokes_agent",
  "hands_off_to",
  "has_prompt",
  "fetched_from",
  "protected_by",
  "uses_retriever",
  "retrieves_from",
  "remembers_in",
  "calls",
  "contains_sensitive",
  "described_by",
  "licensed_under",
  "affects",
  "mitigated_by",
  "attested_by",
  "same_as",
] as const;
export type RelationKind = (typeof RELATION_KINDS)[number];

/**
 * Kinds that enter the inventory only when they are related to an AI asset (design: "What enters the
 * inventory"). All other kinds always do.
 */
export const SUPPORTING_KINDS: ReadonlySet<AssetKind> = new Set<AssetKind>([
  "storage",
  "identity",
  "compute",
  "container-image",
  "network-zone",
  "endpoint",
  "secret-ref",
  "ci-job",
  "licence",
  "application",
  "deployment",
  "endpoint-config",
  "gateway",
]);

export const STRENGTHS = ["stated", "resolved", "inferred", "observed"] as const;
export type Strength = (typeof STRENGTHS)[number];

export const LIFECYCLES = ["declared", "local", "committed", "deployed", "observed"] as const;
export type Lifecycle = (typeof LIFECYCLES)[number];

/** Weakest claim last: an asset seen in production code and in a test is a production asset. */
export const SCOPES = ["production", "example", "docs", "test"] as const;
export type Scope = (typeof SCOPES)[number];

export const TECHNIQUES = ["syntax", "manifest", "configuration", "card", "bytes", "live", "path"] as const;
export type Technique = (typeof TECHNIQUES)[number];

export const SEVERITIES = ["critical", "high", "medium", "low", "info"] as const;
export type Severity = (typeof SEVERITIES)[number];

export const CONFIDENCES = ["certain", "likely", "possible"] as const;
export type Confidence = (typeof CONFIDENCES)[number];
