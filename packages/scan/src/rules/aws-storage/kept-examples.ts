import type { RuleExample } from "@castellan/graph";

/* Buckets that are kept well and badly, and models that come out of them. */

interface Examples {
  readonly bad: readonly RuleExample[];
  readonly good: readonly RuleExample[];
}

const terraform = (title: string, ...parts: readonly string[]): RuleExample => ({ title, files: { "main.tf": parts.join("") } });
const bucket = (name: string): string => `resource "aws_s3_bucket" "${name}" {\n  bucket = "acme-${name}"\n}\n`;
const block = (name: string): string =>
  `resource "aws_s3_bucket_public_access_block" "${name}" {\n  bucket                  = aws_s3_bucket.${name}.id\n  block_public_acls       = true\n  block_public_policy     = true\n  ignore_public_acls      = true\n  restrict_public_buckets = true\n}\n`;
const versions = (name: string, status: string): string =>
  `resource "aws_s3_bucket_versioning" "${name}" {\n  bucket = aws_s3_bucket.${name}.id\n  versioning_configuration {\n    status = "${status}"\n  }\n}\n`;
const tuned = (name: string): string =>
  `resource "aws_bedrock_custom_model" "tone" {\n  training_data_config {\n    s3_uri = "s3://\${aws_s3_bucket.${name}.id}/rows/"\n  }\n}\n`;
const model = (uri: string): string =>
  `resource "aws_sagemaker_model" "fraud" {\n  primary_container {\n    model_data_url = "${uri}"\n  }\n}\n`;
const captured = (name: string): string =>
  `resource "aws_sagemaker_endpoint_configuration" "fraud" {\n  data_capture_config {\n    enable_capture     = true\n    destination_s3_uri = "s3://\${aws_s3_bucket.${name}.id}/captured"\n  }\n}\n`;

export const VERSIONED: Examples = {
  bad: [
    terraform("training data", bucket("rows"), tuned("rows")),
    terraform("suspended", bucket("rows"), versions("rows", "Suspended"), tuned("rows")),
    {
      title: "in CloudFormation",
      files: {
        "template.yaml":
          "Resources:\n  Docs:\n    Type: AWS::S3::Bucket\n  Source:\n    Type: AWS::Bedrock::DataSource\n    Properties:\n      DataSourceConfiguration:\n        S3Configuration:\n          BucketArn: !GetAtt Docs.Arn\n",
      },
    },
  ],
  good: [
    terraform("versions", bucket("rows"), versions("rows", "Enabled"), tuned("rows")),
    terraform("as it was set before", 'resource "aws_s3_bucket" "rows" {\n  versioning {\n    enabled = true\n  }\n}\n', tuned("rows")),
  ],
};

export const CAPTURE: Examples = {
  bad: [terraform("no block", bucket("rows"), block("rows"), tuned("rows"), bucket("captured"), captured("captured"))],
  good: [
    terraform("the same block", bucket("rows"), block("rows"), tuned("rows"), bucket("captured"), block("captured"), captured("captured")),
    terraform("the same bucket", bucket("rows"), block("rows"), tuned("rows"), captured("rows")),
  ],
};

export const FOREIGN: Examples = {
  bad: [terraform("somebody's bucket", bucket("models"), model("s3://someones-models/fraud.tar.gz"))],
  good: [
    terraform("one's own", bucket("models"), model("s3://acme-models/fraud.tar.gz")),
    terraform("by reference", bucket("models"), model("s3://${aws_s3_bucket.models.id}/fraud.tar.gz")),
    terraform("handed out by AWS", bucket("models"), model("s3://jumpstart-cache-prod-eu-west-1/fraud.tar.gz")),
  ],
};
