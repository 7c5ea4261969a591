/*
 * Which rules say what a label's issue says. The first pattern that fits the issue's words decides; a label that none
 * fits is counted as missed, so that nothing is passed over in silence.
 */
export const ISSUES: readonly (readonly [pattern: RegExp, rules: readonly string[]])[] = [
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
  [/published without signing/i, ["model-published-unsigned"]],
  [/plain http without/i, ["dvc-remote-insecure", "download-over-http"]],
];

export function rulesFor(issue: string): readonly string[] {
  return ISSUES.find(([pattern]) => pattern.test(issue))?.[1] ?? [];
}
