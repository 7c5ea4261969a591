import type { RuleExample } from "@castellan/graph";

/* Roles, who runs with them, and what they may do: parts of examples in Terraform and in CloudFormation. */

export const terraformExample = (title: string, ...parts: readonly string[]): RuleExample => ({
  title,
  files: { "main.tf": parts.join("") },
});
export const templateExample = (title: string, text: string): RuleExample => ({ title, files: { "template.yaml": text } });

export const role = (name: string, service: string, statement = ""): string =>
  `resource "aws_iam_role" "${name}" {\n  name               = "${name}"\n  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "${service}.amazonaws.com" }, Action = "sts:AssumeRole" }] })\n}\n${
    statement === ""
      ? ""
      : `resource "aws_iam_role_policy" "${name}" {\n  role   = aws_iam_role.${name}.id\n  policy = jsonencode({ Version = "2012-10-17", Statement = [${statement}] })\n}\n`
  }`;

export const allow = (action: string, resource: string): string => `{ Effect = "Allow", Action = ["${action}"], Resource = "${resource}" }`;

export const user = (name: string, statement: string): string =>
  `resource "aws_iam_user" "${name}" {\n  name = "${name}"\n}\nresource "aws_iam_user_policy" "${name}" {\n  user   = aws_iam_user.${name}.name\n  policy = jsonencode({ Version = "2012-10-17", Statement = [${statement}] })\n}\n`;

export const notebook = (roleName: string): string =>
  `resource "aws_sagemaker_notebook_instance" "research" {\n  name     = "research"\n  role_arn = aws_iam_role.${roleName}.arn\n}\n`;

export const model = (roleName: string): string =>
  `resource "aws_sagemaker_model" "fraud" {\n  name               = "fraud"\n  execution_role_arn = aws_iam_role.${roleName}.arn\n}\n`;

export const agent = (name: string, roleName: string): string =>
  `resource "aws_bedrockagent_agent" "${name}" {\n  agent_name              = "${name}"\n  agent_resource_role_arn = aws_iam_role.${roleName}.arn\n  foundation_model        = "amazon.nova-lite-v1:0"\n}\n`;

export const domain = (roleName: string, network: string): string =>
  `resource "aws_sagemaker_domain" "studio" {\n  domain_name             = "studio"\n  auth_mode               = "IAM"\n  app_network_access_type = "${network}"\n  default_user_settings {\n    execution_role = aws_iam_role.${roleName}.arn\n  }\n}\n`;

/** A function behind an agent's action group, running with a role. */
export const actionGroup = (agentName: string, roleName: string): string =>
  `resource "aws_lambda_function" "tool" {\n  function_name = "tool"\n  role          = aws_iam_role.${roleName}.arn\n}\nresource "aws_bedrockagent_agent_action_group" "tool" {\n  agent_id          = aws_bedrockagent_agent.${agentName}.id\n  action_group_name = "tool"\n  action_group_executor {\n    lambda = aws_lambda_function.tool.arn\n  }\n}\n`;
