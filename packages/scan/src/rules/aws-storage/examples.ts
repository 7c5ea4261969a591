import type { RuleExample } from "@castellan/graph";

/* A bucket, what uses it, and who may write or read it: in Terraform and in CloudFormation. */

const policy = (principal: string, action: string): string =>
  `resource "aws_s3_bucket_policy" "store" {\n  bucket = aws_s3_bucket.store.id\n  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = ${principal}, Action = "${action}", Resource = "\${aws_s3_bucket.store.arn}/*" }] })\n}\n`;
const BUCKET = 'resource "aws_s3_bucket" "store" {\n  bucket = "acme-store"\n}\n';
const BLOCK =
  'resource "aws_s3_bucket_public_access_block" "store" {\n  bucket                  = aws_s3_bucket.store.id\n  block_public_acls       = true\n  block_public_policy     = true\n  ignore_public_acls      = true\n  restrict_public_buckets = true\n}\n';
const STRANGER = '{ AWS = "arn:aws:iam::444455556666:root" }';
const OWN_ROLE = "{ AWS = aws_iam_role.ingest.arn }";
const ROLE = 'resource "aws_iam_role" "ingest" {\n  name = "ingest"\n}\n';
const EVERYBODY = '"*"';

const USERS = {
  training:
    'resource "aws_bedrock_custom_model" "tone" {\n  training_data_config {\n    s3_uri = "s3://${aws_s3_bucket.store.id}/rows/"\n  }\n}\n',
  model:
    'resource "aws_sagemaker_model" "fraud" {\n  primary_container {\n    model_data_url = "s3://acme-store/fraud/model.tar.gz"\n  }\n}\n',
  documents:
    'resource "aws_bedrockagent_data_source" "docs" {\n  data_source_configuration {\n    type = "S3"\n    s3_configuration {\n      bucket_arn = aws_s3_bucket.store.arn\n    }\n  }\n}\n',
  scripts:
    'resource "awscc_sagemaker_cluster" "pod" {\n  instance_groups = [{\n    life_cycle_config = { on_create = "start.sh", source_s3_uri = "s3://${aws_s3_bucket.store.id}/scripts/" }\n  }]\n}\n',
  answers:
    'resource "aws_sagemaker_endpoint_configuration" "batch" {\n  async_inference_config {\n    output_config {\n      s3_output_path = "s3://${aws_s3_bucket.store.id}/out/"\n    }\n  }\n}\n',
  logs: 'resource "aws_bedrock_model_invocation_logging_configuration" "all" {\n  logging_config {\n    s3_config {\n      bucket_name = aws_s3_bucket.store.id\n    }\n  }\n}\n',
};

const example = (title: string, ...parts: readonly string[]): RuleExample => ({ title, files: { "main.tf": parts.join("") } });
const written = (user: string): { readonly bad: readonly RuleExample[]; readonly good: readonly RuleExample[] } => ({
  bad: [example("another account writes", BUCKET, user, policy(STRANGER, "s3:PutObject"))],
  good: [
    example("an own role writes", BUCKET, user, ROLE, policy(OWN_ROLE, "s3:PutObject")),
    example("another account reads", BUCKET, user, policy(STRANGER, "s3:GetObject")),
  ],
});
const published = (user: string): { readonly bad: readonly RuleExample[]; readonly good: readonly RuleExample[] } => ({
  bad: [
    example("a policy for everybody", BUCKET, user, policy(EVERYBODY, "s3:GetObject")),
    example(
      "an access list",
      BUCKET,
      user,
      'resource "aws_s3_bucket_acl" "store" {\n  bucket = aws_s3_bucket.store.id\n  acl    = "public-read"\n}\n',
    ),
  ],
  good: [
    example("blocked", BUCKET, user, policy(EVERYBODY, "s3:GetObject"), BLOCK),
    example(
      "from one's own network only",
      BUCKET,
      user,
      'resource "aws_s3_bucket_policy" "store" {\n  bucket = aws_s3_bucket.store.id\n  policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "${aws_s3_bucket.store.arn}/*", Condition = { StringEquals = { "aws:SourceVpce" = "vpce-1" } } }] })\n}\n',
    ),
    example("private", BUCKET, user),
  ],
});

const TEMPLATE = (principal: string): string =>
  `Resources:\n  Store:\n    Type: AWS::S3::Bucket\n  StorePolicy:\n    Type: AWS::S3::BucketPolicy\n    Properties:\n      Bucket: !Ref Store\n      PolicyDocument:\n        Statement:\n          - Effect: Allow\n            Principal:\n              AWS: ${principal}\n            Action: s3:PutObject\n            Resource: !Sub "\${Store.Arn}/*"\n  Docs:\n    Type: AWS::Bedrock::DataSource\n    Properties:\n      DataSourceConfiguration:\n        Type: S3\n        S3Configuration:\n          BucketArn: !GetAtt Store.Arn\n`;

const documents = written(USERS.documents);

export const BUCKET_EXAMPLES: {
  readonly [rule: string]: { readonly bad: readonly RuleExample[]; readonly good: readonly RuleExample[] };
} = {
  "training-data-writable": written(USERS.training),
  "model-bucket-writable": written(USERS.model),
  "knowledge-base-source-writable": {
    bad: [
      ...documents.bad,
      { title: "another account writes, in CloudFormation", files: { "template.yaml": TEMPLATE("arn:aws:iam::444455556666:root") } },
      example(
        "a user who may write every bucket",
        BUCKET,
        USERS.documents,
        'resource "aws_iam_user" "ana" {\n  name = "ana"\n}\nresource "aws_iam_user_policy" "ana" {\n  user   = aws_iam_user.ana.name\n  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })\n}\n',
      ),
    ],
    good: [
      ...documents.good,
      { title: "an own role writes, in CloudFormation", files: { "template.yaml": TEMPLATE("!GetAtt Ingest.Arn") } },
    ],
  },
  "cluster-scripts-writable": written(USERS.scripts),
  "ai-bucket-public": published(USERS.documents),
  "endpoint-output-public": published(USERS.answers),
  "bedrock-log-bucket-public": published(USERS.logs),
};
