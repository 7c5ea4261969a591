import { beforeAll, describe, expect, it } from "vitest";
import { asked, lines } from "../../access/testing/asked.ts";
import { WARM_UP_TIME, warmUp } from "../../rules/testing/project-from.ts";
import { terraformDiscoverer } from "../terraform/index.ts";
import { discovered } from "../testing/project-of.ts";
import { readProject } from "../testing/read-project.ts";
import { iamDocuments } from "./index.ts";

beforeAll(warmUp, WARM_UP_TIME);

const policy = (...statements: readonly object[]): string => JSON.stringify({ Version: "2012-10-17", Statement: statements }, null, 1);
const READS = policy({ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::rows/*" });
const TRUST = policy({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } });

async function found(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { resources } = discovered(await readProject(files), iamDocuments);
  return resources.map(({ type, address, file, line }) => `${type} ${address} ${file}:${line}`);
}

describe("policy documents of AWS in files of their own", () => {
  it.each([
    ["a folder of policies", { "iam/policies/read.json": READS }, ["AWS::IAM::ManagedPolicy read.json iam/policies/read.json:1"]],
    ["a name that says so", { "deploy/s3-policy.json": READS }, ["AWS::IAM::ManagedPolicy s3-policy.json deploy/s3-policy.json:1"]],
    ["a trust", { "iam/trust.json": TRUST }, ["AWS::IAM::Role trust.json iam/trust.json:1"]],
    [
      "a bucket's",
      { "bucket-policy.json": policy({ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::rows/*" }) },
      ["AWS::S3::BucketPolicy bucket-policy.json bucket-policy.json:1"],
    ],
    ["a resource that is not named", { "iam/q.json": policy({ Effect: "Allow", Principal: "*", Action: "sqs:*", Resource: "*" }) }, []],
    ["a service control policy", { "policies/scp/all.json": policy({ Effect: "Allow", Action: "*", Resource: "*" }) }, []],
    ["data elsewhere", { "data/answers.json": READS }, []],
    ["another version", { "iam/p.json": '{"Version": "1", "Statement": [{"Effect": "Allow", "Action": "*"}]}' }, []],
    ["statements of something else", { "iam/p.json": '{"Version": "2012-10-17", "Statement": [{"text": "I state"}]}' }, []],
    ["a broken file", { "iam/p.json": '{"Version": "2012-10-17", "Statement": [' }, []],
    [
      "what Terraform reads",
      { "iam/read.json": READS, "iam/main.tf": 'resource "aws_iam_policy" "p" {\n  policy = file("${path.module}/read.json")\n}\n' },
      [],
    ],
  ] as const)("%s", async (_, files, expected) => {
    expect(await found(files)).toEqual(expected);
  });

  it("are attached by scripts, and tell who can read", async () => {
    const files = {
      "main.tf": 'resource "aws_s3_bucket" "rows" {\n  bucket = "rows"\n}\n',
      "deploy/setup.sh":
        "aws iam create-role --role-name reader \\\n  --assume-role-policy-document file://trust.json\naws --region eu-west-1 iam put-role-policy --role-name reader --policy-name p --policy-document file://$HERE/read.json\n",
      "deploy/trust.json": TRUST,
      "deploy/read.json": READS,
    };
    expect(await found(files)).toEqual([
      "AWS::IAM::Role role/reader deploy/setup.sh:1",
      "AWS::IAM::RolePolicy role/reader/policy/p deploy/setup.sh:3",
    ]);
    expect(lines(await asked("rows", files))).toEqual(["read allowed direct role reader"]);
  });

  it("says what a script attaches that is not here", async () => {
    const { unresolved, resources } = discovered(
      await readProject({
        "a.sh":
          "aws iam create-policy --policy-name p --policy-document file://gone.json\naws iam create-policy --policy-name q --policy-document $(cat p)\naws iam create-policy\n",
      }),
      iamDocuments,
    );
    expect(resources).toEqual([]);
    expect(unresolved.map(({ what, line }) => `${line} ${what}`)).toEqual([
      "1 the policy document gone.json is not among the files, or is no policy",
      "2 a policy document that the script works out",
    ]);
  });
});

describe("file() and templatefile() of Terraform", () => {
  it.each([
    ["file of the module", 'file("${path.module}/p.json")', READS],
    ["file of the root", 'file("p.json")', READS],
    ["a template", 'templatefile("${path.module}/t.json", { bucket = "rows" })', READS],
    ["a template's open variable", 'templatefile("${path.module}/t.json", { bucket = var.b })', READS.replace("rows", "${var.b}")],
    ["no such file", 'file("gone.json")', undefined],
    ["outside", 'file("../../../p.json")', undefined],
  ])("%s", async (_, expression, expected) => {
    const files = {
      "infra/main.tf": `variable "b" {}\nresource "aws_iam_policy" "p" {\n  policy = ${expression}\n}\n`,
      "infra/p.json": READS,
      "infra/t.json": READS.replace("rows", "${bucket}"),
    };
    const { resources } = discovered(await readProject(files), terraformDiscoverer);
    const [{ attributes }] = resources as [(typeof resources)[number]];
    expect(expected === undefined ? String(attributes["policy"]).startsWith("${") : JSON.parse(String(attributes["policy"]))).toEqual(
      expected === undefined ? true : JSON.parse(expected),
    );
  });
});
