import { beforeAll, describe, expect, it } from "vitest";
import { inventoryOf, WARM_UP_TIME, warmUp } from "../testing/project-from.ts";
import { bucketUses } from "./bucket-uses.ts";

beforeAll(warmUp, WARM_UP_TIME);

const usesIn = async (text: string, file = "main.tf"): Promise<readonly string[]> =>
  bucketUses(await inventoryOf({ [file]: text })).map(({ bucket, use, by }) => `${bucket.address} ${use} ${by}`);

const bucket = (label: string, name: string): string => `resource "aws_s3_bucket" "${label}" {\n  bucket = "${name}"\n}\n`;

describe("bucketUses", () => {
  it("follows a reference inside an address", async () => {
    const text = `${bucket("m", "acme-m")}resource "aws_sagemaker_model" "fraud" {\n  primary_container {\n    model_data_url = "s3://\${aws_s3_bucket.m.id}/a.tar.gz"\n  }\n}\n`;
    expect(await usesIn(text)).toContain("aws_s3_bucket.m models aws_sagemaker_model.fraud");
  });

  it("follows a literal address and an ARN, and not one that only begins alike", async () => {
    const text = `${bucket("a", "acme")}${bucket("b", "acme-docs")}resource "aws_bedrockagent_data_source" "d" {\n  data_source_configuration {\n    s3_configuration {\n      bucket_arn = "arn:aws:s3:::acme-docs"\n    }\n  }\n}\n`;
    const uses = await usesIn(text);
    expect(uses).toContain("aws_s3_bucket.b documents aws_bedrockagent_data_source.d");
    expect(uses.filter((use) => use.startsWith("aws_s3_bucket.a "))).toEqual([]);
  });

  it("finds captured requests, answers and invocation logs", async () => {
    const text = `${bucket("c", "acme-c")}resource "aws_sagemaker_endpoint_configuration" "e" {\n  data_capture_config {\n    destination_s3_uri = "s3://acme-c/in"\n  }\n  async_inference_config {\n    output_config {\n      s3_output_path = "s3://acme-c/out"\n    }\n  }\n}\nresource "aws_bedrock_model_invocation_logging_configuration" "l" {\n  logging_config {\n    s3_config {\n      bucket_name = aws_s3_bucket.c.id\n    }\n  }\n}\n`;
    expect((await usesIn(text)).map((use) => use.split(" ").slice(1, 3).join(" ")).sort()).toEqual([
      "answers aws_sagemaker_endpoint_configuration.e",
      "captured requests",
      "invocation logs",
    ]);
  });

  it("reads start-up scripts of a cluster in CloudFormation", async () => {
    const text =
      "Resources:\n  Scripts:\n    Type: AWS::S3::Bucket\n  Pod:\n    Type: AWS::SageMaker::Cluster\n    Properties:\n      InstanceGroups:\n        - LifeCycleConfig:\n            SourceS3Uri: !Sub s3://${Scripts}/on-create\n";
    expect(await usesIn(text, "template.yaml")).toEqual(["Scripts start-up scripts Pod"]);
  });

  it("makes nothing of a bucket that AI does not use, of no bucket, and of settings of a wrong kind", async () => {
    expect(await usesIn(bucket("web", "acme-web"))).toEqual([]);
    expect(await usesIn('resource "aws_sagemaker_model" "x" {\n  primary_container {\n    model_data_url = 7\n  }\n}\n')).toEqual([]);
    expect(await usesIn(`${bucket("m", "acme-m")}resource "aws_sagemaker_model" "x" {\n  primary_container = [[[1]]]\n}\n`)).toEqual([]);
  });
});
