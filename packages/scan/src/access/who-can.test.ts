import { beforeAll, describe, expect, it } from "vitest";
import { inventoryOf, WARM_UP_TIME, warmUp } from "../rules/testing/project-from.ts";
import { AccessDocument, accessDocument } from "./document.ts";
import { accessLines } from "./lines.ts";
import { type Access, accessOf } from "./who-can.ts";

beforeAll(warmUp, WARM_UP_TIME);

const policy = (...statements: readonly string[]): string =>
  `jsonencode({ Version = "2012-10-17", Statement = [${statements.join(", ")}] })`;
const allow = (actions: string, resource: string, more = ""): string =>
  `{ Effect = "Allow", Action = [${actions
    .split(" ")
    .map((action) => `"${action}"`)
    .join(", ")}], Resource = "${resource}"${more} }`;
const role = (name: string, principal: string, ...statements: readonly string[]): string =>
  `resource "aws_iam_role" "${name}" {\n  name = "${name}"\n  assume_role_policy = ${policy(`{ Effect = "Allow", Action = "sts:AssumeRole", Principal = ${principal} }`)}\n}\n${
    statements.length === 0
      ? ""
      : `resource "aws_iam_role_policy" "${name}" {\n  role = aws_iam_role.${name}.id\n  policy = ${policy(...statements)}\n}\n`
  }`;
const BUCKET = `resource "aws_s3_bucket" "rows" {\n  bucket = "rows"\n}\n`;
const bucketPolicy = (...statements: readonly string[]): string =>
  `resource "aws_s3_bucket_policy" "rows" {\n  bucket = aws_s3_bucket.rows.id\n  policy = ${policy(...statements)}\n}\n`;
const LAMBDA = '{ Service = "lambda.amazonaws.com" }';
const OBJECTS = "${aws_s3_bucket.rows.arn}/*";

async function ask(what: string, files: Readonly<Record<string, string>>): Promise<Access> {
  const inventory = await inventoryOf(files);
  const [first] = accessOf(what, {
    inventory: {
      ...inventory,
      assets: inventory.assets,
      relations: inventory.relations,
      packages: inventory.packages,
      resources: inventory.resources,
    },
  });
  if (first === undefined) throw new Error(`nothing is called ${what}`);
  return first;
}

async function told(what: string, text: string): Promise<readonly string[]> {
  const { grants } = await ask(what, { "main.tf": text });
  return grants.map(
    ({ power, effect, how, principal, steps, conditions }) =>
      `${power} ${effect} ${how} ${principal.kind} ${principal.name}${steps.map(({ via, to }) => ` ${via} ${to.name}`).join("")}${conditions.length === 0 ? "" : ` [${conditions.join("; ")}]`}`,
  );
}

describe("accessOf a bucket", () => {
  it("tells each role's powers, with the statement's place", async () => {
    const answer = await ask("rows", {
      "main.tf":
        BUCKET +
        role("reader", LAMBDA, allow("s3:GetObject", OBJECTS)) +
        role("other", LAMBDA, allow("s3:GetObject", "arn:aws:s3:::elsewhere/*")),
    });
    expect(answer.grants).toMatchObject([
      {
        power: "read",
        principal: { kind: "role", name: "reader", file: "main.tf", line: 4 },
        effect: "allowed",
        how: "direct",
        actions: ["s3:GetObject"],
        statements: [{ file: "main.tf", line: 8, resource: "aws_iam_role_policy.reader" }],
      },
    ]);
    expect(AccessDocument.safeParse(accessDocument([answer])).error).toBeUndefined();
    expect(accessLines([answer]).join("\n")).toContain(
      "role reader  main.tf:4\n      Allow s3:getobject on ${aws_s3_bucket.rows.arn}/*  main.tf:8",
    );
  });

  it("places a statement in the document that it is written in", async () => {
    const text = `${BUCKET}${role("reader", LAMBDA)}data "aws_iam_policy_document" "read" {\n  statement {\n    sid = "Rows"\n    actions = ["s3:GetObject"]\n    resources = ["${OBJECTS}"]\n  }\n}\nresource "aws_iam_role_policy" "reader" {\n  role = aws_iam_role.reader.id\n  policy = data.aws_iam_policy_document.read.json\n}\n`;
    const { grants } = await ask("rows", { "main.tf": text });
    expect(grants[0]?.statements).toMatchObject([{ name: "Rows", line: 8 }]);
  });

  it("says under which circumstances", async () => {
    const when = (condition: string): string =>
      BUCKET + role("reader", LAMBDA, allow("s3:GetObject", OBJECTS, `, Condition = ${condition}`));
    expect(await told("rows", when('{ StringEquals = { "aws:SourceVpce" = "vpce-1" } }'))).toEqual([
      "read conditional direct role reader [only through VPC endpoint vpce-1]",
    ]);
    expect(await told("rows", when('{ Bool = { "aws:SecureTransport" = "true" } }'))).toEqual(["read allowed direct role reader"]);
    expect(await told("rows", when('{ StringEquals = { "aws:PrincipalTag/team" = "ml" } }'))).toEqual([
      "read conditional direct role reader [only with tag team = ml on the caller]",
    ]);
    const denied = `{ Effect = "Deny", Principal = "*", Action = "s3:*", Resource = "${OBJECTS}", Condition = { StringNotEquals = { "aws:SourceVpce" = "vpce-1" } } }`;
    expect(await told("rows", BUCKET + role("reader", LAMBDA, allow("s3:GetObject", OBJECTS)) + bucketPolicy(denied))).toEqual([
      "read conditional direct role reader [only through VPC endpoint vpce-1]",
    ]);
  });

  it("does not guess what a variable stands for", async () => {
    const text = `variable "data" {}\n${BUCKET}${role("reader", LAMBDA, allow("s3:GetObject", "arn:aws:s3:::${var.data}/*"))}`;
    expect(await told("rows", text)).toEqual(["read unknown direct role reader [unknown: depends on ${var.data}]"]);
  });

  it("tells a part of a bucket", async () => {
    expect(await told("rows", BUCKET + role("reader", LAMBDA, allow("s3:GetObject", "arn:aws:s3:::rows/team/*")))).toEqual([
      "read allowed direct role reader [only for arn:aws:s3:::rows/team/*]",
    ]);
  });

  it("tells outside accounts, anyone and services, and heeds the block of public access", async () => {
    const statements = [
      `{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::444455556666:role/export" }, Action = "s3:PutObject", Resource = "${OBJECTS}" }`,
      `{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "${OBJECTS}" }`,
      `{ Effect = "Allow", Principal = { Service = "logging.s3.amazonaws.com" }, Action = "s3:PutObject", Resource = "${OBJECTS}" }`,
    ];
    expect(await told("rows", BUCKET + bucketPolicy(...statements))).toEqual([
      "read allowed direct anyone anyone",
      "read allowed direct outside account arn:aws:iam::444455556666:role/export",
      "read allowed direct service logging.s3.amazonaws.com [for any account that uses the service (no aws:SourceArn or aws:SourceAccount)]",
      "write allowed direct outside account arn:aws:iam::444455556666:role/export",
      "write allowed direct service logging.s3.amazonaws.com [for any account that uses the service (no aws:SourceArn or aws:SourceAccount)]",
    ]);
    const block = `resource "aws_s3_bucket_public_access_block" "rows" {\n  bucket = aws_s3_bucket.rows.id\n  block_public_policy = true\n}\n`;
    const kept = await told("rows", BUCKET + bucketPolicy(...statements) + block);
    expect(kept.some((line) => line.includes("anyone"))).toBe(false);
    expect(kept).toHaveLength(2);
  });

  it("reads access lists, where they still count", async () => {
    const acl = `resource "aws_s3_bucket_acl" "rows" {\n  bucket = aws_s3_bucket.rows.id\n  acl = "public-read"\n}\n`;
    const ownership = (how: string): string =>
      `resource "aws_s3_bucket_ownership_controls" "rows" {\n  bucket = aws_s3_bucket.rows.id\n  rule {\n    object_ownership = "${how}"\n  }\n}\n`;
    expect(await told("rows", BUCKET + acl + ownership("ObjectWriter"))).toEqual(["read allowed direct anyone anyone"]);
    expect(await told("rows", BUCKET + acl + ownership("BucketOwnerEnforced"))).toEqual([]);
    expect(await told("rows", BUCKET + acl)).toEqual([expect.stringContaining("read conditional direct anyone anyone")]);
  });

  it("asks the key as well", async () => {
    const key = (principal: string): string =>
      `resource "aws_kms_key" "k" {\n  policy = ${policy(`{ Effect = "Allow", Action = "kms:*", Resource = "*", Principal = { AWS = "${principal}" } }`)}\n}\nresource "aws_s3_bucket_server_side_encryption_configuration" "rows" {\n  bucket = aws_s3_bucket.rows.id\n  rule {\n    apply_server_side_encryption_by_default {\n      sse_algorithm = "aws:kms"\n      kms_master_key_id = aws_kms_key.k.arn\n    }\n  }\n}\n`;
    const reader = role("reader", LAMBDA, allow("s3:GetObject", OBJECTS));
    expect(await told("rows", BUCKET + key("arn:aws:iam::444455556666:root") + reader)).toEqual([]);
    expect(await told("rows", BUCKET + key("${aws_iam_role.reader.arn}") + reader)).toEqual(["read allowed direct role reader"]);
  });

  it("keeps to service control policies of the organisation's root, and names those that may hold", async () => {
    const control = (target: string): string =>
      `resource "aws_organizations_policy" "p" {\n  name = "p"\n  content = ${policy('{ Effect = "Deny", Action = "s3:Put*", Resource = "*" }')}\n}\nresource "aws_organizations_policy_attachment" "p" {\n  policy_id = aws_organizations_policy.p.id\n  target_id = "${target}"\n}\n`;
    const writer = role("writer", LAMBDA, allow("s3:PutObject", OBJECTS));
    expect(await told("rows", BUCKET + writer + control("r-ab12"))).toEqual([]);
    expect(await told("rows", BUCKET + writer + control("ou-ab12-11111111"))).toEqual([
      "write conditional direct role writer [unless aws_organizations_policy.p holds here (attached to ou-ab12-11111111)]",
    ]);
  });
});

describe("accessOf, through others", () => {
  it("follows who assumes a role, what runs as it, and who may pass it", async () => {
    const text =
      BUCKET +
      role("trainer", '{ Service = "sagemaker.amazonaws.com", AWS = "${aws_iam_role.ci.arn}" }', allow("s3:PutObject", OBJECTS)) +
      role("ci", '{ Federated = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }').replace(
        '"sts:AssumeRole", Principal',
        '"sts:AssumeRoleWithWebIdentity", Condition = { StringLike = { "token.actions.githubusercontent.com:sub" = "repo:bank/fraud:*" } }, Principal',
      ) +
      role("scientist", LAMBDA, allow("iam:PassRole", "${aws_iam_role.trainer.arn}"), allow("sagemaker:CreateTrainingJob", "*")) +
      `resource "aws_sagemaker_notebook_instance" "n" {\n  name = "n"\n  role_arn = aws_iam_role.trainer.arn\n  instance_type = "ml.t3.medium"\n}\n`;
    const lines = await told("rows", text);
    expect(lines).toEqual([
      "write allowed direct role trainer",
      "write allowed through federated identity GitHub Actions of repo:bank/fraud:* assumes by web identity ci assumes trainer",
      "write allowed through role ci assumes trainer",
      "write allowed through role scientist runs a training job that runs as trainer",
      "write allowed through workload aws_sagemaker_notebook_instance.n runs as trainer",
    ]);
    const { grants } = await ask("rows", { "main.tf": text });
    expect(grants[0]?.principal.purposes).toEqual(["notebook"]);
  });

  it("tells who can change the code of a function that carries the role", async () => {
    const text =
      BUCKET +
      role("worker", LAMBDA, allow("s3:PutObject", OBJECTS)) +
      role("developer", LAMBDA, allow("lambda:UpdateFunctionCode", "arn:aws:lambda:*:*:function:ingest")) +
      `resource "aws_lambda_function" "f" {\n  function_name = "ingest"\n  role = aws_iam_role.worker.arn\n}\n`;
    expect(await told("rows", text)).toContain(
      "write allowed through role developer changes the code of aws_lambda_function.f, which runs as worker",
    );
  });

  it("tells who can give itself the right", async () => {
    const text = `${BUCKET}resource "aws_iam_user" "kim" {\n  name = "kim"\n}\nresource "aws_iam_user_policy" "kim" {\n  user = aws_iam_user.kim.name\n  policy = ${policy(allow("iam:PutUserPolicy", "*"))}\n}\n`;
    expect((await told("rows", text)).slice(0, 1)).toEqual([
      expect.stringMatching(/^read conditional escalation user kim writes a policy into/),
    ]);
  });

  it("names a CI job by its workflow", async () => {
    const answer = await ask("rows", {
      "main.tf":
        BUCKET +
        role(
          "ci",
          '{ Federated = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }',
          allow("s3:PutObject", OBJECTS),
        ),
      ".github/workflows/train.yml":
        "on: push\njobs:\n  train:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: aws-actions/configure-aws-credentials@v4\n        with:\n          role-to-assume: arn:aws:iam::123456789012:role/ci\n          aws-region: eu-west-1\n",
    });
    expect(
      answer.grants.map(({ principal, steps }) => `${principal.kind} ${principal.name} ${steps.map(({ via }) => via).join()}`),
    ).toContain("ci-job jobs.train of .github/workflows/train.yml assumes by OIDC");
  });
});

describe("accessOf other resources", () => {
  it("tells who can ask and who can change an endpoint, a function and a repository", async () => {
    const text =
      role("app", LAMBDA, allow("sagemaker:InvokeEndpoint", "arn:aws:sagemaker:eu-west-1:123456789012:endpoint/score")) +
      role("ops", LAMBDA, allow("sagemaker:UpdateEndpoint", "*"), allow("ecr:PutImage", "*"), allow("lambda:UpdateFunctionCode", "*")) +
      `resource "aws_sagemaker_endpoint" "e" {\n  name = "score"\n  endpoint_config_name = "c"\n}\nresource "aws_ecr_repository" "r" {\n  name = "scorer"\n}\n`;
    expect(await told("aws_sagemaker_endpoint.e", text)).toEqual(["run allowed direct role app", "change allowed direct role ops"]);
    expect(await told("aws_ecr_repository.r", text)).toEqual(["write allowed direct role ops"]);
  });

  it("says which grants it does not judge", async () => {
    const point = `resource "aws_s3_access_point" "p" {\n  name = "p"\n  bucket = aws_s3_bucket.rows.id\n}\n`;
    expect((await ask("rows", { "main.tf": BUCKET + point })).notSeen).toEqual([
      "what the access point aws_s3_access_point.p (main.tf:4) grants is not judged",
    ]);
    const attached = `${role("far", LAMBDA)}resource "aws_iam_role_policy_attachment" "a" {\n  role = aws_iam_role.far.name\n  policy_arn = "arn:aws:iam::123456789012:policy/elsewhere"\n}\n`;
    expect((await ask("rows", { "main.tf": BUCKET + attached })).notSeen).toEqual([
      expect.stringContaining("has policies that are not here: arn:aws:iam::123456789012:policy/elsewhere"),
    ]);
  });

  it("says what it knows of a file that nobody is granted, and finds nothing under a name that nobody has", async () => {
    const answer = await ask("data.csv", {
      "train.py": 'import pandas as pd\nrows = pd.read_csv("data.csv")\n',
      "data.csv": `a,b\n${"1,2\n".repeat(60)}`,
    });
    expect(answer.grants).toEqual([]);
    expect(answer.facts.map(({ says }) => says)).toContain("lies in the repository: whoever may push to it may change it");
    expect(accessLines([answer]).join("\n")).toContain("it stands nowhere that grants access, as far as was read");
    const inventory = await inventoryOf({ "main.tf": BUCKET });
    expect(accessOf("no such thing", { inventory })).toEqual([]);
  });

  it("reads CloudFormation, and never throws on what is not a policy", async () => {
    const text = `Resources:\n  Rows:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: rows\n  Reader:\n    Type: AWS::IAM::Role\n    Properties:\n      RoleName: reader\n      AssumeRolePolicyDocument: nonsense\n      Policies:\n        - PolicyName: p\n          PolicyDocument:\n            Statement:\n              - Effect: Allow\n                Action: s3:GetObject\n                Resource: !Sub "\${Rows.Arn}/*"\n  Policy:\n    Type: AWS::S3::BucketPolicy\n    Properties:\n      Bucket: !Ref Rows\n      PolicyDocument: [1, 2]\n`;
    const answer = await ask("rows", { "template.yaml": text });
    expect(answer.grants).toMatchObject([{ power: "read", principal: { name: "reader" }, effect: "allowed" }]);
    expect(answer.notSeen).toEqual([expect.stringContaining("the policy of Policy (template.yaml:")]);
  });
});
