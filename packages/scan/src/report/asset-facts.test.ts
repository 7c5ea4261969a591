import { describe, expect, it } from "vitest";
import { factCount, factFlag, factList, factText, metricsOf } from "./asset-facts.ts";
import { sampleAssets } from "./testing/sample-inventory.ts";

describe("facts", () => {
  const attributes = { a: 1, b: "", c: ["x", 2, null], d: true, e: "12", f: -1, g: { h: 1 }, long: "y".repeat(5000) };
  it("takes the first key that holds what is asked for", () => {
    expect(factText(attributes, "missing", "b", "a")).toBe("1");
    expect(factList(attributes, "b", "c")).toEqual(["x", "2"]);
    expect(factList({ columns: [{ name: "amount", type: "number" }, { type: "text" }] }, "columns")).toEqual(["amount"]);
    expect(factCount(attributes, "f", "e")).toBe(12);
    expect(factFlag(attributes, "a", "d")).toBe(true);
    expect(factText(attributes, "g")).toBeUndefined();
    expect(factText(attributes, "long")).toHaveLength(1000);
  });
});

describe("metricsOf", () => {
  const [metrics, model] = [
    sampleAssets().find((asset) => asset.kind === "metrics"),
    sampleAssets().find((asset) => asset.kind === "model"),
  ];
  it("reads the numbers of a metrics file and of a card", () => {
    expect(metrics === undefined ? [] : metricsOf(metrics)).toEqual([
      { type: "average_precision", value: "0.21" },
      { type: "roc_auc", value: "0.83" },
    ]);
    expect(
      model === undefined ? [] : metricsOf({ ...model, attributes: { metrics: [{ type: "f1", value: 0.9 }, "auc", null], other: 3 } }),
    ).toEqual([{ type: "f1", value: "0.9" }]);
    expect(model === undefined ? [] : metricsOf({ ...model, attributes: { metrics: { test: { f1: 0.5 } } } })).toEqual([
      { type: "test.f1", value: "0.5" },
    ]);
  });
});
