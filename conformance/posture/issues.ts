import { rules } from "../../packages/scan/src/rules/registry.ts";

/*
 * Which rules say what a label's issue says. The first pattern that fits the issue's words decides; a label that none
 * fits is counted as missed, so that nothing is passed over in silence.
 */
const ISSUES: readonly (readonly [pattern: RegExp, rules: readonly string[]])[] = [
  [/escalate privileges|privilege escalation/i, ["iam-privilege-escalation"]],
  [/without private endpoint|AIPrivate Endpoint/i, ["azure-ml-no-private-endpoint", "vertex-endpoint-public"]],
  [/replica count below index/i, ["azure-search-replicas-index"]],
  [/replica count below query/i, ["azure-search-replicas-query"]],
  [/Cognitive Services Disables Public/i, ["azure-ai-public-network"]],
  [/Search Public Network/i, ["azure-search-public-network", "azure-search-any-address"]],
  [/Allowed ?IPs/i, ["azure-search-any-address"]],
  [/Databricks.*Root.*Encrypted/i, ["databricks-root-unencrypted"]],
  [/Job Definition Traffic/i, ["sagemaker-job-traffic-unencrypted"]],
  [/Job Definition Volume/i, ["sagemaker-job-volume-unencrypted"]],
  [/Network Isolation/i, ["sagemaker-model-network"]],
  [/Notebook Encryption|Domain Encrypted/i, ["sagemaker-notebook-unencrypted", "sagemaker-domain-unencrypted"]],
  [/Notebook Root/i, ["sagemaker-notebook-root"]],
  [/high-business-impact/i, ["azure-ml-storage-public"]],
  [/Integrity ?Monitor/i, ["vertex-notebook-no-integrity"]],
  [/Shielded VM/i, ["vertex-notebook-no-vtpm"]],
  [/Runtime Encrypted|Workbench Instance Encrypted/i, ["vertex-notebook-unencrypted"]],
  [/(?:Featurestore|Tensorboard|Metadata Store|Dataset).*Encrypted/i, ["vertex-unencrypted"]],
  [/Container Toolkit|container-toolkit/i, ["vulnerable-ai-infrastructure"]],
  [/account-level SAS/i, ["storage-signature-broad"]],
  [/shared key access/i, ["azure-storage-shared-key"]],
  [/shares an account with private/i, ["azure-storage-shared-account"]],
  [/IMDSv1|hop limit/i, ["node-role-from-pods"]],
  [/push to the shared registry/i, ["ai-role-broad"]],
  [/mutable tags on/i, ["registry-mutable-tags"]],
  [/without sandbox runtime/i, ["untrusted-model-unsandboxed"]],
  [/egress block to 169/i, ["workload-reaches-metadata"]],
  [/downloads and runs a remote script/i, ["mcp-server-pipes-download"]],
  [/docker socket mounted/i, ["mcp-server-broad"]],
  [/token literal in config/i, ["mcp-secret-inline", "secret-committed"]],
  [/image by mutable tag/i, ["mcp-server-unpinned", "image-tag-floating"]],
  [/token literal in workflow/i, ["secret-committed", "ci-secret-inline"]],
  [/function code|agent hijack/i, ["agent-function-changeable", "iam-privilege-escalation"]],
  [/action.?group.*(?:role|ReadOnlyAccess|broad)/i, ["agent-function-role-broad", "ai-role-broad"]],
  [/agent.*(?:without|no|lacks?|missing).*guardrail|guardrail.*(?:not|missing).*(?:agent|associat)/i, ["bedrock-agent-no-guardrail"]],
  [/prompt.?attack/i, ["bedrock-guardrail-no-prompt-attack"]],
  [/guardrail.*(?:PII|sensitive)/i, ["bedrock-guardrail-no-sensitive-information"]],
  [/guardrail.*ground/i, ["bedrock-guardrail-no-grounding"]],
  [/agent.*(?:CMK|customer.?managed|encrypt)/i, ["bedrock-agent-unencrypted"]],
  [/SourceAccount|SourceArn|confused deputy/i, ["ai-service-trust-unbound", "function-permission-unbound"]],
  [/invocation logging/i, ["bedrock-invocation-logging-off"]],
  [/AllowFromPublic/i, ["opensearch-serverless-public"]],
  [
    /(?:OpenSearch|Elasticsearch).*(?:public|anyone|any principal|principal \*|wildcard|open)/i,
    ["opensearch-policy-open", "opensearch-no-vpc"],
  ],
  [/IAM Policy Overly Permissive/i, ["sagemaker-role-broad"]],
  [/published without signing/i, ["model-published-unsigned"]],
  [/plain http without/i, ["dvc-remote-insecure", "download-over-http"]],
  // Stacks of one's own: Kubernetes, servers, stores.
  [/\bRay\b.*(?:auth|token|dashboard|job)|RayCluster/i, ["ray-cluster-open", "ai-server-open"]],
  [/jupyterhub|DummyAuthenticator/i, ["notebook-hub-open"]],
  [/jupyter|notebook.*(?:token|password)/i, ["notebook-server-open"]],
  [/1337/, ["pod-runs-as-proxy"]],
  [/shareProcessNamespace|process namespace/i, ["pod-shares-processes"]],
  [/tiller/i, ["tiller-installed"]],
  [/cluster-?admin/i, ["rbac-cluster-admin"]],
  [/reads? .*secrets|secrets? .*(?:cluster|list)/i, ["rbac-reads-secrets"]],
  [/network ?policy/i, ["network-policy-missing"]],
  [/host(?:PID|IPC|Network)/, ["pod-host-namespaces"]],
  [/hostPath|mounts? .*host/i, ["pod-mounts-host", "workload-privileged"]],
  [/\bprivileged/i, ["pod-privileged", "workload-privileged"]],
  [/self-hosted/i, ["ci-self-hosted-pull-request"]],
  [/default (?:password|credential|login|user|key)/i, ["server-default-credentials"]],
  [/clickhouse|redis|elasticsearch|mongo|postgres|pg_hba/i, ["database-open", "store-configuration-open", "server-default-credentials"]],
  [/qdrant|weaviate|milvus|chroma/i, ["ai-server-open", "store-configuration-open", "server-default-credentials"]],
  [/torchserve|model-control/i, ["model-control-open", "ai-server-open"]],
  [/(?:ollama|mlflow|vllm|triton|langflow|flowise).*(?:version|CVE-)/i, ["vulnerable-ai-infrastructure"]],
  [/ollama.*origin/i, ["server-any-origin"]],
  [/ollama|mlflow|vllm|triton|langflow|flowise|tensorboard/i, ["ai-server-open", "vulnerable-ai-infrastructure"]],
];

/** Names of other tools' checks stand in the references of a card: "CKV_AWS_370 SagemakerModelWithNetworkIsolation". */
const CHECKS: ReadonlyMap<string, readonly string[]> = (() => {
  const found = new Map<string, string[]>();
  for (const { card } of rules)
    for (const reference of card.references ?? [])
      for (const name of /^CKV2?_[A-Z]+_\d+ (.*)$/.exec(reference)?.[1]?.split(", ") ?? [])
        found.set(squeezed(name), [...(found.get(squeezed(name)) ?? []), card.id]);
  return found;
})();

const STOPPED = new Set(
  "a an and any are as at be by can for from has have in is it its not no of off on one or own s that the their to with without which who".split(
    " ",
  ),
);
/** So much of an issue's words must stand in the card of a rule for it to speak of the issue. */
const SHARED = 0.7;

const CARDS = rules.map(({ card }) => ({
  id: card.id,
  words: new Set(words([card.id, card.title, ...(card.references ?? []).filter((reference) => !reference.startsWith("http"))].join(" "))),
}));

/**
 * The rules that speak of an issue: those of the first pattern that fits it, those that name a check of the same name, and where
 * there are none, those whose card shares most of its words.
 */
export function rulesFor(issue: string): readonly string[] {
  const patterned = ISSUES.find(([pattern]) => pattern.test(issue))?.[1] ?? [];
  const known = [...new Set([...patterned, ...(CHECKS.get(squeezed(issue)) ?? [])])];
  if (known.length > 0) return known;
  const asked = [...new Set(words(issue))];
  const shared = CARDS.map(({ id, words: said }) => ({
    id,
    share: asked.filter((word) => said.has(word)).length / Math.max(1, asked.length),
  }));
  const most = Math.max(...shared.map(({ share }) => share));
  return most < SHARED ? [] : shared.filter(({ share }) => share === most).map(({ id }) => id);
}

/** "Sagemaker Model With Network Isolation" and "SagemakerModelWithNetworkIsolation" are one name. */
function squeezed(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}

function words(text: string): readonly string[] {
  return text
    .replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, " ")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "" && !STOPPED.has(word))
    .map((word) => word.replace(/(?:ies|es|s|ed|ing)$/, ""));
}
