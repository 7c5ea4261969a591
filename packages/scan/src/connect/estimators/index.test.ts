import { describe, expect, it } from "vitest";
import { joined } from "../testing/joined.ts";
import { estimators } from "./index.ts";

describe("estimators", () => {
  it("gives a run the model that its file of estimators makes, and no other file's", () => {
    const seen = joined(
      {},
      [
        {
          kind: "training-run",
          name: "train",
          file: "recipe.yaml",
          attributes: { estimator: "steps/train.py" },
          technique: "configuration",
        },
        { kind: "model", name: "prices", file: "profiles/local.yaml", technique: "configuration" },
        { kind: "model", name: "SGDRegressor", file: "steps/train.py" },
        { kind: "model", name: "Ridge", file: "other/train.py" },
      ],
      [["training-run train", "produces", "model prices"]],
      estimators,
    );
    expect(seen.filter((line) => line.includes("->"))).toEqual([
      "model prices -derived_from-> model SGDRegressor",
      "training-run train -produces-> model SGDRegressor",
      "training-run train -produces-> model prices",
    ]);
  });
});
