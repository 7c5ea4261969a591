import { SETTING_ROWS } from "../../knowledge/posture/index.ts";
import { agentApprovalsOff } from "./agent-approvals-off/index.ts";
import { agentCodeExecution } from "./agent-code-execution/index.ts";
import { agentDangerousBuiltin } from "./agent-dangerous-builtin/index.ts";
import { agentPrivateDataEgress } from "./agent-private-data-egress/index.ts";
import { agentUnapprovedAction } from "./agent-unapproved-action/index.ts";
import { aiLibraryUnpinned } from "./ai-library-unpinned/index.ts";
import { aiRoleBroad } from "./ai-role-broad/index.ts";
import { aiServerOpen } from "./ai-server-open/index.ts";
import { airflowExposedSettings } from "./airflow-exposed-settings/index.ts";
import { attackPath } from "./attack-path/index.ts";
import { awsAgentRules } from "./aws-agents/index.ts";
import { openPolicyRules } from "./aws-open-policies/index.ts";
import { awsRoleRules } from "./aws-roles/index.ts";
import { bucketRules } from "./aws-storage/index.ts";
import { azureAppRoleBroad } from "./azure-app-role-broad/index.ts";
import { azureRoleEverybody } from "./azure-role-everybody/index.ts";
import { azureSignatureMade } from "./azure-signature-made/index.ts";
import { buildPipesDownload } from "./build-pipes-download/index.ts";
import { cardContradictsCode } from "./card-contradicts-code/index.ts";
import { cardLicenceMissing } from "./card-licence-missing/index.ts";
import { chartLoginOff } from "./chart-login-off/index.ts";
import { ciActionUnpinned } from "./ci-action-unpinned/index.ts";
import { ciAgentOpenTrigger } from "./ci-agent-open-trigger/index.ts";
import { ciPermissionsBroad } from "./ci-permissions-broad/index.ts";
import { ciPullRequestTarget } from "./ci-pull-request-target/index.ts";
import { ciSelfHostedPullRequest } from "./ci-self-hosted-pull-request/index.ts";
import { ciStaticCloudKeys } from "./ci-static-cloud-keys/index.ts";
import { ciUntrustedInput } from "./ci-untrusted-input/index.ts";
import { corsAnyOrigin } from "./cors-any-origin/index.ts";
import { databaseOpen } from "./database-open/index.ts";
import { databaseRoleBroad } from "./database-role-broad/index.ts";
import { datasetPoisoned } from "./dataset-poisoned/index.ts";
import { datasetSuspicious } from "./dataset-suspicious/index.ts";
import { datasetUnpinned } from "./dataset-unpinned/index.ts";
import { debugMode } from "./debug-mode/index.ts";
import { declaredObservedDiffer } from "./declared-observed-differ/index.ts";
import { dockerfileSecret } from "./dockerfile-secret/index.ts";
import { downloadOverHttp } from "./download-over-http/index.ts";
import { downloadWithoutHash } from "./download-without-hash/index.ts";
import { endpointDeserialises } from "./endpoint-deserialises/index.ts";
import { endpointOpen } from "./endpoint-open/index.ts";
import { evalModelOutput } from "./eval-model-output/index.ts";
import { feedbackLoopUngated } from "./feedback-loop-ungated/index.ts";
import { gitDependencyUnpinned } from "./git-dependency-unpinned/index.ts";
import { githubRoleAnyRepository } from "./github-role-any-repository/index.ts";
import { iamPrivilegeEscalation } from "./iam-privilege-escalation/index.ts";
import { imagePreloadsLibrary } from "./image-preloads-library/index.ts";
import { imageTagFloating } from "./image-tag-floating/index.ts";
import { indexDangerousLoad } from "./index-dangerous-load/index.ts";
import { interfaceServesFiles } from "./interface-serves-files/index.ts";
import { kerasUnsafeLoad } from "./keras-unsafe-load/index.ts";
import { licenceRestrictsUse } from "./licence-restricts-use/index.ts";
import { llmVerboseLogging } from "./llm-verbose-logging/index.ts";
import { mcpAutoApprove } from "./mcp-auto-approve/index.ts";
import { mcpSecretInline } from "./mcp-secret-inline/index.ts";
import { mcpServerBroad } from "./mcp-server-broad/index.ts";
import { mcpServerHttp } from "./mcp-server-http/index.ts";
import { mcpServerOpen } from "./mcp-server-open/index.ts";
import { mcpServerUnpinned } from "./mcp-server-unpinned/index.ts";
import { modelControlOpen } from "./model-control-open/index.ts";
import { modelFileMalicious } from "./model-file-malicious/index.ts";
import { modelFileSuspicious } from "./model-file-suspicious/index.ts";
import { modelFileUnsigned } from "./model-file-unsigned/index.ts";
import { modelOutputHtml } from "./model-output-html/index.ts";
import { modelUnpinned } from "./model-unpinned/index.ts";
import { networkPolicyMissing } from "./network-policy-missing/index.ts";
import { notebookHubMetadata } from "./notebook-hub-metadata/index.ts";
import { notebookHubOpen } from "./notebook-hub-open/index.ts";
import { notebookServerOpen } from "./notebook-server-open/index.ts";
import { numpyAllowPickle } from "./numpy-allow-pickle/index.ts";
import { packageIndexMixed } from "./package-index-mixed/index.ts";
import { passwordCommitted } from "./password-committed/index.ts";
import { personalDataCommitted } from "./personal-data-committed/index.ts";
import { personalDataToProvider } from "./personal-data-to-provider/index.ts";
import { pickleLoadDownloaded } from "./pickle-load-downloaded/index.ts";
import { pickleLoadUnverified } from "./pickle-load-unverified/index.ts";
import { promptContainsSecret } from "./prompt-contains-secret/index.ts";
import { promptTemplateUntrusted } from "./prompt-template-untrusted/index.ts";
import { rayClusterOpen } from "./ray-cluster-open/index.ts";
import { remoteCode } from "./remote-code/index.ts";
import type { Rule } from "./rule.ts";
import { searchUnfiltered } from "./search-unfiltered/index.ts";
import { secretCommitted } from "./secret-committed/index.ts";
import { secretNotebookOutput } from "./secret-notebook-output/index.ts";
import { servedModelUnpinned } from "./served-model-unpinned/index.ts";
import { serverAnyOrigin } from "./server-any-origin/index.ts";
import { serverDefaultCredentials } from "./server-default-credentials/index.ts";
import { servingRemoteCode } from "./serving-remote-code/index.ts";
import { settingRule } from "./settings/setting-rule.ts";
import { shareLink } from "./share-link/index.ts";
import { sqlFromModelOutput } from "./sql-from-model-output/index.ts";
import { storageSignatureBroad } from "./storage-signature-broad/index.ts";
import { storeConfigurationOpen } from "./store-configuration-open/index.ts";
import { systemPromptUntrusted } from "./system-prompt-untrusted/index.ts";
import { terraformStateCommitted } from "./terraform-state-committed/index.ts";
import { tlsVerificationOff } from "./tls-verification-off/index.ts";
import { toolFetchesAnyUrl } from "./tool-fetches-any-url/index.ts";
import { toolFilePathUnchecked } from "./tool-file-path-unchecked/index.ts";
import { torchHubUnpinned } from "./torch-hub-unpinned/index.ts";
import { torchLoadUnsafe } from "./torch-load-unsafe/index.ts";
import { trainingLoopUngated } from "./training-loop-ungated/index.ts";
import { undeclaredAiResource } from "./undeclared-ai-resource/index.ts";
import { vertexActAs } from "./vertex-act-as/index.ts";
import { vertexJobImageForeign } from "./vertex-job-image-foreign/index.ts";
import { vertexPipelineDefaultAccount } from "./vertex-pipeline-default-account/index.ts";
import { vllmInsecureSerialization } from "./vllm-insecure-serialization/index.ts";
import { vulnerableAiInfrastructure } from "./vulnerable-ai-infrastructure/index.ts";
import { vulnerableLibrary } from "./vulnerable-library/index.ts";
import { workloadPrivileged } from "./workload-privileged/index.ts";
import { workloadReachesMetadata } from "./workload-reaches-metadata/index.ts";
import { workloadSecretInline } from "./workload-secret-inline/index.ts";
import { yamlUnsafeLoad } from "./yaml-unsafe-load/index.ts";

/** Every rule, in the order of their ids. Add yours here. */
export const rules: readonly Rule[] = [
  ...SETTING_ROWS.map(settingRule),
  agentApprovalsOff,
  agentCodeExecution,
  agentDangerousBuiltin,
  agentPrivateDataEgress,
  agentUnapprovedAction,
  aiLibraryUnpinned,
  airflowExposedSettings,
  aiServerOpen,
  attackPath,
  ...awsAgentRules,
  ...openPolicyRules,
  ...awsRoleRules,
  ...bucketRules,
  azureAppRoleBroad,
  azureRoleEverybody,
  azureSignatureMade,
  buildPipesDownload,
  cardContradictsCode,
  cardLicenceMissing,
  chartLoginOff,
  ciActionUnpinned,
  ciAgentOpenTrigger,
  ciPermissionsBroad,
  ciPullRequestTarget,
  ciSelfHostedPullRequest,
  ciStaticCloudKeys,
  ciUntrustedInput,
  corsAnyOrigin,
  databaseOpen,
  databaseRoleBroad,
  datasetPoisoned,
  datasetSuspicious,
  datasetUnpinned,
  debugMode,
  declaredObservedDiffer,
  dockerfileSecret,
  downloadOverHttp,
  downloadWithoutHash,
  endpointDeserialises,
  endpointOpen,
  evalModelOutput,
  feedbackLoopUngated,
  gitDependencyUnpinned,
  githubRoleAnyRepository,
  iamPrivilegeEscalation,
  imagePreloadsLibrary,
  imageTagFloating,
  indexDangerousLoad,
  interfaceServesFiles,
  kerasUnsafeLoad,
  licenceRestrictsUse,
  llmVerboseLogging,
  mcpAutoApprove,
  mcpSecretInline,
  mcpServerBroad,
  mcpServerHttp,
  mcpServerOpen,
  mcpServerUnpinned,
  modelControlOpen,
  modelFileMalicious,
  modelFileSuspicious,
  modelFileUnsigned,
  modelOutputHtml,
  modelUnpinned,
  networkPolicyMissing,
  notebookHubMetadata,
  notebookHubOpen,
  notebookServerOpen,
  numpyAllowPickle,
  packageIndexMixed,
  passwordCommitted,
  personalDataCommitted,
  personalDataToProvider,
  pickleLoadDownloaded,
  pickleLoadUnverified,
  promptContainsSecret,
  promptTemplateUntrusted,
  rayClusterOpen,
  remoteCode,
  searchUnfiltered,
  secretCommitted,
  secretNotebookOutput,
  servedModelUnpinned,
  serverAnyOrigin,
  serverDefaultCredentials,
  servingRemoteCode,
  shareLink,
  sqlFromModelOutput,
  storeConfigurationOpen,
  systemPromptUntrusted,
  terraformStateCommitted,
  tlsVerificationOff,
  toolFetchesAnyUrl,
  toolFilePathUnchecked,
  torchHubUnpinned,
  torchLoadUnsafe,
  trainingLoopUngated,
  vllmInsecureSerialization,
  workloadPrivileged,
  storageSignatureBroad,
  aiRoleBroad,
  workloadReachesMetadata,
  undeclaredAiResource,
  vertexActAs,
  vertexJobImageForeign,
  vertexPipelineDefaultAccount,
  vulnerableAiInfrastructure,
  vulnerableLibrary,
  workloadSecretInline,
  yamlUnsafeLoad,
];
