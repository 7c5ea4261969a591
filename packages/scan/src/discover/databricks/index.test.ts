import { describe, expect, it } from "vitest";
import { discovered, projectOf } from "../testing/project-of.ts";
import { databricks } from "./index.ts";

const run = (files: { readonly [path: string]: string }) => discovered(projectOf(files), databricks);
const BUNDLE = "bundle: { name: churn }\nvariables:\n  catalog: { default: prod }\n  host: { description: no default }\n";

describe("databricks", () => {
  it("reads jobs of included files with the bundle's variables", () => {
    const result = run({
      "databricks.yml": BUNDLE,
      "resources/jobs.yml": `resources:
  jobs:
    retrain:
      name: \${bundle.target}-retrain-model
      tasks:
        - { task_key: prepare, spark_python_task: { python_file: ../src/prepare.py } }
        - { task_key: train, depends_on: [{ task_key: prepare }], notebook_task: { notebook_path: ../src/train } }
    backup:
      tasks: [{ task_key: copy, notebook_task: { notebook_path: ../copy } }]
`,
      "src/train.py": "",
      "src/prepare.py": "",
    });
    expect(result.edges()).toEqual([
      "pipeline retrain-model -has_step-> pipeline-step prepare",
      "pipeline retrain-model -has_step-> pipeline-step train",
      "pipeline-step train -depends_on-> pipeline-step prepare",
    ]);
    expect(result.assets.find(({ name }) => name === "train")?.attributes).toMatchObject({ script: "src/train.py" });
  });

  it("reads serving endpoints and registered models, secrets by name", () => {
    const result = run({
      "databricks.yml": `${BUNDLE}resources:
  registered_models:
    m: { name: model, catalog_name: "\${var.catalog}", schema_name: churn }
  model_serving_endpoints:
    e:
      name: churn-endpoint
      config:
        served_entities:
          - { entity_name: "\${var.catalog}.churn.model", entity_version: "3" }
          - external_model: { name: gpt-4o, provider: openai, openai_config: { openai_api_key: "{{secrets/ml/openai}}" } }
`,
    });
    expect(result.edges()).toEqual([
      "endpoint churn-endpoint -authenticated_by-> secret-ref ml/openai",
      "endpoint churn-endpoint -depends_on-> ai-service databricks",
      "endpoint churn-endpoint -serves-> model gpt-4o",
      "endpoint churn-endpoint -serves-> model prod.churn.model",
      "model gpt-4o -served_by-> ai-service openai",
      "model prod.churn.model -registered_in-> model-registry mlflow",
    ]);
  });

  it("leaves resources outside of a bundle and broken ones alone", () => {
    expect(run({ "k8s.yml": "resources: { jobs: { train: { tasks: [{ task_key: train }] } } }\n" }).names()).toEqual([]);
    expect(run({ "databricks.yml": `${BUNDLE}resources: { jobs: [1], models: { a: 3 } }\n` }).names()).toEqual([
      "model a",
      "model-registry mlflow",
    ]);
  });
});
