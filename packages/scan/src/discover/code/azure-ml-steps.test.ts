import { describe } from "vitest";
import { testFound } from "./testing/found.ts";

describe("pipelines of the Azure Machine Learning SDK", () => {
  testFound([
    [
      "commands that a pipeline calls are its steps; the registered model",
      `
      from azure.ai.ml import Input, MLClient, Output, command, dsl, load_component
      from azure.ai.ml.entities import Model

      client = MLClient.from_config()
      clean = command(name="clean", code="./src", command="python clean.py --raw \${{inputs.raw}}", inputs={"raw": Input(type="uri_file")})
      fit = command(name="fit", code="./src", command="python fit.py", inputs={"data": Input(type="uri_folder")})
      check = load_component(source="components/check.yml")

      @dsl.pipeline(compute="cpu", description="credit")
      def credit(raw):
          rows = clean(raw=raw)
          model = fit(data=rows.outputs.out)
          report = check(model=model.outputs.model)
          return {"model": model.outputs.model}

      client.jobs.create_or_update(credit(raw=Input(type="uri_file", path="azureml://datastores/bank/paths/credit.csv")))
      client.models.create_or_update(Model(path="azureml://jobs/x/outputs/model", name="credit-model", type="mlflow_model"))
      `,
      [
        "pipeline credit -has_step-> pipeline-step clean",
        "pipeline credit -has_step-> pipeline-step report",
        "pipeline-step clean -reads-> dataset azureml://datastores/bank/paths/credit.csv",
        "pipeline-step fit -depends_on-> pipeline-step clean",
        "pipeline-step report -depends_on-> pipeline-step fit",
        "model credit-model -registered_in-> model-registry azure-ml",
      ],
      [
        "training-run clean",
        "pipeline-step fit -reads-> dataset azureml://datastores/bank/paths/credit.csv",
        "pipeline-step report -depends_on-> pipeline-step clean",
      ],
    ],
    [
      "a command alone is a job",
      `
      from azure.ai.ml import MLClient, command
      job = command(code="./src", command="python train.py", experiment_name="risk", display_name="risk-train")
      MLClient.from_config().jobs.create_or_update(job)
      `,
      ["training-run risk-train"],
    ],
  ]);
});
