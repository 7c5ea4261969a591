import { describe, expect, it } from "vitest";
import { discovered } from "../testing/project-of.ts";
import { readProject } from "../testing/read-project.ts";
import { mlflowProject } from "./index.ts";

describe("mlflow-project", () => {
  it("draws entry points and their parameters", async () => {
    const found = discovered(
      await readProject({
        MLproject:
          "name: wine\nconda_env: conda.yaml\nentry_points:\n  main:\n    parameters:\n      alpha: {type: float, default: 0.5}\n      ratio: float\n    command: python train.py {alpha}\n  evaluate:\n    command: python evaluate.py\n",
      }),
      mlflowProject,
    );
    expect(found.edges()).toEqual([
      "pipeline wine -has_step-> pipeline-step evaluate",
      "pipeline wine -has_step-> pipeline-step main",
      "pipeline-step main -runs-> training-run wine",
      "training-run wine -uses_config-> hyperparameters wine.main",
    ]);
    expect(found.assets.find(({ kind }) => kind === "hyperparameters")?.attributes).toEqual({ values: { alpha: 0.5, ratio: "float" } });
  });
  it("draws a logged model with its file", async () => {
    const found = discovered(
      await readProject({
        "out/model/MLmodel":
          "flavors:\n  python_function:\n    loader_module: mlflow.sklearn\n  sklearn:\n    pickled_model: model.pkl\nmlflow_version: 2.1.0\n",
        "out/model/model.pkl": "x",
      }),
      mlflowProject,
    );
    expect(found.edges()).toEqual(["model out/model -materialised_as-> model-file out/model/model.pkl"]);
    expect(found.assets[0]?.attributes).toMatchObject({ flavours: ["python_function", "sklearn"], loader: "mlflow.sklearn" });
  });
  it("survives other shapes", async () =>
    expect(discovered(await readProject({ MLproject: "entry_points: 3\n", MLmodel: "flavors: [a]\n" }), mlflowProject).names()).toEqual([
      "pipeline test",
    ]));
});
