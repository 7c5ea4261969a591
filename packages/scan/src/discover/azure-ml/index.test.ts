import { describe, expect, it } from "vitest";
import { discovered, projectOf } from "../testing/project-of.ts";
import { azureMl } from "./index.ts";
import { assetReference, bindingOf } from "./reference.ts";

const schema = (name: string) => `$schema: https://azuremlschemas.azureedge.net/latest/${name}.schema.json\n`;
const run = (files: { readonly [path: string]: string }) => discovered(projectOf(files), azureMl);

describe("azureMl", () => {
  it("reads a pipeline: components, order, data, models", () => {
    const result = run({
      "pipeline.yml": `${schema("pipelineJob")}display_name: taxi
inputs:
  raw: { type: uri_folder, path: azureml://datastores/blob/paths/raw }
jobs:
  prep:
    component: ./prep.yml
    inputs: { raw_data: "\${{parent.inputs.raw}}" }
  train:
    command: python train.py
    environment: { image: mcr.example/train:1 }
    inputs: { data: "\${{parent.jobs.prep.outputs.ready}}", extra: "azureml:more:2" }
    outputs: { model: { type: mlflow_model, name: taxi-model } }
  score:
    command: python score.py
    inputs: { model: "\${{parent.jobs.train.outputs.model}}", rate: 0.1 }
`,
      "prep.yml": `${schema("commandComponent")}name: prep\ncommand: python prep.py\nenvironment: { image: mcr.example/prep:1 }\noutputs: { ready: { type: uri_folder } }\n`,
    });
    expect(result.edges()).toEqual([
      "pipeline taxi -has_step-> pipeline-step prep",
      "pipeline taxi -has_step-> pipeline-step score",
      "pipeline taxi -has_step-> pipeline-step train",
      "pipeline-step prep -reads-> dataset azureml://datastores/blob/paths/raw",
      "pipeline-step prep -uses_image-> container-image mcr.example/prep:1",
      "pipeline-step score -depends_on-> pipeline-step train",
      "pipeline-step score -loads-> model taxi-model",
      "pipeline-step train -depends_on-> pipeline-step prep",
      "pipeline-step train -runs-> training-run train",
      "pipeline-step train -uses_image-> container-image mcr.example/train:1",
      "training-run train -produces-> model taxi-model",
      "training-run train -trains_on-> dataset more",
    ]);
  });

  it("reads a job on its own", () => {
    const result = run({
      "job.yml": `${schema("commandJob")}display_name: tune\ncommand: python finetune.py\ninputs:\n  base: { type: custom_model, path: azureml://registries/azureml/models/Phi-4/versions/7 }\n  valid: { type: uri_file, path: "https://example.com/v.csv" }\n`,
      "other.yml": `${schema("commandJob")}command: python report.py\ninputs: { d: { type: uri_file, path: "azureml:d:1" } }\n`,
    });
    expect(result.edges()).toEqual([
      "pipeline-step other -reads-> dataset d",
      "training-run tune -fine_tunes-> model Phi-4",
      "training-run tune -validates_on-> dataset https://example.com/v.csv",
    ]);
  });

  it("joins endpoints, deployments, models and data by name across files", () => {
    const result = run({
      "endpoint.yml": `${schema("managedOnlineEndpoint")}name: credit\nauth_mode: key\n`,
      "blue.yml": `${schema("managedOnlineDeployment")}name: blue\nendpoint_name: credit\nmodel: azureml:credit-model:1\nenvironment: azureml:serving@latest\n`,
      "environment.yml": `${schema("environment")}name: serving\nimage: mcr.example/serve:1\n`,
      "model.yml": `${schema("model")}name: credit-model\npath: ./credit.toml\ntype: custom_model\n`,
      "data.yml": `${schema("data")}name: loans\npath: azureml://datastores/blob/paths/loans.csv\n`,
      "credit.toml": "",
    });
    expect(result.edges()).toEqual([
      "dataset loans -derived_from-> dataset azureml://datastores/blob/paths/loans.csv",
      "deployment blue -deploys-> model credit-model",
      "deployment blue -uses_image-> container-image mcr.example/serve:1",
      "endpoint credit -depends_on-> ai-service azure-ml",
      "endpoint credit -serves-> deployment blue",
      "endpoint credit -serves-> model credit-model",
      "model credit-model -materialised_as-> model-file credit.toml",
      "model credit-model -registered_in-> model-registry azure-ml",
    ]);
    expect(new Set(result.assets.filter(({ kind }) => kind === "endpoint").map(({ identity }) => identity.key)).size).toBe(1);
  });

  it("leaves other YAML and empty declarations alone", () => {
    expect(
      run({
        "a.yml": "$schema: https://json.schemastore.org/x\njobs: { a: { command: train } }\n",
        "b.yml": `${schema("pipelineJob")}jobs: 3\n`,
        "c.yml": schema("model"),
      }).names(),
    ).toEqual([]);
  });
});

describe("references", () => {
  it.each([
    ["azureml:a-b:1", { name: "a-b" }],
    ["azureml:a@latest", { name: "a" }],
    ["azureml://registries/r/models/m/versions/3", { name: "m" }],
    ["azureml://datastores/d/paths/p/", { uri: "azureml://datastores/d/paths/p" }],
    ["./model", { path: "./model" }],
    ["${{parent.inputs.x}}", undefined],
    ["", undefined],
  ])("%s", (written, expected) => expect(assetReference(written)).toEqual(expected));

  it("reads bindings", () => {
    expect(bindingOf("${{parent.jobs.a-b.outputs.c}}")).toEqual({ job: "a-b", output: "c" });
    expect(bindingOf("${{inputs.d}}")).toEqual({ input: "d" });
    expect(bindingOf("x")).toBeUndefined();
  });
});
