import { describe, expect, it } from "vitest";
import { discovered } from "../testing/project-of.ts";
import { readProject } from "../testing/read-project.ts";
import { catalogueFor, lookUp } from "./catalogue.ts";
import { kedroCatalogue } from "./index.ts";

const CATALOGUE = `_raw: data/01_raw
companies:
  type: pandas.CSVDataset
  filepath: \${_raw}/companies.csv
reviews:
  type: pandas.GBQTableDataset
  dataset: shop
  table_name: reviews
shuttles:
  type: spark.SparkDataset
  filepath: s3://space/shuttles.parquet
regressor:
  type: kedro_mlflow.io.artifacts.MlflowArtifactDataset
  dataset:
    type: pickle.PickleDataset
    filepath: data/06_models/regressor.pickle
metrics:
  type: tracking.MetricsDataset
  filepath: data/09_tracking/metrics.json
imdb:
  type: huggingface.HFDataset
  dataset_name: imdb
confusion:
  type: matplotlib.MatplotlibWriter
  filepath: data/08_reporting/confusion.png
scratch:
  type: MemoryDataset
"{name}_features":
  type: pandas.ParquetDataset
  filepath: data/04_feature/{name}.parquet
`;

describe("kedro-catalogue", () => {
  it("reads what entries are: rows, tables, weights, metrics; not plots and not what stays in memory", async () => {
    const found = discovered(await readProject({ "space/conf/base/catalog.yml": CATALOGUE, "space/pyproject.toml": "" }), kedroCatalogue);
    expect(found.names()).toEqual([
      "dataset imdb",
      "dataset s3://space/shuttles.parquet",
      "dataset shop.reviews",
      "dataset space/data/01_raw/companies.csv",
      "metrics space/data/09_tracking/metrics.json",
      "model-file space/data/06_models/regressor.pickle",
    ]);
  });
  it("answers for names that a pattern makes, and for those in a namespace", async () => {
    const project = await readProject({
      "conf/base/catalog/features.yml": CATALOGUE,
      "conf/base/catalog.yml": "active.scores:\n  type: pandas.CSVDataset\n  filepath: data/scores.csv\n",
    });
    const catalogue = catalogueFor(project, { target: 0, path: "src/space/pipelines/train/pipeline.py" });
    const named = (name: string) => (catalogue === undefined ? [] : lookUp(catalogue, name).map(({ draft }) => draft.name));
    expect(named("crew_features")).toEqual(["data/04_feature/crew.parquet"]);
    expect(named("scores")).toEqual(["data/scores.csv"]);
    expect(named("nothing")).toEqual([]);
  });
  it("matches patterns of several places, the most specific first, and never tries a place twice", async () => {
    const entry = (key: string, file: string): string => `"${key}":\n  type: pandas.CSVDataset\n  filepath: ${file}\n`;
    const project = await readProject({
      "conf/base/catalog.yml":
        entry("{any}", "data/{any}.csv") +
        entry("{layer}.{table}_raw", "data/{layer}/{table}.csv") +
        entry(`${"{a}{b}{c}".repeat(20)}!`, "data/hostile.csv"),
    });
    const catalogue = catalogueFor(project, { target: 0, path: "src/shop/pipeline.py" });
    const named = (name: string) => (catalogue === undefined ? [] : lookUp(catalogue, name).map(({ draft }) => draft.name));
    expect(named("silver.orders_raw")).toEqual(["data/silver/orders.csv"]);
    expect(named("plain")).toEqual(["data/plain.csv"]);
    expect(named(`${"a".repeat(5000)}?`)).toEqual([]);
  });
  it("takes no other configuration for a catalogue", async () => {
    const files = { "catalog.yml": CATALOGUE, "conf/base/parameters.yml": CATALOGUE, "conf/base/catalog.yml": "a: 1\nb: [2]\n" };
    expect(discovered(await readProject(files), kedroCatalogue).names()).toEqual([]);
  });
});
