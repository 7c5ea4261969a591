import type { ResourceEntry } from "@castellan/graph";
import { decide } from "../../access/aws/decide.ts";
import { type GrantedStatement, type Principal, principalsOf } from "../../access/aws/principals.ts";
import { scopeOf } from "../../project/scope.ts";
import { fromFile, plain } from "../draft.ts";
import type { Inventory, RuleDraft } from "../rule.ts";
import { ResourceIndex } from "../settings/resource-index.ts";
import { settingAt } from "../settings/setting.ts";

/** What a workload of AI is, and the role that it runs with. */
export interface RoleUser {
  readonly user: ResourceEntry;
  readonly kind: Work;
  readonly role: Principal;
}

export type Work = "notebook" | "studio" | "model" | "pipeline" | "job" | "agent" | "knowledge base" | "flow" | "tool" | "cluster";

/** A name that nobody uses: only a pattern that reaches any name fits it. */
export const ANY = "\u{10ffff}";

const ROLES = ["aws_iam_role", "awscc_iam_role", "AWS::IAM::Role"];

const USERS: readonly { readonly kind: Work; readonly types: readonly string[]; readonly at: readonly string[] }[] = [
  {
    kind: "notebook",
    types: ["aws_sagemaker_notebook_instance", "awscc_sagemaker_notebook_instance", "AWS::SageMaker::NotebookInstance"],
    at: ["role_arn", "RoleArn"],
  },
  {
    kind: "studio",
    types: [
      "aws_sagemaker_domain",
      "awscc_sagemaker_domain",
      "AWS::SageMaker::Domain",
      "aws_sagemaker_user_profile",
      "awscc_sagemaker_user_profile",
      "AWS::SageMaker::UserProfile",
    ],
    at: [
      "default_user_settings.execution_role",
      "default_space_settings.execution_role",
      "user_settings.execution_role",
      "DefaultUserSettings.ExecutionRole",
      "DefaultSpaceSettings.ExecutionRole",
      "UserSettings.ExecutionRole",
    ],
  },
  {
    kind: "model",
    types: ["aws_sagemaker_model", "awscc_sagemaker_model", "AWS::SageMaker::Model"],
    at: ["execution_role_arn", "ExecutionRoleArn"],
  },
  {
    kind: "pipeline",
    types: ["aws_sagemaker_pipeline", "awscc_sagemaker_pipeline", "AWS::SageMaker::Pipeline"],
    at: ["role_arn", "RoleArn"],
  },
  {
    kind: "job",
    types: [
      "aws_bedrock_custom_model",
      "aws_sagemaker_data_quality_job_definition",
      "AWS::SageMaker::DataQualityJobDefinition",
      "AWS::SageMaker::ProcessingJob",
      "AWS::SageMaker::TrainingJob",
      "aws_sagemaker_training_job",
    ],
    at: ["role_arn", "RoleArn"],
  },
  {
    kind: "agent",
    types: [
      "aws_bedrockagent_agent",
      "awscc_bedrock_agent",
      "AWS::Bedrock::Agent",
      "aws_bedrockagentcore_agent_runtime",
      "AWS::BedrockAgentCore::Runtime",
    ],
    at: ["agent_resource_role_arn", "AgentResourceRoleArn", "role_arn", "RoleArn"],
  },
  {
    kind: "knowledge base",
    types: ["aws_bedrockagent_knowledge_base", "awscc_bedrock_knowledge_base", "AWS::Bedrock::KnowledgeBase"],
    at: ["role_arn", "RoleArn"],
  },
  {
    kind: "flow",
    types: ["aws_bedrockagent_flow", "awscc_bedrock_flow", "AWS::Bedrock::Flow"],
    at: ["execution_role_arn", "ExecutionRoleArn"],
  },
  {
    kind: "tool",
    types: [
      "aws_bedrockagentcore_code_interpreter",
      "aws_bedrockagentcore_browser",
      "AWS::BedrockAgentCore::CodeInterpreterCustom",
      "AWS::BedrockAgentCore::BrowserCustom",
    ],
    at: ["execution_role_arn", "ExecutionRoleArn"],
  },
  {
    kind: "cluster",
    types: ["awscc_sagemaker_cluster", "AWS::SageMaker::Cluster"],
    at: ["instance_groups.execution_role", "InstanceGroups.ExecutionRole"],
  },
];

const known = new WeakMap<Inventory, readonly RoleUser[]>();

/** Every workload of AI that is declared with a role that is declared too. */
export function roleUsers(inventory: Inventory): readonly RoleUser[] {
  let users = known.get(inventory);
  if (users === undefined) {
    const index = new ResourceIndex(inventory.resources);
    users = USERS.flatMap(({ kind, types, at }) =>
      index
        .ofTypes(types)
        .filter(({ external }) => external !== true)
        .flatMap((user) => rolesAt(inventory, index, user, at).map((role) => ({ user, kind, role }))),
    );
    known.set(inventory, users);
  }
  return users;
}

/** Declared roles that some settings refer to, or name by their ARN. */
export function rolesAt(inventory: Inventory, index: ResourceIndex, user: ResourceEntry, at: readonly string[]): readonly Principal[] {
  const referred = new Set(at.flatMap((path) => index.refersTo(user, ROLES, path)));
  const names = new Set(
    at.flatMap((path) => settingAt(user.attributes, path)).map((value) => /:role\/(?:[^/]+\/)*([^/]+)$/.exec(String(value))?.[1] ?? ""),
  );
  return principalsOf(inventory.resources).filter(
    ({ kind, resource, name }) =>
      kind === "role" && (referred.has(resource) || (names.has(name) && (resource.target ?? 0) === (user.target ?? 0))),
  );
}

/** The statements that let a principal do something, for certain. */
export function granting(principal: Principal, action: string, resource: string): readonly GrantedStatement[] {
  const { effect, by } = decide(
    { action, resource: [resource], context: {} },
    { identity: principal.identity, ...(principal.boundary === undefined ? {} : { boundary: principal.boundary }) },
  );
  return effect === "allow" ? by.filter((statement): statement is GrantedStatement => "source" in statement) : [];
}

/** Whether a role is for people, or other accounts, and not for a service. */
export function isForPeople({ kind, trust }: Principal): boolean {
  return (
    kind !== "role" ||
    trust.statements.some(
      ({ effect, principals = [] }) =>
        effect === "Allow" && principals.some(({ type }) => type === "AWS" || type === "Federated" || type === "*"),
    )
  );
}

/** A finding at a resource, with others that bear it out. */
export function atResource(
  rule: string,
  resource: ResourceEntry,
  text: { readonly message: string; readonly headline: string; readonly excerpt: string } & Partial<
    Pick<RuleDraft, "confidence" | "adjust">
  >,
  others: readonly ResourceEntry[] = [],
): RuleDraft {
  const { confidence = "likely", ...rest } = text;
  return fromFile(
    rule,
    { target: resource.target ?? 0, path: resource.file, scope: scopeOf(resource.file) },
    { line: resource.line, resource: resource.address },
    {
      ...rest,
      confidence,
      more: [...new Set(others)]
        .filter((other) => other !== resource)
        .slice(0, 6)
        .map(({ target = 0, file, line, address }) => ({
          target,
          file,
          line,
          resource: address,
          technique: "configuration" as const,
          confidence: "certain" as const,
        })),
    },
  );
}

/** An address as it is said in a sentence. */
export function called({ address }: ResourceEntry): string {
  return plain(address, 60);
}
