import { beforeAll, describe, expect, it } from "vitest";
import { declaredObservedDiffer } from "../rules/declared-observed-differ/index.ts";
import { judge } from "../rules/judge.ts";
import { inventoryOf, WARM_UP_TIME, warmUp } from "../rules/testing/project-from.ts";
import { undeclaredAiResource } from "../rules/undeclared-ai-resource/index.ts";
import { matchesOf } from "./match.ts";
import { withSameAs } from "./same-as.ts";

beforeAll(warmUp, WARM_UP_TIME);

const ACCOUNT = "111122223333";

interface Seen {
  readonly type: string;
  readonly address: string;
  readonly attributes: object;
  readonly unread?: readonly string[];
  readonly account?: string;
  readonly region?: string;
}

function inventory(...resources: readonly Seen[]): string {
  return JSON.stringify({
    schema: "castellan/inventory/1",
    provider: "aws",
    accounts: [],
    resources: resources.map((each) => ({ account: ACCOUNT, region: "eu-west-1", ...each })),
    calls: [],
    summary: { resources: resources.length, calls: 0, unread: 0, complete: true },
  });
}

const bucket = (name: string, attributes: object = {}): Seen => ({
  type: "AWS::S3::Bucket",
  address: `arn:aws:s3:::${name}`,
  attributes: { BucketName: name, ...attributes },
});
const model = (name: string, attributes: object = {}, more: Partial<Seen> = {}): Seen => ({
  type: "AWS::SageMaker::Model",
  address: `arn:aws:sagemaker:${more.region ?? "eu-west-1"}:${ACCOUNT}:model/${name}`,
  attributes: { ModelName: name, ...attributes },
  ...more,
});
const MODEL = (name: string): string => `resource "aws_sagemaker_model" "m" {\n  name = ${name}\n  enable_network_isolation = true\n}\n`;

async function same(files: Readonly<Record<string, string>>): Promise<Readonly<Record<string, readonly string[] | undefined>>> {
  const { resources } = await inventoryOf(files);
  return Object.fromEntries(withSameAs(resources).map(({ address, sameAs }) => [address, sameAs]));
}

async function said(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { findings, checks } = judge(await inventoryOf(files), { rules: [declaredObservedDiffer, undeclaredAiResource] });
  return [
    ...findings.map(({ rule, message }) => `${rule}: ${message}`),
    ...checks.flatMap(({ rule, unknown }) => (unknown === 0 ? [] : [`${rule}: ${unknown} unknown`])),
  ];
}

describe("matchesOf", () => {
  it("finds a name that a variable and for_each make, each instance by itself", async () => {
    const main =
      'variable "prefix" {\n  default = "acme"\n}\nresource "aws_s3_bucket" "b" {\n  for_each = toset(["raw", "clean"])\n  bucket = "${var.prefix}-${each.key}"\n}\n';
    expect(
      await same({ "main.tf": main, "inventory.json": inventory(bucket("acme-raw"), bucket("acme-clean"), bucket("acme-other")) }),
    ).toEqual({
      "aws_s3_bucket.b": ["arn:aws:s3:::acme-clean", "arn:aws:s3:::acme-raw"],
      "arn:aws:s3:::acme-raw": ["aws_s3_bucket.b"],
      "arn:aws:s3:::acme-clean": ["aws_s3_bucket.b"],
      "arn:aws:s3:::acme-other": undefined,
    });
  });

  it("finds what CloudFormation named itself by the logical id that it leaves in a tag", async () => {
    const template = "Resources:\n  Lab:\n    Type: AWS::SageMaker::Model\n    Properties:\n      EnableNetworkIsolation: true\n";
    const seen = model("stack-Lab-1XYZ", {
      EnableNetworkIsolation: true,
      Tags: [
        { Key: "owner", Value: "ml" },
        { Key: "aws:cloudformation:logical-id", Value: "Lab" },
      ],
    });
    expect(await same({ "template.yaml": template, "inventory.json": inventory(seen) })).toMatchObject({ Lab: [seen.address] });
  });

  it("takes a name with a gap for a pattern only where enough of it is known", async () => {
    const code = 'variable "env" {}\n';
    expect(
      await same({
        "main.tf": code + MODEL('"${var.env}-fraud-model"'),
        "inventory.json": inventory(model("prod-fraud-model"), model("else")),
      }),
    ).toMatchObject({
      "aws_sagemaker_model.m": [model("prod-fraud-model").address],
    });
    expect(await same({ "main.tf": code + MODEL('"${var.env}-m"'), "inventory.json": inventory(model("prod-m")) })).toEqual({
      "aws_sagemaker_model.m": undefined,
      [model("prod-m").address]: undefined,
    });
  });

  it("links and does not merge where two of the same name were seen", async () => {
    const files = {
      "main.tf": MODEL('"fraud"'),
      "inventory.json": inventory(model("fraud", { EnableNetworkIsolation: false }), model("fraud", {}, { region: "us-east-1" })),
    };
    const found = await inventoryOf(files);
    expect(matchesOf(found.resources).matches.map(({ ambiguous }) => ambiguous)).toEqual([true, true]);
    expect(found.relations.filter(({ kind }) => kind === "same_as")).toHaveLength(2);
    expect(found.ofKind("model")).toHaveLength(3);
    // Which of them the code means is not known: no difference is claimed.
    expect(await said(files)).toEqual([]);
  });

  it("makes one asset of code and account", async () => {
    const found = await inventoryOf({
      "main.tf": MODEL('"fraud"'),
      "inventory.json": inventory(model("fraud", { EnableNetworkIsolation: true })),
    });
    const [only, ...others] = found.ofKind("model");
    expect(others).toEqual([]);
    expect(only).toMatchObject({ name: "fraud", lifecycle: "observed", attributes: { arn: model("fraud").address, account: ACCOUNT } });
    expect(only?.occurrences.map(({ file, technique }) => [file, technique])).toEqual([
      ["main.tf", "configuration"],
      ["inventory.json", "live"],
    ]);
  });
});

describe("differences", () => {
  const BLOCK =
    'resource "aws_s3_bucket" "b" {\n  bucket = "acme"\n}\nresource "aws_s3_bucket_public_access_block" "b" {\n  bucket = aws_s3_bucket.b.id\n  block_public_acls = true\n}\n';
  const POLICY = (principal: string): string =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: { Effect: "Allow", Principal: { AWS: principal }, Action: "s3:GetObject", Resource: "arn:aws:s3:::acme/*" },
    });

  it("sees a block that was taken off, and does not claim it where the call was denied", async () => {
    expect(await said({ "main.tf": BLOCK, "inventory.json": inventory(bucket("acme")) })).toEqual([
      expect.stringContaining("public access (BlockPublicAcls) is true in code and false in account"),
    ]);
    expect(
      await said({ "main.tf": BLOCK, "inventory.json": inventory({ ...bucket("acme"), unread: ["PublicAccessBlockConfiguration"] }) }),
    ).toEqual(["declared-observed-differ: 1 unknown"]);
  });

  it("compares policies by what they say, not by how they are written", async () => {
    const code = `resource "aws_s3_bucket" "b" {\n  bucket = "acme"\n}\nresource "aws_s3_bucket_policy" "b" {\n  bucket = aws_s3_bucket.b.id\n  policy = jsonencode({ Statement = [{ Sid = "Read", Effect = "Allow", Principal = { AWS = ["arn:aws:iam::1:root"] }, Action = ["s3:GetObject"], Resource = ["arn:aws:s3:::acme/*"] }] })\n}\n`;
    const policy = (principal: string, unread?: readonly string[]): Seen => ({
      type: "AWS::S3::BucketPolicy",
      address: "arn:aws:s3:::acme#BucketPolicy",
      attributes: unread === undefined ? { Bucket: "acme", PolicyDocument: JSON.parse(POLICY(principal)) } : { Bucket: "acme" },
      ...(unread === undefined ? {} : { unread }),
    });
    expect(await said({ "main.tf": code, "inventory.json": inventory(bucket("acme"), policy("arn:aws:iam::1:root")) })).toEqual([]);
    expect(await said({ "main.tf": code, "inventory.json": inventory(bucket("acme"), policy("*")) })).toEqual([
      expect.stringContaining("the policy is 1 statements in code and 1 other, 1 missing"),
    ]);
    expect(await said({ "main.tf": code, "inventory.json": inventory(bucket("acme"), policy("", ["*"])) })).toEqual([
      "declared-observed-differ: 1 unknown",
    ]);
  });

  it("tells of rights that were attached by hand", async () => {
    const code =
      'resource "aws_iam_role" "r" {\n  name = "trainer"\n}\nresource "aws_iam_policy" "p" {\n  name = "read"\n}\nresource "aws_iam_role_policy_attachment" "a" {\n  role = aws_iam_role.r.name\n  policy_arn = aws_iam_policy.p.arn\n}\n';
    const role = (...arns: readonly string[]): Seen => ({
      type: "AWS::IAM::Role",
      address: `arn:aws:iam::${ACCOUNT}:role/trainer`,
      attributes: { RoleName: "trainer", ManagedPolicyArns: arns },
    });
    expect(await said({ "main.tf": code, "inventory.json": inventory(role(`arn:aws:iam::${ACCOUNT}:policy/read`)) })).toEqual([]);
    expect(
      await said({
        "main.tf": code,
        "inventory.json": inventory(role(`arn:aws:iam::${ACCOUNT}:policy/read`, "arn:aws:iam::aws:policy/AdministratorAccess")),
      }),
    ).toEqual([expect.stringContaining("AdministratorAccess too in account")]);
  });

  it("does not compare a value that code leaves open", async () => {
    const code = 'variable "key" {}\nresource "aws_sagemaker_endpoint_configuration" "c" {\n  name = "fraud"\n  kms_key_arn = var.key\n}\n';
    const seen: Seen = {
      type: "AWS::SageMaker::EndpointConfig",
      address: "arn:x:endpoint-config/fraud",
      attributes: { EndpointConfigName: "fraud" },
    };
    expect(await said({ "main.tf": code, "inventory.json": inventory(seen) })).toEqual(["declared-observed-differ: 1 unknown"]);
  });

  it("does not call AI undeclared where code may have made it", async () => {
    const code = `${MODEL('"fraud"')}resource "aws_sagemaker_model" "unnamed" {\n  enable_network_isolation = true\n}\n`;
    expect(
      await said({
        "main.tf": code,
        "inventory.json": inventory(model("fraud", { EnableNetworkIsolation: true }), model("terraform-2026")),
      }),
    ).toEqual(["undeclared-ai-resource: 1 unknown"]);
  });
});

describe("hostile inventories", () => {
  it("takes what is of the form, and names what is not", async () => {
    const broken = JSON.parse(inventory(model("fraud"))) as { resources: unknown[] };
    broken.resources.push({ type: "AWS::S3::Bucket" }, "text", {
      address: "x",
      type: "y",
      account: "1",
      region: "r",
      attributes: { __proto__: null, deep: [[[[]]]] },
    });
    const found = await inventoryOf({ "inventory.json": JSON.stringify(broken) });
    expect(found.resources.map(({ type }) => type).sort()).toEqual(["AWS::SageMaker::Model", "y"]);
  });

  it("does not take time for names of many gaps", async () => {
    const name = `"${"a-${var.x}-".repeat(40)}z"`;
    const found = await inventoryOf({ "main.tf": `variable "x" {}\n${MODEL(name)}`, "inventory.json": inventory(model("a-".repeat(300))) });
    expect(matchesOf(found.resources).matches).toEqual([]);
  });
});
