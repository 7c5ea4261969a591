import { describe, expect, it } from "vitest";
import { indexResult } from "./result-index.ts";
import { sampleId } from "./testing/sample-inventory.ts";
import { sampleResult } from "./testing/sample-result.ts";

describe("indexResult", () => {
  const index = indexResult(sampleResult());
  it("finds assets, names and relations", () => {
    const model = sampleId("model", "fraud-model");
    expect(index.name(model)).toBe("fraud-model");
    expect(index.name("case notes")).toBe("case notes");
    expect(
      index
        .to(model)
        .map((relation) => relation.kind)
        .sort(),
    ).toEqual(["produces", "serves"]);
    expect(index.from(model).map((relation) => relation.kind)).toEqual(["materialised_as"]);
    expect(index.findingsOf(model)).toHaveLength(1);
    expect(index.from("nothing")).toEqual([]);
  });
  it("lists what is open, worst first", () => {
    expect(index.open.map((finding) => finding.severity)).toEqual(["critical", "critical", "high", "high", "medium", "low"]);
  });
});
