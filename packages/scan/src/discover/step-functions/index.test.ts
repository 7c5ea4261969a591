import { describe, expect, it } from "vitest";
import { cloudformationDiscoverer } from "../cloudformation/index.ts";
import { terraformDiscoverer } from "../terraform/index.ts";
import { discovered, projectOf } from "../testing/project-of.ts";
import { stepFunctions } from "./index.ts";

const run = (files: { readonly [path: string]: string }) =>
  discovered(projectOf(files), terraformDiscoverer, cloudformationDiscoverer, stepFunctions);

const SAGEMAKER = "arn:aws:states:::sagemaker:";
const TRAINING = {
  StartAt: "Train",
  States: {
    Train: {
      Type: "Task",
      Resource: `${SAGEMAKER}createTrainingJob.sync`,
      Parameters: {
        TrainingJobName: "churn",
        AlgorithmSpecification: { TrainingImage: "xgb:1" },
        InputDataConfig: [
          { ChannelName: "train", DataSource: { S3DataSource: { S3Uri: "s3://churn/train/" } } },
          { ChannelName: "validation", DataSource: { S3DataSource: { S3Uri: "s3://churn/validation" } } },
        ],
        OutputDataConfig: { S3OutputPath: "s3://models/out" },
      },
      Next: "Save",
    },
    Save: { Type: "Task", Resource: `${SAGEMAKER}createModel`, Parameters: { "ModelName.$": "$.ModelName" }, Next: "Config" },
    Config: {
      Type: "Task",
      Resource: `${SAGEMAKER}createEndpointConfig`,
      Parameters: { EndpointConfigName: "c", ProductionVariants: [{ "ModelName.$": "$.ModelName" }] },
      Next: "Deploy",
    },
    Deploy: {
      Type: "Task",
      Resource: `${SAGEMAKER}createEndpoint`,
      Parameters: { EndpointName: "live", EndpointConfigName: "c" },
      End: true,
    },
  },
};
const ASK = (resource: string, model: string) => ({
  StartAt: "Load",
  States: {
    Load: { Type: "Task", Resource: resource, Next: "Ask" },
    Ask: { Type: "Task", Resource: "arn:aws:states:::bedrock:invokeModel", Parameters: { ModelId: model }, End: true },
  },
});

describe("stepFunctions", () => {
  it("reads what a machine trains, saves and deploys, in order", () => {
    const result = run({ "flows/retrain.asl.json": JSON.stringify(TRAINING) });
    expect(result.edges()).toEqual(
      expect.arrayContaining([
        "pipeline retrain -has_step-> pipeline-step Train",
        "pipeline-step Save -depends_on-> pipeline-step Train",
        "pipeline-step Deploy -depends_on-> pipeline-step Config",
        "pipeline-step Train -runs-> training-run churn",
        "training-run churn -trains_on-> dataset s3://churn/train",
        "training-run churn -validates_on-> dataset s3://churn/validation",
        "training-run churn -writes_to-> storage models",
        "training-run churn -uses_image-> container-image xgb:1",
        "training-run churn -produces-> model ModelName",
        "endpoint-config c -deploys-> model ModelName",
        "endpoint live -uses_config-> endpoint-config c",
        "endpoint live -serves-> model ModelName",
      ]),
    );
  });

  it("reads Terraform: a heredoc, jsonencode, and a file with its variables", () => {
    const result = run({
      "tf/main.tf": [
        'resource "aws_iam_role" "r" { name = "runner" }',
        'resource "aws_lambda_function" "load" { function_name = "load-docs" }',
        'resource "aws_sfn_state_machine" "a" {\n  name = "ask"\n  role_arn = aws_iam_role.r.arn',
        '  definition = templatefile("${path.module}/ask.json", { fn = aws_lambda_function.load.arn, model = "amazon.nova-lite-v1:0" })\n}',
        `resource "aws_sfn_state_machine" "b" {\n  name = "train"\n  definition = <<EOF\n${JSON.stringify(TRAINING, undefined, 1)}\nEOF\n}`,
        'resource "aws_sfn_state_machine" "c" {\n  name = "chat"\n  definition = jsonencode({ StartAt = "A", States = { A = { Type = "Task", Resource = "arn:aws:states:::aws-sdk:bedrockruntime:converse", Parameters = { ModelId = "amazon.nova-pro-v1:0" }, End = true } } })\n}',
      ].join("\n"),
      "tf/ask.json": JSON.stringify(ASK("${fn}", "arn:aws:bedrock:us-east-1::foundation-model/${model}")),
    });
    expect(result.edges()).toEqual(
      expect.arrayContaining([
        "pipeline ask -runs_as-> identity runner",
        "pipeline-step Load -calls-> compute load-docs",
        "pipeline-step Ask -uses_model-> model amazon.nova-lite-v1:0",
        "pipeline-step Ask -depends_on-> pipeline-step Load",
        "pipeline train -has_step-> pipeline-step Train",
        "pipeline-step A -uses_model-> model amazon.nova-pro-v1:0",
      ]),
    );
    expect(result.names().filter((name) => name.startsWith("pipeline "))).toEqual(["pipeline ask", "pipeline chat", "pipeline train"]);
    expect(result.assets.find(({ name }) => name === "Train")?.occurrences[0]?.line).toBe(14);
  });

  it("reads CloudFormation and SAM: a text with references, an object, a file with substitutions", () => {
    const result = run({
      "template.yaml": `Resources:
  Role: { Type: AWS::IAM::Role, Properties: { RoleName: runner } }
  Prepare: { Type: AWS::Serverless::Function, Properties: { FunctionName: prepare } }
  Text:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: !GetAtt Role.Arn
      DefinitionString: !Sub '${JSON.stringify(ASK("${Prepare.Arn}", "amazon.titan-text-lite-v1"))}'
  File:
    Type: AWS::Serverless::StateMachine
    Properties:
      Name: from-file
      DefinitionUri: flows/ask.asl.yaml
      DefinitionSubstitutions: { Function: prepare, Model: amazon.nova-micro-v1:0 }
`,
      "flows/ask.asl.yaml":
        "StartAt: Load\nStates:\n  Load: { Type: Task, Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: '${Function}' }, Next: Ask }\n  Ask: { Type: Task, Resource: 'arn:aws:states:::bedrock:invokeModel', Parameters: { ModelId: '${Model}' }, End: true }\n",
    });
    expect(result.edges()).toEqual(
      expect.arrayContaining([
        "pipeline Text -runs_as-> identity runner",
        "pipeline Text -has_step-> pipeline-step Ask",
        "pipeline-step Load -calls-> compute prepare",
        "pipeline-step Ask -uses_model-> model amazon.titan-text-lite-v1",
        "pipeline-step Ask -uses_model-> model amazon.nova-micro-v1:0",
      ]),
    );
    expect(result.names()).not.toContain("pipeline ask");
  });

  it("reads machines of the Serverless Framework", () => {
    const names = run({
      "serverless.yml": `stepFunctions:\n  stateMachines:\n    answer:\n      definition: ${JSON.stringify(ASK("arn:aws:lambda:x:1:function:y", "amazon.nova-lite-v1:0"))}\n`,
    }).names();
    expect(names).toContain("pipeline answer");
  });

  it("leaves other machines, files and broken definitions alone", () => {
    expect(
      run({
        "orders.asl.json": JSON.stringify({
          StartAt: "Pay",
          States: { Pay: { Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage", End: true } },
        }),
        "a.json": '{"StartAt": "Train model", "States": []}',
        "main.tf":
          'resource "aws_sfn_state_machine" "b" {\n  definition = "{"\n}\nresource "aws_sfn_state_machine" "c" {\n  definition = file("${path.module}/../../nowhere.json")\n}',
        "t.yaml": "Resources:\n  A: { Type: AWS::StepFunctions::StateMachine, Properties: { DefinitionString: 3 } }\n",
      })
        .names()
        .filter((name) => name.startsWith("pipeline")),
    ).toEqual([]);
  });
});
