import type { ResourceEntry } from "@castellan/graph";
import { principalsOf } from "../access/aws/principals.ts";
import { scopeOf } from "../project/scope.ts";
import { granting } from "../rules/aws-roles/role-users.ts";
import type { Inventory } from "../rules/rule.ts";
import { type ResourceIndex, resourceIndexOf } from "../rules/settings/resource-index.ts";
import { settingAt } from "../rules/settings/setting.ts";
import { ATTACKERS, evidenceOf, type Hop, nodeOf } from "./hop.ts";

const AGENTS = ["aws_bedrockagent_agent", "awscc_bedrock_agent", "AWS::Bedrock::Agent"];
const GROUPS = ["aws_bedrockagent_agent_action_group"];
const FUNCTIONS = ["aws_lambda_function", "AWS::Lambda::Function", "AWS::Serverless::Function"];
const URLS = ["aws_lambda_function_url", "AWS::Lambda::Url"];
const EXECUTOR = ["action_group_executor.lambda", "ActionGroups.ActionGroupExecutor.Lambda", "action_groups.action_group_executor.lambda"];
const ROLE = ["role", "Role"];

/**
 * From the internet through a function URL that asks nobody to a Bedrock agent that the function may invoke, and from the
 * agent to the functions that are its tools: whoever writes the prompt chooses what they do.
 */
export function agentHops(inventory: Inventory): readonly Hop[] {
  const index = resourceIndexOf(inventory.resources);
  const agents = index.ofTypes(AGENTS).filter(({ file }) => scopeOf(file) === "production");
  if (agents.length === 0) return [];
  const fronts = index.ofTypes(FUNCTIONS).filter(({ file }) => scopeOf(file) === "production");
  return agents.flatMap((agent): readonly Hop[] => [
    ...fronts.flatMap((front) => {
      const door = doorOf(index, front);
      return door !== undefined && placeOf(front) === placeOf(agent) && mayInvoke(inventory, index, front)
        ? through(inventory, front, door, agent)
        : [];
    }),
    ...[agent, ...index.linkedFrom(agent, GROUPS, "agent_id")].flatMap((owner) =>
      EXECUTOR.flatMap((path) => index.refersTo(owner, FUNCTIONS, path)).map(
        (tool): Hop => ({
          from: nodeOf(inventory, agent),
          to: nodeOf(inventory, tool),
          via: "calls, with what a prompt asks for, its tool",
          evidence: [evidenceOf(owner, ...EXECUTOR), evidenceOf(tool)],
          confidence: "likely",
          fix: `let the tool do only what every caller may ask for (${tool.file}:${tool.line})`,
        }),
      ),
    ),
  ]);
}

function through(inventory: Inventory, front: ResourceEntry, door: ResourceEntry, agent: ResourceEntry): readonly Hop[] {
  return [
    {
      from: ATTACKERS.internet,
      to: nodeOf(inventory, front),
      via: "calls, no credentials asked, the URL of",
      evidence: [evidenceOf(door, "authorization_type", "AuthType", "FunctionUrlConfig.AuthType")],
      confidence: "likely",
      fix: `let the URL ask for credentials: AWS_IAM (${door.file}:${door.line})`,
    },
    {
      from: nodeOf(inventory, front),
      to: nodeOf(inventory, agent),
      via: "hands what a caller writes to the agent",
      evidence: [evidenceOf(front), evidenceOf(agent)],
      confidence: "likely",
    },
  ];
}

/** The URL of a function that anybody may call. */
function doorOf(index: ResourceIndex, front: ResourceEntry): ResourceEntry | undefined {
  if (settingAt(front.attributes, "FunctionUrlConfig.AuthType").some((value) => value === "NONE")) return front;
  return index
    .linkedFrom(front, URLS, ["function_name", "TargetFunctionArn"])
    .find(({ attributes }) => settingAt(attributes, ["authorization_type", "AuthType"]).some((value) => value === "NONE"));
}

/** By its role, or by the policies that SAM makes a role of. */
function mayInvoke(inventory: Inventory, index: ResourceIndex, front: ResourceEntry): boolean {
  const roles = index.refersTo(front, ["aws_iam_role", "AWS::IAM::Role"], ROLE);
  return (
    settingAt(front.attributes, "Policies.Statement.Action").some((action) =>
      /^(?:bedrock:(?:invokeagent|invoke\*|\*)|\*)$/i.test(String(action)),
    ) ||
    principalsOf(inventory.resources).some(
      (principal) =>
        roles.includes(principal.resource) &&
        granting(principal, "bedrock:invokeagent", "arn:aws:bedrock::000000000000:agent-alias/*").length > 0,
    )
  );
}

function placeOf({ target = 0, root, file }: ResourceEntry): string {
  return `${target}|${root ?? file.slice(0, Math.max(0, file.lastIndexOf("/")))}`;
}
