import { beforeAll, describe, expect, it } from "vitest";
import { readPolicy } from "../../access/aws/policy.ts";
import { inventoryOf, WARM_UP_TIME, warmUp } from "../testing/project-from.ts";
import { type Act, openingsOf, peopleWho, strangerMay, strangerOf } from "./bucket-access.ts";

beforeAll(warmUp, WARM_UP_TIME);

const BUCKET = 'resource "aws_s3_bucket" "b" {\n  bucket = "acme-b"\n}\n';
const policy = (statement: string): string =>
  `resource "aws_s3_bucket_policy" "b" {\n  bucket = aws_s3_bucket.b.id\n  policy = jsonencode({ Statement = [${statement}] })\n}\n`;
const allow = (principal: string, action: string, rest = ""): string =>
  `{ Effect = "Allow", Principal = ${principal}, Action = "${action}", Resource = ["arn:aws:s3:::acme-b", "arn:aws:s3:::acme-b/*"]${rest} }`;

async function openings(text: string, act: Act = "write"): Promise<readonly string[]> {
  const inventory = await inventoryOf({ "main.tf": BUCKET + text });
  const bucket = inventory.resources.find(({ type }) => type === "aws_s3_bucket");
  return bucket === undefined
    ? ["no bucket"]
    : openingsOf(inventory, bucket, act).map(({ reach, who, source }) => `${reach} ${who} ${source.address}`);
}

describe("openingsOf", () => {
  it("tells everybody, another account and the own account apart", async () => {
    expect(await openings(policy(allow('"*"', "s3:*")))).toEqual(["anyone anybody on the internet aws_s3_bucket_policy.b"]);
    expect(await openings(policy(allow('{ AWS = "444455556666" }', "s3:PutObject")))).toEqual([
      "account the account 444455556666 aws_s3_bucket_policy.b",
    ]);
    expect(
      await openings(policy(allow('{ AWS = "arn:aws:iam::${data.aws_caller_identity.me.account_id}:root" }', "s3:PutObject"))),
    ).toEqual(["insiders everybody in the account aws_s3_bucket_policy.b"]);
  });

  it("does not take reading for writing, a service for a stranger, or a denied grant for a grant", async () => {
    expect(await openings(policy(allow('"*"', "s3:GetObject")))).toEqual([]);
    expect(await openings(policy(allow('{ Service = "logging.s3.amazonaws.com" }', "s3:PutObject")))).toEqual([]);
    const denied = `${allow('"*"', "s3:PutObject")}, { Effect = "Deny", Principal = "*", Action = "s3:*", Resource = "*" }`;
    expect(await openings(policy(denied))).toEqual([]);
  });

  it("takes a condition on the organisation, the network or a range of addresses for what it is", async () => {
    for (const condition of [
      '{ StringEquals = { "aws:PrincipalOrgID" = "o-1" } }',
      '{ StringEquals = { "aws:SourceVpce" = "vpce-1" } }',
      '{ IpAddress = { "aws:SourceIp" = "198.51.100.0/24" } }',
    ])
      expect(await openings(policy(allow('"*"', "s3:PutObject", `, Condition = ${condition}`)))).toEqual([]);
    expect(
      await openings(policy(allow('"*"', "s3:PutObject", ', Condition = { IpAddress = { "aws:SourceIp" = "0.0.0.0/0" } }'))),
    ).toHaveLength(1);
  });

  it("reads access lists, old and new, and what blocks them", async () => {
    const list = (name: string): string => `resource "aws_s3_bucket_acl" "b" {\n  bucket = aws_s3_bucket.b.id\n  acl    = "${name}"\n}\n`;
    const block =
      'resource "aws_s3_bucket_public_access_block" "b" {\n  bucket             = aws_s3_bucket.b.id\n  ignore_public_acls = true\n}\n';
    expect(await openings(list("public-read-write"))).toHaveLength(1);
    expect(await openings(list("public-read"))).toEqual([]);
    expect(await openings(list("public-read"), "read")).toHaveLength(1);
    expect(await openings(list("public-read") + block, "read")).toEqual([]);
    expect(await openings(list("private"), "read")).toEqual([]);
  });

  it("says nothing of a policy that cannot be read", async () => {
    expect(await openings('resource "aws_s3_bucket_policy" "b" {\n  bucket = aws_s3_bucket.b.id\n  policy = "{ not json"\n}\n')).toEqual(
      [],
    );
    expect(await openings('resource "aws_s3_bucket_policy" "b" {\n  bucket = aws_s3_bucket.b.id\n  policy = var.policy\n}\n')).toEqual([]);
  });
});

describe("peopleWho", () => {
  it("names users with rights on every bucket, and not roles or users with rights on one", async () => {
    const user = (name: string, resource: string): string =>
      `resource "aws_iam_user" "${name}" {\n  name = "${name}"\n}\nresource "aws_iam_user_policy" "${name}" {\n  user   = aws_iam_user.${name}.name\n  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:PutObject", Resource = "${resource}" }] })\n}\n`;
    const inventory = await inventoryOf({ "main.tf": BUCKET + user("all", "*") + user("one", "arn:aws:s3:::other/*") });
    const [bucket] = inventory.resources.filter(({ type }) => type === "aws_s3_bucket");
    expect(bucket === undefined ? [] : peopleWho(inventory, bucket, "write").map(({ who }) => who)).toEqual(["user all"]);
  });
});

describe("strangerOf", () => {
  it("knows whose an account is", () => {
    expect(strangerOf("AWS", "111122223333", new Set(["111122223333"]))).toEqual({ who: "everybody in the account", reach: "insiders" });
    expect(strangerOf("AWS", "arn:aws:iam::111122223333:role/x", new Set(["111122223333"]))).toBeUndefined();
    expect(strangerOf("Federated", "*", new Set())).toBeUndefined();
    expect(strangerOf("AWS", "${var.partner}", new Set())).toBeUndefined();
  });
});

describe("strangerMay", () => {
  it("lets a request without credentials through a condition that no key of it can fail", () => {
    const { statements } = readPolicy({
      Statement: [
        {
          Effect: "Allow",
          Principal: "*",
          Action: "ecr:PutImage",
          Condition: { "ForAllValues:StringEquals": { "aws:username": "ci" } },
        },
      ],
    });
    const [statement] = statements;
    expect(statement !== undefined && strangerMay("ecr:putimage", ["*"], "*", statement, statements)).toBe(true);
  });
});
