import { describe, expect, it } from "vitest";
import { dataDirection, principalLineage } from "./lineage.ts";
import { sampleId } from "./testing/sample-inventory.ts";
import { emptyResult, sampleResult } from "./testing/sample-result.ts";

describe("principalLineage", () => {
  it("finds the line from the partner's feed to the live endpoint", () => {
    const line = principalLineage(sampleResult());
    expect(line?.names).toEqual(["partner-feed-b", "s3://bank-feeds", "transactions.csv", "fraud.train", "fraud-model", "POST /score"]);
    expect(line?.exposed).toBe(true);
  });
  it("does not depend on the order of the inventory", () => {
    const result = sampleResult();
    const turned = {
      ...result,
      inventory: {
        ...result.inventory,
        assets: [...result.inventory.assets].reverse(),
        relations: [...result.inventory.relations].reverse(),
      },
    };
    expect(principalLineage(turned)).toEqual(principalLineage(result));
  });
  it("goes through what is made from the data, and shows where it came from", () => {
    const result = sampleResult();
    const direct = [sampleId("training-run", "fraud.train"), sampleId("dataset", "transactions.csv")];
    const relations = result.inventory.relations.filter((relation) => !(relation.from === direct[0] && relation.to === direct[1]));
    const line = principalLineage({ ...result, inventory: { ...result.inventory, relations } });
    expect(line?.assets.map((asset) => asset.name)).toContain("features.csv");
    expect(line?.names).toEqual(["partner-feed-b", "s3://bank-feeds", "transactions.csv", "fraud.train", "fraud-model", "POST /score"]);
  });
  it("has nothing to tell without a model or agent", () => {
    expect(principalLineage(emptyResult())).toBeUndefined();
  });
  it("leaves tests out", () => {
    const result = sampleResult();
    const assets = result.inventory.assets.map((asset) => (asset.kind === "endpoint" ? { ...asset, scope: "test" as const } : asset));
    expect(principalLineage({ ...result, inventory: { ...result.inventory, assets } })?.assets.at(-1)?.kind).not.toBe("endpoint");
  });
  it("ends on loops", () => {
    const result = sampleResult();
    const [from, to] = [sampleId("model", "fraud-model"), sampleId("dataset", "transactions.csv")];
    const relations = [...result.inventory.relations, { from, kind: "produces" as const, to, strength: "inferred" as const, evidence: [] }];
    expect(principalLineage({ ...result, inventory: { ...result.inventory, relations } })?.names).toHaveLength(6);
  });
});

describe("dataDirection", () => {
  it("turns relations that read against the data", () => {
    const base = { from: "run", to: "data", strength: "resolved" as const, evidence: [] };
    expect(dataDirection({ ...base, kind: "trains_on" })).toEqual({ source: "data", target: "run" });
    expect(dataDirection({ ...base, kind: "produces" })).toEqual({ source: "run", target: "data" });
    expect(dataDirection({ ...base, kind: "licensed_under" })).toBeUndefined();
  });
});
