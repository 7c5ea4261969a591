import { testFound } from "./testing/found.ts";

const PIPELINE = `
  $schema: https://azuremlschemas.azureedge.net/latest/pipelineJob.schema.json
  type: pipeline
  inputs:
    rows: "data/taxi.csv"
  jobs:
    train:
      code: ../src
      command: python train.py --rows \${{inputs.rows}} --model_input \${{inputs.earlier}}
      inputs:
        rows: \${{parent.inputs.rows}}
        earlier: \${{parent.jobs.prepare.outputs.folder}}
    register:
      code: ../src
      command: >-
        python register.py --model_name \${{inputs.model_name}}
        --model_path \${{inputs.model_path}}
      inputs:
        model_name: "taxi-model"
        model_path: \${{parent.jobs.train.outputs.model}}
`;

testFound([
  [
    "jobs of Azure ML give scripts what the file says; what other jobs make is not known",
    {
      "jobs/pipeline.yml": PIPELINE,
      "src/register.py": `
      import argparse
      import mlflow
      parser = argparse.ArgumentParser()
      parser.add_argument("--model_name", type=str)
      args = parser.parse_args()
      mlflow.register_model("runs:/1/model", args.model_name)
      `,
      "src/train.py": `
      import argparse
      import pandas as pd
      parser = argparse.ArgumentParser()
      parser.add_argument("--rows", type=str)
      args = parser.parse_args()
      pd.read_csv(args.rows)
      `,
    },
    ["model taxi-model", "model taxi-model -registered_in-> model-registry mlflow", "dataset data/taxi.csv"],
    ["model model_name"],
  ],
]);
