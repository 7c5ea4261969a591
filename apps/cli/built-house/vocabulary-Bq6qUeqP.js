// packages/graph/src/vocabulary.ts
/**
* The words of Castellan. Code, output and docs use these and no synonyms; a new thing extends the
* lists here, nowhere else.
*/
const ASSET_KINDS = [
	"model",
	"deployed-model",
	"model-file",
	"model-config",
	"adapter",
	"custom-code",
	"hyperparameters",
	"dataset",
	"data-source",
	"feature-transform",
	"metrics",
	"vector-store",
	"knowledge-base",
	"feature-store",
	"pipeline",
	"pipeline-step",
	"training-run",
	"evaluation-run",
	"notebook",
	"experiment-tracker",
	"model-registry",
	"ci-job",
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
	"licence"
];
const RELATION_KINDS = [
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
	"same_as"
];
/**
* Kinds that enter the inventory only when they are related to an AI asset (design: "What enters the
* inventory"). All other kinds always do.
*/
const SUPPORTING_KINDS = /* @__PURE__ */ new Set([
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
	"gateway"
]);
const STRENGTHS = [
	"stated",
	"resolved",
	"inferred",
	"observed"
];
const LIFECYCLES = [
	"declared",
	"local",
	"committed",
	"deployed",
	"observed"
];
/** Weakest claim last: an asset seen in production code and in a test is a production asset. */
const SCOPES = [
	"production",
	"example",
	"docs",
	"test"
];
const TECHNIQUES = [
	"syntax",
	"manifest",
	"configuration",
	"card",
	"bytes",
	"live",
	"path"
];
const SEVERITIES = [
	"critical",
	"high",
	"medium",
	"low",
	"info"
];
const CONFIDENCES = [
	"certain",
	"likely",
	"possible"
];
export { SCOPES as a, SUPPORTING_KINDS as c, RELATION_KINDS as i, TECHNIQUES as l, CONFIDENCES as n, SEVERITIES as o, LIFECYCLES as r, STRENGTHS as s, ASSET_KINDS as t };
