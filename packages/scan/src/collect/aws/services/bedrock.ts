import type { Attributes, Json } from "@castellan/graph";
import { mapOf } from "../../../rules/settings/setting.ts";
import type { CollectRow } from "../row.ts";
import { parsed } from "./storage.ts";

/* Amazon Bedrock, its agents and AgentCore: camel case in the API, Pascal case in CloudFormation. */

const bedrock = { service: "bedrock", scope: "region", camel: true } as const;
const agents = { service: "bedrock-agent", scope: "region", camel: true } as const;
const core = { service: "bedrock-agentcore-control", scope: "region", camel: true } as const;

/** What a guardrail answers and what CloudFormation calls it. */
const GUARDRAIL_PARTS: readonly (readonly [string, string, { readonly [part: string]: string }])[] = [
  ["ContentPolicy", "ContentPolicyConfig", { Filters: "FiltersConfig" }],
  ["TopicPolicy", "TopicPolicyConfig", { Topics: "TopicsConfig" }],
  ["WordPolicy", "WordPolicyConfig", { Words: "WordsConfig", ManagedWordLists: "ManagedWordListsConfig" }],
  ["SensitiveInformationPolicy", "SensitiveInformationPolicyConfig", { PiiEntities: "PiiEntitiesConfig", Regexes: "RegexesConfig" }],
  ["ContextualGroundingPolicy", "ContextualGroundingPolicyConfig", { Filters: "FiltersConfig" }],
];

function guardrail(attributes: Attributes): Attributes {
  const result: { [key: string]: Json } = { ...attributes };
  for (const [from, to, parts] of GUARDRAIL_PARTS) {
    const policy = mapOf(result[from]);
    delete result[from];
    if (policy !== undefined)
      result[to] = Object.fromEntries(Object.entries(policy).map(([key, value]): [string, Json] => [parts[key] ?? key, value]));
  }
  return result;
}

export const BEDROCK_ROWS: readonly CollectRow[] = [
  {
    ...bedrock,
    type: "AWS::Bedrock::CustomModel",
    operation: "ListCustomModels",
    items: "modelSummaries",
    arn: "modelArn",
    details: [{ operation: "GetCustomModel", input: { modelIdentifier: "modelArn" } }],
    rename: { CustomModelName: "modelName", CustomModelKmsKeyId: "modelKmsKeyArn" },
  },
  {
    ...bedrock,
    type: "AWS::Bedrock::ImportedModel",
    operation: "ListImportedModels",
    items: "modelSummaries",
    arn: "modelArn",
    details: [{ operation: "GetImportedModel", input: { modelIdentifier: "modelArn" } }],
    rename: { ImportedModelName: "modelName", ImportedModelKmsKeyId: "modelKmsKeyArn" },
  },
  {
    ...bedrock,
    type: "AWS::Bedrock::Guardrail",
    operation: "ListGuardrails",
    items: "guardrails",
    arn: "arn",
    details: [{ operation: "GetGuardrail", input: { guardrailIdentifier: "id" } }],
    rename: { KmsKeyArn: "kmsKeyArn" },
    shape: guardrail,
  },
  {
    ...bedrock,
    type: "AWS::Bedrock::ModelInvocationLoggingConfiguration",
    operation: "GetModelInvocationLoggingConfiguration",
    arn: "arn:aws:bedrock:{region}:{account}:model-invocation-logging",
  },
  {
    ...bedrock,
    type: "AWS::Bedrock::ProvisionedModelThroughput",
    operation: "ListProvisionedModelThroughputs",
    items: "provisionedModelSummaries",
    arn: "provisionedModelArn",
  },
  {
    ...agents,
    type: "AWS::Bedrock::Agent",
    operation: "ListAgents",
    items: "agentSummaries",
    arn: "arn:aws:bedrock:{region}:{account}:agent/{agentId}",
    details: [
      { operation: "GetAgent", input: { agentId: "agentId" }, at: "agent" },
      {
        operation: "ListAgentActionGroups",
        input: { agentId: "agentId", agentVersion: "=DRAFT" },
        at: "actionGroupSummaries",
        into: "ActionGroups",
        members: {
          operation: "GetAgentActionGroup",
          input: { agentId: "agentId", agentVersion: "=DRAFT", actionGroupId: "each.actionGroupId" },
          at: "agentActionGroup",
        },
      },
      {
        operation: "ListAgentKnowledgeBases",
        input: { agentId: "agentId", agentVersion: "=DRAFT" },
        at: "agentKnowledgeBaseSummaries",
        into: "KnowledgeBases",
      },
    ],
  },
  {
    ...agents,
    type: "AWS::Bedrock::KnowledgeBase",
    operation: "ListKnowledgeBases",
    items: "knowledgeBaseSummaries",
    arn: "arn:aws:bedrock:{region}:{account}:knowledge-base/{knowledgeBaseId}",
    details: [{ operation: "GetKnowledgeBase", input: { knowledgeBaseId: "knowledgeBaseId" }, at: "knowledgeBase" }],
  },
  {
    ...agents,
    type: "AWS::Bedrock::DataSource",
    per: { type: "AWS::Bedrock::KnowledgeBase", input: { knowledgeBaseId: "knowledgeBaseId" } },
    operation: "ListDataSources",
    items: "dataSourceSummaries",
    arn: "arn:aws:bedrock:{region}:{account}:data-source/{knowledgeBaseId}/{dataSourceId}",
    details: [
      { operation: "GetDataSource", input: { knowledgeBaseId: "knowledgeBaseId", dataSourceId: "dataSourceId" }, at: "dataSource" },
    ],
  },
  {
    ...core,
    type: "AWS::BedrockAgentCore::Gateway",
    operation: "ListGateways",
    items: "items",
    arn: "gatewayArn",
    details: [{ operation: "GetGateway", input: { gatewayIdentifier: "gatewayId" } }],
  },
  {
    ...core,
    type: "AWS::BedrockAgentCore::Runtime",
    operation: "ListAgentRuntimes",
    items: "agentRuntimes",
    arn: "agentRuntimeArn",
    details: [{ operation: "GetAgentRuntime", input: { agentRuntimeId: "agentRuntimeId" } }],
  },
  {
    type: "AWS::OpenSearchServerless::Collection",
    service: "opensearchserverless",
    scope: "region",
    camel: true,
    operation: "ListCollections",
    items: "collectionSummaries",
    arn: "arn",
  },
  ...(["encryption", "network"] as const).map(
    (type): CollectRow => ({
      type: "AWS::OpenSearchServerless::SecurityPolicy",
      service: "opensearchserverless",
      scope: "region",
      camel: true,
      operation: "ListSecurityPolicies",
      input: { type },
      items: "securityPolicySummaries",
      arn: `arn:aws:aoss:{region}:{account}:security-policy/${type}/{name}`,
      details: [{ operation: "GetSecurityPolicy", input: { type: "type", name: "name" }, at: "securityPolicyDetail", shape: withPolicy }],
    }),
  ),
  {
    type: "AWS::OpenSearchServerless::AccessPolicy",
    service: "opensearchserverless",
    scope: "region",
    camel: true,
    operation: "ListAccessPolicies",
    input: { type: "data" },
    items: "accessPolicySummaries",
    arn: "arn:aws:aoss:{region}:{account}:access-policy/data/{name}",
    details: [{ operation: "GetAccessPolicy", input: { type: "type", name: "name" }, at: "accessPolicyDetail", shape: withPolicy }],
  },
];

/** CloudFormation has the policy as text; a client answers an object. */
function withPolicy(detail: Json): Json {
  const map = mapOf(detail);
  return map === undefined ? detail : { ...map, policy: JSON.stringify(parsed(map["policy"] ?? null)) };
}
