import { describe, expect, it } from "vitest";
import { datasetsOf, hyperparametersOf, metricsFilesOf, runsOf } from "./model-facts.ts";
import { indexResult } from "./result-index.ts";
import { sampleId } from "./testing/sample-inventory.ts";
import { sampleResult } from "./testing/sample-result.ts";

describe("model facts", () => {
  const index = indexResult(sampleResult());
  const model = index.asset(sampleId("model", "fraud-model"));
  if (model === undefined) throw new Error("the sample has no model");
  it("goes through the run that made the model", () => {
    expect(runsOf(index, model).map((run) => run.name)).toEqual(["fraud.train"]);
    expect(
      datasetsOf(index, model)
        .map((dataset) => dataset.name)
        .sort(),
    ).toEqual(["features.csv", "transactions.csv"]);
    expect(metricsFilesOf(index, model).map((file) => file.name)).toEqual(["metrics.json"]);
    expect(hyperparametersOf(index, model)).toEqual([
      ["max_depth", 3],
      ["n_estimators", 40],
    ]);
  });
});
