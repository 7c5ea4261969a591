import { testFound } from "./testing/found.ts";

const NODES = `
  from sklearn.linear_model import LinearRegression

  def split(table):
      return table, table

  def train(x_train):
      model = LinearRegression()
      model.fit(x_train, x_train)
      return model

  def report(regressor, x_test):
      return regressor.predict(x_test)
`;
const PIPELINE = `
  from kedro.pipeline import Pipeline, node
  from .nodes import report, split, train

  def create_pipeline(**kwargs):
      return Pipeline([
          node(split, inputs=["rows", "params:options"], outputs=["x_train", "x_test"], name="split_node"),
          node(func=train, inputs={"x_train": "x_train"}, outputs="regressor", name="train_node"),
          node(report, ["regressor", "x_test"], "predictions", name="report_node"),
      ])
`;
const CATALOGUE = `
  rows:
    type: pandas.ParquetDataset
    filepath: data/03_primary/rows.parquet
  regressor:
    type: pickle.PickleDataset
    filepath: data/06_models/regressor.pickle
  predictions:
    type: pandas.CSVDataset
    filepath: data/07_model_output/predictions.csv
`;
const CODE = { "src/shop/pipelines/science/nodes.py": NODES, "src/shop/pipelines/science/pipeline.py": PIPELINE, "pyproject.toml": "" };

testFound([
  [
    "nodes read and write what the catalogue says; names that stay in memory lead back to it",
    { ...CODE, "conf/base/catalog.yml": CATALOGUE },
    [
      "pipeline science",
      "pipeline science -has_step-> pipeline-step train_node",
      "pipeline-step split_node -reads-> dataset data/03_primary/rows.parquet",
      "pipeline-step train_node -depends_on-> pipeline-step split_node",
      "pipeline-step train_node -produces-> model-file data/06_models/regressor.pickle",
      "pipeline-step train_node -runs-> training-run science",
      "training-run science -trains_on-> dataset data/03_primary/rows.parquet",
      "training-run science -produces-> model-file data/06_models/regressor.pickle",
      "model LinearRegression -materialised_as-> model-file data/06_models/regressor.pickle",
      "pipeline-step report_node -loads-> model-file data/06_models/regressor.pickle",
      "pipeline-step report_node -writes_to-> dataset data/07_model_output/predictions.csv",
      "pipeline-step report_node -depends_on-> pipeline-step train_node",
    ],
    ["dataset x_train", "dataset rows", "pipeline-step train_node -trains_on-> dataset data/03_primary/rows.parquet"],
  ],
  [
    "without a catalogue names only order the nodes",
    CODE,
    ["pipeline-step report_node -depends_on-> pipeline-step train_node"],
    ["dataset rows", "pipeline-step split_node -depends_on-> pipeline-step split_node"],
  ],
]);
