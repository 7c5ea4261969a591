import { beforeAll, describe, expect, it } from "vitest";
import { inventoryOf, WARM_UP_TIME, warmUp } from "../../rules/testing/project-from.ts";
import { escalationsOf, isAdministrator } from "./escalation.ts";
import { principalsOf } from "./principals.ts";

beforeAll(warmUp, WARM_UP_TIME);

const statement = (actions: string, resource = "*"): string =>
  `jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = [${actions}], Resource = "${resource}" }] })`;
const TRUST = (principal: string): string =>
  `jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = ${principal} }] })`;

async function ways(text: string): Promise<readonly string[]> {
  const { resources } = await inventoryOf({ "main.tf": text });
  return escalationsOf(principalsOf(resources)).map(
    ({ principal, id, certain }) => `${principal.resource.address} ${id}${certain ? "" : "?"}`,
  );
}

describe("escalationsOf", () => {
  it("joins policies that are attached one by one, and those of groups", async () => {
    const text = `resource "aws_iam_user" "u" {\n  name = "u"\n}
resource "aws_iam_group" "g" {\n  name = "g"\n}
resource "aws_iam_group_membership" "m" {\n  name  = "m"\n  group = aws_iam_group.g.name\n  users = [aws_iam_user.u.name]\n}
resource "aws_iam_policy" "run" {\n  name   = "run"\n  policy = ${statement('"ec2:RunInstances"')}\n}
resource "aws_iam_group_policy" "pass" {\n  group  = aws_iam_group.g.name\n  policy = ${statement('"iam:PassRole"')}\n}
resource "aws_iam_user_policy_attachment" "a" {\n  user       = aws_iam_user.u.name\n  policy_arn = aws_iam_policy.run.arn\n}
`;
    expect(await ways(text)).toEqual(["aws_iam_user.u pass-role-ec2"]);
  });

  it("takes a pattern that reaches an attached policy, and not one of the provider's", async () => {
    const user = (resource: string): string => `resource "aws_iam_user" "u" {\n  name = "u"\n}
resource "aws_iam_policy" "p" {\n  name   = "team-p"\n  policy = ${statement('"iam:CreatePolicyVersion"', resource)}\n}
resource "aws_iam_user_policy_attachment" "a" {\n  user       = aws_iam_user.u.name\n  policy_arn = aws_iam_policy.p.arn\n}
`;
    expect(await ways(user("arn:aws:iam::*:policy/team-*"))).toEqual(["aws_iam_user.u create-policy-version"]);
    expect(await ways(user("arn:aws:iam::aws:policy/team-*"))).toEqual([]);
  });

  it("follows roles to one that rules, and stops at a boundary", async () => {
    const roles = (
      more: string,
    ): string => `resource "aws_iam_role" "start" {\n  name               = "start"\n  assume_role_policy = ${TRUST('{ Service = "lambda.amazonaws.com" }')}\n${more}}
resource "aws_iam_role_policy" "start" {\n  role   = aws_iam_role.start.id\n  policy = ${statement('"sts:AssumeRole"')}\n}
resource "aws_iam_role" "admin" {\n  name                = "admin"\n  managed_policy_arns = ["arn:aws:iam::aws:policy/AdministratorAccess"]\n  assume_role_policy  = ${TRUST("{ AWS = aws_iam_role.start.arn }")}\n}
resource "aws_iam_policy" "limit" {\n  name   = "limit"\n  policy = ${statement('"logs:*"')}\n}
`;
    expect(await ways(roles(""))).toEqual(["aws_iam_role.start assume-role"]);
    const { resources } = await inventoryOf({ "main.tf": roles("") });
    expect(
      principalsOf(resources)
        .filter(isAdministrator)
        .map(({ name }) => name),
    ).toEqual(["admin"]);
  });

  it("counts a role that may be passed only to a service that can take it", async () => {
    const text = (
      service: string,
    ): string => `resource "aws_iam_role" "powerful" {\n  name               = "powerful"\n  assume_role_policy = ${TRUST(`{ Service = "${service}" }`)}\n}
resource "aws_iam_user" "u" {\n  name = "u"\n}
resource "aws_iam_user_policy" "p" {\n  user   = aws_iam_user.u.name\n  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = aws_iam_role.powerful.arn }, { Effect = "Allow", Action = "sagemaker:CreateTrainingJob", Resource = "*" }] })\n}
`;
    expect(await ways(text("sagemaker.amazonaws.com"))).toEqual(["aws_iam_user.u pass-role-sagemaker-training"]);
    expect(await ways(text("ec2.amazonaws.com"))).toEqual([]);
  });
});
