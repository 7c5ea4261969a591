import { FIRST, REGION } from "./seed.ts";

/*
 * What Bedrock answers, in the form of its API reference (docs.aws.amazon.com/bedrock/latest/APIReference), for an estate
 * of one agent with a guardrail, one agent that nobody declared, and a knowledge base. moto's own answers for these do not
 * fit the clients (times as numbers where texts are due), or are missing.
 */

const TIME = "2026-11-01T10:00:00Z";
const role = `arn:aws:iam::${FIRST}:role/case-agent`;

const agent = (id: string, name: string, more: object): object => ({
  agentId: id,
  agentName: name,
  agentArn: `arn:aws:bedrock:${REGION}:${FIRST}:agent/${id}`,
  agentVersion: "DRAFT",
  agentStatus: "PREPARED",
  idleSessionTTLInSeconds: 600,
  agentResourceRoleArn: role,
  foundationModel: "anthropic.claude-3-5-sonnet-20240620-v1:0",
  createdAt: TIME,
  updatedAt: TIME,
  ...more,
});

// By hand: the agent that code protects by a guardrail has another one.
const AGENTS = [
  agent("AGENTCASES", "cases", { guardrailConfiguration: { guardrailIdentifier: "gr9test", guardrailVersion: "DRAFT" } }),
  agent("AGENTSHADO", "shadow-agent", {}),
];

const summary = (value: object): object => {
  const { agentId, agentName, agentStatus, updatedAt } = { agentId: "", agentName: "", agentStatus: "", updatedAt: TIME, ...value };
  return { agentId, agentName, agentStatus, updatedAt };
};

const KNOWLEDGE_BASE = {
  knowledgeBaseId: "KBMANUALS1",
  name: "manuals",
  knowledgeBaseArn: `arn:aws:bedrock:${REGION}:${FIRST}:knowledge-base/KBMANUALS1`,
  roleArn: role,
  knowledgeBaseConfiguration: {
    type: "VECTOR",
    vectorKnowledgeBaseConfiguration: { embeddingModelArn: `arn:aws:bedrock:${REGION}::foundation-model/amazon.titan-embed-text-v2:0` },
  },
  status: "ACTIVE",
  createdAt: TIME,
  updatedAt: TIME,
};

const DATA_SOURCE = {
  knowledgeBaseId: "KBMANUALS1",
  dataSourceId: "DSMANUALS1",
  name: "manuals",
  status: "AVAILABLE",
  dataSourceConfiguration: { type: "S3", s3Configuration: { bucketArn: "arn:aws:s3:::bank-clean" } },
  createdAt: TIME,
  updatedAt: TIME,
};

const ACTION_GROUP = {
  agentId: "AGENTCASES",
  agentVersion: "DRAFT",
  actionGroupId: "AGLOOKUP01",
  actionGroupName: "lookup",
  actionGroupState: "ENABLED",
  actionGroupExecutor: { lambda: `arn:aws:lambda:${REGION}:${FIRST}:function:lookup` },
  createdAt: TIME,
  updatedAt: TIME,
};

const GUARDRAIL = {
  name: "cases",
  guardrailId: "gr1cases",
  guardrailArn: `arn:aws:bedrock:${REGION}:${FIRST}:guardrail/gr1cases`,
  version: "DRAFT",
  status: "READY",
  contentPolicy: { filters: [{ type: "PROMPT_ATTACK", inputStrength: "HIGH", outputStrength: "NONE" }] },
  createdAt: TIME,
  updatedAt: TIME,
  blockedInputMessaging: "no",
  blockedOutputsMessaging: "no",
};

/** The answer to a call that moto cannot make; undefined for those that it can. */
export function bedrockAnswer(service: string, operation: string, url: string, region: string): object | undefined {
  if (service === "bedrock-agentcore") return operation === "ListGateways" ? { items: [] } : { agentRuntimes: [] };
  if (service !== "bedrock") return undefined;
  const here = region === REGION;
  switch (operation) {
    case "ListGuardrails":
      return {
        guardrails: here
          ? [
              {
                id: "gr1cases",
                arn: GUARDRAIL.guardrailArn,
                status: "READY",
                name: "cases",
                version: "DRAFT",
                createdAt: TIME,
                updatedAt: TIME,
              },
            ]
          : [],
      };
    case "GetGuardrail":
      return GUARDRAIL;
    case "ListCustomModels":
    case "ListImportedModels":
      return { modelSummaries: [] };
    case "ListProvisionedModelThroughputs":
      return { provisionedModelSummaries: [] };
    case "ListAgents":
      return { agentSummaries: here ? AGENTS.map(summary) : [] };
    case "GetAgent":
      return { agent: AGENTS.find((each) => url.includes(JSON.stringify(each).slice(12, 22))) };
    case "ListAgentActionGroups":
      return {
        actionGroupSummaries: url.includes("AGENTCASES")
          ? [{ actionGroupId: "AGLOOKUP01", actionGroupName: "lookup", actionGroupState: "ENABLED", updatedAt: TIME }]
          : [],
      };
    case "GetAgentActionGroup":
      return { agentActionGroup: ACTION_GROUP };
    case "ListAgentKnowledgeBases":
      return { agentKnowledgeBaseSummaries: [] };
    case "ListKnowledgeBases":
      return {
        knowledgeBaseSummaries: here ? [{ knowledgeBaseId: "KBMANUALS1", name: "manuals", status: "ACTIVE", updatedAt: TIME }] : [],
      };
    case "GetKnowledgeBase":
      return { knowledgeBase: KNOWLEDGE_BASE };
    case "ListDataSources":
      return {
        dataSourceSummaries: [
          { knowledgeBaseId: "KBMANUALS1", dataSourceId: "DSMANUALS1", name: "manuals", status: "AVAILABLE", updatedAt: TIME },
        ],
      };
    case "GetDataSource":
      return { dataSource: DATA_SOURCE };
    default:
      return undefined;
  }
}
