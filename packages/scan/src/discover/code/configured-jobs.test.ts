import { describe } from "vitest";
import { testFound } from "./testing/found.ts";

const READERS = `
  import pandas as pd
  import pydantic

  class TableReader(pydantic.BaseModel):
      KIND: str = "TableReader"
      path: str

      def read(self):
          return pd.read_parquet(self.path)

  class TableWriter(pydantic.BaseModel):
      KIND: str = "TableWriter"
      path: str

      def write(self, rows):
          rows.to_parquet(self.path)
`;

const JOBS = `
  import mlflow
  import pydantic
  from readers import TableReader, TableWriter
  from registry import Loader

  class FitJob(pydantic.BaseModel):
      KIND: str = "FitJob"
      inputs: TableReader
      outputs: TableWriter

      def run(self):
          with mlflow.start_run():
              rows = self.inputs.read()
              mlflow.log_input(dataset=mlflow.data.from_pandas(rows))
`;

const EVALUATION = `
  import mlflow
  import pydantic
  from readers import TableReader
  from registry import Loader

  class ScoreJob(pydantic.BaseModel):
      KIND: str = "ScoreJob"
      inputs: TableReader
      loader: Loader = Loader()

      def run(self):
          rows = self.inputs.read()
          mlflow.log_input(dataset=mlflow.data.from_pandas(rows))
          model = self.loader.load()
          mlflow.evaluate(data=rows, model_type="regressor")
`;

const REGISTRY = `
  import mlflow

  class Loader:
      def load(self):
          return mlflow.pyfunc.load_model("models:/riders@champion")
`;

describe("jobs that configuration puts together", () => {
  testFound([
    [
      "a run works on what the readers of its configuration read",
      {
        "readers.py": READERS,
        "registry.py": REGISTRY,
        "fitting.py": JOBS,
        "scoring.py": EVALUATION,
        "confs/fit.yaml":
          "job:\n  KIND: FitJob\n  inputs:\n    KIND: TableReader\n    path: data/train.parquet\n  outputs:\n    KIND: TableWriter\n    path: data/out.parquet\n",
        "confs/score.yaml": "job:\n  KIND: ScoreJob\n  inputs:\n    KIND: TableReader\n    path: data/held.parquet\n",
      },
      [
        "training-run fitting -trains_on-> dataset data/train.parquet",
        "training-run fitting -logs_to-> experiment-tracker mlflow",
        "evaluation-run scoring -validates_on-> dataset data/held.parquet",
        "evaluation-run scoring -uses_model-> model riders",
        "evaluation-run scoring -logs_to-> experiment-tracker mlflow",
      ],
      ["training-run scoring", "training-run fitting -trains_on-> dataset data/out.parquet", "dataset data/out.parquet"],
    ],
    [
      "a name that is no class of the project, and a class without a run, say nothing",
      {
        "readers.py": READERS,
        "fitting.py": JOBS,
        "confs/other.yaml": "job:\n  KIND: Unknown\n  inputs:\n    KIND: TableReader\n    path: data/x.parquet\n",
      },
      [],
      ["dataset data/x.parquet"],
    ],
  ]);
});

describe("tables that anything writes", () => {
  testFound([
    [
      "a split of a table is written, wherever it came from",
      `
      import pandas as pd
      from sklearn.model_selection import train_test_split
      left, right = train_test_split(pd.read_csv("data/all.csv"))
      left.to_parquet("data/left.parquet")
      right.to_csv(path_or_buf="data/right.csv")
    `,
      ["dataset data/left.parquet", "dataset data/right.csv"],
    ],
    [
      "a method of one's own and a text in memory are none",
      `
      class Table:
          def to_csv(self, path):
              return path

      Table().to_csv("data/own.csv")
      frame.to_csv(index=False)
      frame.to_csv(buffer)
    `,
      [],
      ["dataset data/own.csv", "dataset buffer"],
    ],
    [
      "what a script in a folder reads beside that folder is named from the root",
      { "notebooks/look.py": 'import pandas as pd\npd.read_parquet("../outputs/seen.parquet")\n' },
      ["dataset outputs/seen.parquet"],
    ],
  ]);
});
