import { describe, expect, it } from "vitest";
import { integrationOf } from "./integration.ts";

describe("integrationOf", () => {
  it.each([
    ["arn:aws:states:::sagemaker:createTrainingJob.sync", "sagemaker", "createtrainingjob"],
    ["arn:aws:states:::aws-sdk:bedrockruntime:invokeModel", "bedrockruntime", "invokemodel"],
    ["arn:${AWS::Partition}:states:::bedrock:invokeModel.sync:2", "bedrock", "invokemodel"],
    ["arn:aws:lambda:us-east-1:1:function:load", "lambda", "invoke"],
  ])("%s", (resource, service, action) => expect(integrationOf(resource)).toMatchObject({ service, action }));

  it.each(["", "arn:aws:s3:::bucket", "${Function.Arn}", "arn:aws:states:::sns"])("makes nothing of %j", (resource) =>
    expect(integrationOf(resource)).toBeUndefined(),
  );
});
