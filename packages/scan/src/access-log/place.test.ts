import { describe, expect, it } from "vitest";
import { containerOf, networkOf, numberedName, programOf } from "./place.ts";

describe("containerOf", () => {
  it.each([
    ["arn:aws:s3:::bucket/train/day-7/part-1.parquet", "s3:bucket/train"],
    ["arn:aws:s3:::bucket/part-1.parquet", "s3:bucket"],
    ["arn:aws:s3:::bucket/2026-01-05/x", "s3:bucket/#-#-#"],
    ["arn:aws:lambda:eu-west-1:111122223333:function:score", "lambda:function:score"],
    ["ec2:instanceId/i-0abc123", "ec2:instanceId/i-#"],
    ["ml/pods/train-0", "ml/pods/train-#"],
    ["203.0.113.9:443", "203.0.113.0/24:443"],
    ["2001:db8:1::9", "2001:db8:1::/48"],
    ["postgresql:rag/public.embeddings", "postgresql:rag/public.embeddings"],
  ])("%s is in %s", (resource, container) => expect(containerOf(resource)).toBe(container));
  it("is quick on names without end", () => {
    expect(containerOf(`ssm:name/${"a1".repeat(500_000)}`).length).toBeLessThan(300);
  });
});

describe("networkOf", () => {
  it.each([
    ["192.0.2.77", "192.0.2.0/24"],
    ["2001:db8:85a3:8d3::7334", "2001:db8:85a3::/48"],
    ["lambda.amazonaws.com", "lambda.amazonaws.com"],
    ["999.1", "999.1"],
  ])("%s is in %s", (address, network) => expect(networkOf(address)).toBe(network));
});

describe("programOf", () => {
  it.each([
    ["[Boto3/1.34.1 md/Botocore#1.34.1]", "Boto#"],
    ["aws-cli/2.15.0 Python/3.11.6", "aws-cli"],
    ["", ""],
  ])("%s is %s", (agent, program) => expect(programOf(agent)).toBe(program));
});

describe("numberedName", () => {
  it("takes the number at the end, before what the kind of file adds", () => {
    expect(numberedName("arn:aws:s3:::b/part-00042.parquet")).toEqual({ stem: "arn:aws:s3:::b/part-", number: 42 });
    expect(numberedName("users/17.tar.gz")).toEqual({ stem: "users/", number: 17 });
    expect(numberedName("model.safetensors")).toBeUndefined();
  });
});
