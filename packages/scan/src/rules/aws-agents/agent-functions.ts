import type { Json, ResourceEntry } from "@castellan/graph";
import { fits } from "../../access/aws/pattern.ts";
import { readPolicy, type Statement } from "../../access/aws/policy.ts";
import type { Principal } from "../../access/aws/principals.ts";
import { rolesAt } from "../aws-roles/role-users.ts";
import type { Inventory } from "../rule.ts";
import { ResourceIndex } from "../settings/resource-index.ts";
import { mapOf, settingAt } from "../settings/setting.ts";

/** A function that an agent of Bedrock calls as a tool, with the roles that it runs with. */
export interface AgentFunction {
  readonly agent: ResourceEntry;
  readonly function: ResourceEntry;
  readonly roles: readonly Principal[];
}

export const AGENTS = ["aws_bedrockagent_agent", "awscc_bedrock_agent", "AWS::Bedrock::Agent"];
export const FUNCTIONS = ["aws_lambda_function", "awscc_lambda_function", "AWS::Lambda::Function", "AWS::Serverless::Function"];
const GROUPS = ["aws_bedrockagent_agent_action_group"];
const INLINE = ["action_groups.action_group_executor.lambda", "ActionGroups.ActionGroupExecutor.Lambda"];

const indexes = new WeakMap<Inventory, ResourceIndex>();

export function resourceIndex(inventory: Inventory): ResourceIndex {
  let index = indexes.get(inventory);
  if (index === undefined) {
    index = new ResourceIndex(inventory.resources);
    indexes.set(inventory, index);
  }
  return index;
}

/** Functions behind the action groups of declared agents; each function once for an agent. */
export function agentFunctions(inventory: Inventory): readonly AgentFunction[] {
  const index = resourceIndex(inventory);
  return index.ofTypes(AGENTS).flatMap((agent) => {
    const functions = new Set([
      ...INLINE.flatMap((path) => index.refersTo(agent, FUNCTIONS, path)),
      ...index.linkedFrom(agent, GROUPS, "agent_id").flatMap((group) => index.refersTo(group, FUNCTIONS, "action_group_executor.lambda")),
    ]);
    return [...functions].map((called) => ({ agent, function: called, roles: rolesAt(inventory, index, called, ["role", "Role"]) }));
  });
}

/** What a function may do: the statements of its roles, and those that a SAM template writes into it. */
export function statementsOf(inventory: Inventory, called: ResourceEntry): readonly Statement[] {
  const roles = rolesAt(inventory, resourceIndex(inventory), called, ["role", "Role"]);
  const written: Json | undefined = called.attributes["Policies"];
  const list: readonly Json[] = Array.isArray(written) ? written : written === undefined ? [] : [written];
  return [
    ...roles.flatMap(({ identity }) => identity),
    ...list.flatMap((policy) => (mapOf(policy)?.["Statement"] === undefined ? [] : readPolicy(policy).statements)),
  ];
}

/** Whether some statement allows an action on anything at all. */
export function allowsAtAll(statements: readonly Statement[], ...actions: readonly string[]): boolean {
  return statements.some(
    ({ effect, actions: allowed, notActions }) =>
      effect === "Allow" &&
      actions.some((action) =>
        allowed === undefined
          ? notActions?.some((pattern) => fits(pattern, action)) === false
          : allowed.some((pattern) => fits(pattern, action)),
      ),
  );
}

/** The ARNs by which a function may be written. */
export function functionNames({ address, attributes }: ResourceEntry, account: string): readonly string[] {
  return [
    `\${${address}.arn}`,
    `\${${address}.Arn}`,
    ...settingAt(attributes, ["function_name", "FunctionName"]).map((name) => `arn:aws:lambda::${account}:function:${String(name)}`),
  ];
}
