import type { RuleExample } from "@castellan/graph";

/* Policies that name everybody, and policies that name somebody. */

interface Examples {
  readonly bad: readonly RuleExample[];
  readonly good: readonly RuleExample[];
}

const AI = { "train.py": 'from transformers import AutoModel\n\nmodel = AutoModel.from_pretrained("acme/model")\n' };
const beside = (title: string, text: string): RuleExample => ({ title, files: { ...AI, "main.tf": text } });
const besideTemplate = (title: string, text: string): RuleExample => ({ title, files: { ...AI, "template.yaml": text } });

const statement = (principal: string, action: string, rest = ""): string =>
  `jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = ${principal}, Action = "${action}", Resource = "*"${rest} }] })`;
const EVERYBODY = '{ AWS = "*" }';
const ACCOUNT = '{ AWS = "arn:aws:iam::111122223333:root" }';

const key = (policy: string): string => `resource "aws_kms_key" "rows" {\n  policy = ${policy}\n}\n`;
export const KEY_OPEN: Examples = {
  bad: [
    beside("everybody", key(statement(EVERYBODY, "kms:*"))),
    besideTemplate(
      "everybody in CloudFormation",
      'Resources:\n  Rows:\n    Type: AWS::KMS::Key\n    Properties:\n      KeyPolicy:\n        Statement:\n          - Effect: Allow\n            Principal: "*"\n            Action: kms:*\n            Resource: "*"\n',
    ),
  ],
  good: [
    beside("the account", key(statement(ACCOUNT, "kms:*"))),
    beside(
      "everybody through a service, for the account",
      key(statement(EVERYBODY, "kms:Decrypt", ', Condition = { StringEquals = { "kms:CallerAccount" = "111122223333" } }')),
    ),
  ],
};

const repository = (policy: string): string =>
  `resource "aws_ecr_repository" "serve" {\n  name = "serve"\n}\nresource "aws_ecr_repository_policy" "serve" {\n  repository = aws_ecr_repository.serve.name\n  policy     = ${policy}\n}\n`;
export const REGISTRY_OPEN: Examples = {
  bad: [beside("everybody pushes", repository(statement('"*"', "ecr:*")))],
  good: [beside("one account pulls", repository(statement(ACCOUNT, "ecr:BatchGetImage")))],
};

const domain = (policy: string, settings = ""): string =>
  `resource "aws_opensearch_domain" "vectors" {\n  domain_name     = "vectors"\n  access_policies = ${policy}\n${settings}}\n`;
export const DOMAIN_OPEN: Examples = {
  bad: [
    beside("everybody", domain(statement(EVERYBODY, "es:*"))),
    beside(
      "everybody, by a policy of its own",
      `resource "aws_elasticsearch_domain" "vectors" {\n  domain_name = "vectors"\n}\ndata "aws_iam_policy_document" "open" {\n  statement {\n    actions   = ["es:*"]\n    resources = ["*"]\n    principals {\n      type        = "AWS"\n      identifiers = ["*"]\n    }\n  }\n}\nresource "aws_elasticsearch_domain_policy" "vectors" {\n  domain_name     = aws_elasticsearch_domain.vectors.domain_name\n  access_policies = data.aws_iam_policy_document.open.json\n}\n`,
    ),
  ],
  good: [
    beside("the account", domain(statement(ACCOUNT, "es:*"))),
    beside("in a network of its own", domain(statement(EVERYBODY, "es:*"), '  vpc_options {\n    subnet_ids = ["subnet-1"]\n  }\n')),
  ],
};

const bucket = (rest: string): string => `resource "aws_s3_bucket" "files" {\n  bucket = "acme-files"\n}\n${rest}`;
export const BUCKET_OPEN: Examples = {
  bad: [
    beside("an access list", 'resource "aws_s3_bucket" "files" {\n  bucket = "acme-files"\n  acl    = "public-read"\n}\n'),
    beside(
      "a policy",
      bucket(
        'resource "aws_s3_bucket_policy" "files" {\n  bucket = aws_s3_bucket.files.id\n  policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::acme-files/*" }] })\n}\n',
      ),
    ),
    besideTemplate(
      "an access list in CloudFormation",
      "Resources:\n  Files:\n    Type: AWS::S3::Bucket\n    Properties:\n      AccessControl: PublicRead\n",
    ),
  ],
  good: [beside("private", bucket(""))],
};

export const BUCKET_WRITABLE: Examples = {
  bad: [
    beside("an access list", 'resource "aws_s3_bucket" "files" {\n  bucket = "acme-files"\n  acl    = "public-read-write"\n}\n'),
    beside(
      "a policy",
      bucket(
        'resource "aws_s3_bucket_policy" "files" {\n  bucket = aws_s3_bucket.files.id\n  policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:PutObject", Resource = "arn:aws:s3:::acme-files/*" }] })\n}\n',
      ),
    ),
  ],
  good: [
    beside("public to read only", 'resource "aws_s3_bucket" "files" {\n  bucket = "acme-files"\n  acl    = "public-read"\n}\n'),
    beside("private", bucket("")),
  ],
};
