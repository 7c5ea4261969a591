import { describe, expect, it } from "vitest";
import { joined } from "../testing/joined.ts";
import { weights } from "./index.ts";

describe("weights", () => {
  it("takes models of one file of weights for one model", () => {
    const seen = joined(
      {},
      [
        { kind: "model", name: "RandomForestClassifier" },
        { kind: "model", name: "text-classification", key: "file:test:model.pkl", attributes: { registeredAs: "text-classification" } },
        { kind: "model-file", name: "model.pkl", key: "file:test:model.pkl" },
      ],
      [
        ["model RandomForestClassifier", "materialised_as", "model-file model.pkl"],
        ["model text-classification", "materialised_as", "model-file model.pkl"],
      ],
      weights,
    );
    expect(seen).toEqual([
      "model text-classification",
      "model text-classification -materialised_as-> model-file model.pkl",
      "model-file model.pkl",
    ]);
  });

  it("leaves two classes in one file apart", () => {
    const seen = joined(
      {},
      [
        { kind: "model", name: "SVC" },
        { kind: "model", name: "PCA" },
        { kind: "model-file", name: "m.pkl", key: "file:test:m.pkl" },
      ],
      [
        ["model SVC", "materialised_as", "model-file m.pkl"],
        ["model PCA", "materialised_as", "model-file m.pkl"],
      ],
      weights,
    );
    expect(seen).toContain("model SVC");
    expect(seen).toContain("model PCA");
  });

  it("gives the only registered model to the only run, where the registry is the run's tracker", () => {
    const drafts = [
      { kind: "training-run", name: "train" },
      { kind: "model", name: "Booster" },
      { kind: "model", name: "fraud", key: "registry:test:mlflow:fraud", attributes: { technology: "mlflow" } },
      { kind: "experiment-tracker", name: "mlflow", attributes: { technology: "mlflow" } },
    ] as const;
    const made = ["training-run train", "produces", "model Booster"] as const;
    expect(joined({}, drafts, [made, ["training-run train", "logs_to", "experiment-tracker mlflow"]], weights)).toContain(
      "training-run train -produces-> model fraud",
    );
    expect(joined({}, drafts, [made], weights)).toContain("training-run train -produces-> model Booster");
  });
});
