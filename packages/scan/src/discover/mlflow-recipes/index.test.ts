import { describe, expect, it } from "vitest";
import { discovered } from "../testing/project-of.ts";
import { readProject } from "../testing/read-project.ts";
import { mlflowRecipes } from "./index.ts";

const RECIPE = `recipe: "regression/v1"
target_col: "price"
steps:
  ingest: {{INGEST_CONFIG}}
  split:
    split_ratios: {{SPLIT_RATIOS|default([0.75, 0.125, 0.125])}}
  transform:
    using: custom
    transformer_method: transformer_fn
  train:
    using: custom
    estimator_method: estimator_fn
  evaluate:
    validation_criteria:
      - metric: root_mean_squared_error
        threshold: 10
  register:
    allow_non_validated_model: false
  ingest_scoring: {{SCORING_CONFIG}}
  predict:
    output: {{OUTPUT_CONFIG}}
`;
const PROFILE = `model_registry:
  model_name: "house_prices"
INGEST_CONFIG:
  using: csv
  location: ["./data/a.csv", "s3://houses/b.csv"]
SCORING_CONFIG:
  using: parquet
  location: ""
OUTPUT_CONFIG:
  using: table
  location: "predictions"
`;

describe("mlflow-recipes", () => {
  it("draws the steps of a recipe, with the data and the model of its profile", async () => {
    const files = { "houses/recipe.yaml": RECIPE, "houses/profiles/local.yaml": PROFILE, "houses/steps/train.py": "x = 1\n" };
    const found = discovered(await readProject(files), mlflowRecipes);
    expect(found.edges()).toEqual([
      "evaluation-run evaluate -logs_to-> experiment-tracker mlflow",
      "evaluation-run evaluate -uses_model-> model house_prices",
      "evaluation-run evaluate -validates_on-> dataset houses/data/a.csv",
      "evaluation-run evaluate -validates_on-> dataset s3://houses/b.csv",
      "model house_prices -registered_in-> model-registry mlflow",
      ...["evaluate", "ingest", "ingest_scoring", "predict", "register", "split", "train", "transform"].map(
        (step) => `pipeline houses -has_step-> pipeline-step ${step}`,
      ),
      "pipeline-step evaluate -depends_on-> pipeline-step train",
      "pipeline-step evaluate -runs-> evaluation-run evaluate",
      "pipeline-step ingest -reads-> dataset houses/data/a.csv",
      "pipeline-step ingest -reads-> dataset s3://houses/b.csv",
      "pipeline-step predict -depends_on-> pipeline-step ingest_scoring",
      "pipeline-step predict -depends_on-> pipeline-step register",
      "pipeline-step predict -uses_model-> model house_prices",
      "pipeline-step predict -writes_to-> dataset predictions",
      "pipeline-step register -depends_on-> pipeline-step evaluate",
      "pipeline-step register -produces-> model house_prices",
      "pipeline-step split -depends_on-> pipeline-step ingest",
      "pipeline-step train -depends_on-> pipeline-step transform",
      "pipeline-step train -runs-> training-run train",
      "pipeline-step transform -depends_on-> pipeline-step split",
      "training-run train -logs_to-> experiment-tracker mlflow",
      "training-run train -produces-> model house_prices",
      "training-run train -trains_on-> dataset houses/data/a.csv",
      "training-run train -trains_on-> dataset s3://houses/b.csv",
    ]);
    expect(found.assets.find(({ kind }) => kind === "training-run")?.attributes).toMatchObject({ estimator: "houses/steps/train.py" });
  });
  it("reads the default of a variable that no profile sets", async () => {
    const recipe = `template: "regression/v1"\ndata:\n  location: {{DATA|default("./data/a.parquet")}}\nsteps:\n  ingest:\n    using: parquet\n    location: {{DATA|default("./data/a.parquet")}}\n`;
    expect(discovered(await readProject({ "pipeline.yaml": recipe }), mlflowRecipes).edges()).toEqual([
      "pipeline test -has_step-> pipeline-step ingest",
      "pipeline-step ingest -reads-> dataset data/a.parquet",
    ]);
  });
  it("takes the data beside the steps for what is taken in, and registers a model that has no name yet", async () => {
    const recipe = `template: "regression/v1"\ndata:\n  location: ./data/a.parquet\nsteps:\n  train:\n    using: estimator_spec\n  register:\n    model_name: ""\n`;
    const edges = discovered(await readProject({ "pipeline.yaml": recipe }), mlflowRecipes).edges();
    expect(edges).toContain("pipeline test -has_step-> pipeline-step ingest");
    expect(edges).toContain("pipeline-step ingest -reads-> dataset data/a.parquet");
    expect(edges).toContain("training-run train -registered_in-> model-registry mlflow");
  });
  it("leaves recipes of other tools alone", async () => {
    const files = { "recipe.yaml": "recipe: apple-pie\nsteps:\n  train: x\n", "pipeline.yaml": "steps: [a]\n" };
    expect(discovered(await readProject(files), mlflowRecipes).names()).toEqual([]);
  });
});
