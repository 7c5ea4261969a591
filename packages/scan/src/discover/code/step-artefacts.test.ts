import { testFound } from "./testing/found.ts";

const ZENML = {
  "steps.py": `
    from typing import Annotated, Tuple
    import pandas as pd
    from sklearn.linear_model import LinearRegression
    from zenml import ArtifactConfig, step

    @step
    def load(n: int = 3) -> Annotated[pd.DataFrame, "raw"]:
        return pd.DataFrame()

    @step
    def split(rows: pd.DataFrame) -> Tuple[
        Annotated[pd.DataFrame, ArtifactConfig(name="train_rows")], Annotated[pd.DataFrame, "test_rows"], Annotated[dict, "report"]
    ]:
        return rows, rows, {}

    @step
    def fit(train_rows: pd.DataFrame, test_rows: pd.DataFrame) -> Annotated[LinearRegression, "regression"]:
        model = LinearRegression()
        model.fit(train_rows, train_rows)
        return model
  `,
  "run.py": `
    from zenml import pipeline
    from steps import fit, load, split

    @pipeline
    def flow():
        raw = load()
        train_rows, test_rows, report = split(raw)
        fit(train_rows, test_rows)
  `,
};

const DAGSTER = `
  import pandas as pd
  from dagster import asset

  @asset
  def orders() -> pd.DataFrame:
      return pd.DataFrame()

  @asset
  def daily(orders: pd.DataFrame) -> pd.DataFrame:
      return orders

  @asset
  def count(daily: pd.DataFrame) -> int:
      return len(daily)
`;

testFound([
  [
    "results that steps name are data sets, produced by one step and read by others",
    ZENML,
    [
      "pipeline-step load -produces-> dataset raw",
      "pipeline-step split -reads-> dataset raw",
      "pipeline-step split -produces-> dataset train_rows",
      "pipeline-step fit -reads-> dataset train_rows",
      "training-run steps -trains_on-> dataset train_rows",
      "training-run steps -uses_dataset-> dataset test_rows",
    ],
    ["dataset report", "dataset regression", "pipeline-step fit -reads-> dataset raw", "training-run steps -trains_on-> dataset raw"],
  ],
  [
    "assets of Dagster that hold rows",
    DAGSTER,
    [
      "pipeline-step orders -produces-> dataset orders",
      "pipeline-step daily -reads-> dataset orders",
      "pipeline-step daily -produces-> dataset daily",
    ],
    ["dataset count"],
  ],
]);
