import { beforeAll, describe, expect, it } from "vitest";
import { principalsOf } from "../../access/aws/principals.ts";
import { inventoryOf, WARM_UP_TIME, warmUp } from "../testing/project-from.ts";
import { allow, model, notebook, role, user } from "./examples.ts";
import { ANY, granting, isForPeople, roleUsers } from "./role-users.ts";

beforeAll(warmUp, WARM_UP_TIME);

const usersIn = async (text: string): Promise<readonly string[]> =>
  roleUsers(await inventoryOf({ "main.tf": text })).map(({ kind, user: { address }, role: { name } }) => `${kind} ${address} ${name}`);

describe("roleUsers", () => {
  it("follows a reference to the role", async () => {
    expect(await usersIn(role("work", "sagemaker") + notebook("work"))).toEqual(["notebook aws_sagemaker_notebook_instance.research work"]);
  });

  it("follows the ARN of a role that is declared, and of no other", async () => {
    const named = (name: string): string =>
      `${role("work", "sagemaker")}resource "aws_sagemaker_model" "m" {\n  execution_role_arn = "arn:aws:iam::111122223333:role/service-role/${name}"\n}\n`;
    expect(await usersIn(named("work"))).toEqual(["model aws_sagemaker_model.m work"]);
    expect(await usersIn(named("network"))).toEqual([]);
  });

  it("makes nothing of a role that is handed in", async () => {
    expect(await usersIn('variable "role" {}\nresource "aws_sagemaker_model" "m" {\n  execution_role_arn = var.role\n}\n')).toEqual([]);
  });

  it("tells the users of one role apart", async () => {
    expect(await usersIn(role("work", "sagemaker") + notebook("work") + model("work"))).toHaveLength(2);
  });
});

describe("granting", () => {
  it("names the statements that reach any name, and none that names one", async () => {
    const inventory = await inventoryOf({
      "main.tf":
        role("wide", "sagemaker", allow("s3:GetObject", "*")) + role("narrow", "sagemaker", allow("s3:GetObject", "arn:aws:s3:::rows/*")),
    });
    const reach = principalsOf(inventory.resources).map((principal) => [
      principal.name,
      granting(principal, "s3:getobject", `arn:aws:s3:::${ANY}/${ANY}`).map(({ source }) => source.address),
    ]);
    expect(reach).toEqual([
      ["narrow", []],
      ["wide", ["aws_iam_role_policy.wide"]],
    ]);
  });
});

describe("isForPeople", () => {
  it("takes users, and roles that accounts or identity providers may take", async () => {
    const trusted = (principal: string): string =>
      `resource "aws_iam_role" "r" {\n  name = "r"\n  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = ${principal}, Action = "sts:AssumeRole" }] })\n}\n`;
    const first = async (text: string): Promise<boolean | undefined> => {
      const [principal] = principalsOf((await inventoryOf({ "main.tf": text })).resources);
      return principal === undefined ? undefined : isForPeople(principal);
    };
    expect(await first(user("ana", allow("s3:GetObject", "*")))).toBe(true);
    expect(await first(trusted('{ AWS = "arn:aws:iam::111122223333:root" }'))).toBe(true);
    expect(await first(trusted('{ Service = "sagemaker.amazonaws.com" }'))).toBe(false);
  });
});
