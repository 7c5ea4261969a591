import { describe, expect, it } from "vitest";
import { discovered, projectOf } from "../testing/project-of.ts";
import { sagemakerPipelines } from "./index.ts";

const run = (content: unknown) => discovered(projectOf({ "abalone.json": JSON.stringify(content) }), sagemakerPipelines);
const OUTPUT = "Steps.Prepare.ProcessingOutputConfig.Outputs['train'].S3Output.S3Uri";

describe("sagemakerPipelines", () => {
  it("reads steps, their order by what they take, data, training and registration", () => {
    const result = run({
      Version: "2020-12-01",
      Parameters: [{ Name: "Input", Type: "String", DefaultValue: "s3://acme/raw.csv" }],
      Steps: [
        {
          Name: "Prepare",
          Type: "Processing",
          Arguments: {
            AppSpecification: { ImageUri: "sk:1" },
            ProcessingInputs: [{ S3Input: { S3Uri: { Get: "Parameters.Input" } } }],
            ProcessingOutputConfig: { Outputs: [{ OutputName: "train", S3Output: { S3Uri: "s3://acme/train" } }] },
          },
        },
        {
          Name: "Train",
          Type: "Training",
          Arguments: {
            AlgorithmSpecification: { TrainingImage: "xgb:1" },
            InputDataConfig: [{ ChannelName: "train", DataSource: { S3DataSource: { S3Uri: { Get: OUTPUT } } } }],
          },
        },
        {
          Name: "Good",
          Type: "Condition",
          DependsOn: ["Train"],
          Arguments: {
            IfSteps: [
              {
                Name: "Register",
                Type: "RegisterModel",
                Arguments: { ModelPackageGroupName: "abalone", Model: { Get: "Steps.Train.ModelArtifacts" } },
              },
            ],
            ElseSteps: [{}],
          },
        },
      ],
    });
    expect(result.edges()).toEqual([
      "model abalone -registered_in-> model-registry sagemaker-model-registry",
      "pipeline abalone -has_step-> pipeline-step Good",
      "pipeline abalone -has_step-> pipeline-step Prepare",
      "pipeline abalone -has_step-> pipeline-step Register",
      "pipeline abalone -has_step-> pipeline-step Train",
      "pipeline-step Good -depends_on-> pipeline-step Train",
      "pipeline-step Prepare -reads-> dataset s3://acme/raw.csv",
      "pipeline-step Prepare -uses_image-> container-image sk:1",
      "pipeline-step Prepare -writes_to-> dataset s3://acme/train",
      "pipeline-step Register -depends_on-> pipeline-step Train",
      "pipeline-step Register -produces-> model abalone",
      "pipeline-step Train -depends_on-> pipeline-step Prepare",
      "pipeline-step Train -runs-> training-run Train",
      "training-run Train -trains_on-> dataset s3://acme/train",
      "training-run Train -uses_image-> container-image xgb:1",
    ]);
  });

  it("leaves other JSON alone", () => {
    expect(run({ Version: "2012-10-17", Steps: [{ Name: "a", Type: "Training" }] }).names()).toEqual([]);
    expect(run({ Version: "2020-12-01", Steps: { Type: "Training" } }).names()).toEqual([]);
  });
});
