import { describe, expect, it } from "vitest";
import { compareCase, type Named } from "./compare.ts";

const named = (...resources: readonly string[]): readonly Named[] =>
  resources.map((resource) => ({ rule: "r", file: "main.tf", resource }));

describe("compareCase", () => {
  it("tells found from missed, and left alone from false", () => {
    expect(compareCase({ passing: ["t.ok", "t.fine"], failing: ["t.bad", "t.worse"] }, named("t.bad", "t.fine", "t.other"))).toEqual({
      agreed: ["t.bad"],
      missed: ["t.worse"],
      quiet: ["t.ok"],
      alarms: ["t.fine"],
    });
  });

  it("knows a resource with its type before the name, and copies of one", () => {
    expect(compareCase({ passing: [], failing: ["AWS::SageMaker::Model.Bad"] }, named("Bad")).missed).toEqual([]);
    expect(compareCase({ passing: [], failing: ["Microsoft.Search/searchServices.bad"] }, named("bad")).missed).toEqual([]);
    expect(
      compareCase({ passing: [], failing: ["Microsoft.Search/searchServices.bad"] }, named("Microsoft.Search/searchServices/bad")).missed,
    ).toEqual([]);
    expect(compareCase({ passing: [], failing: ["aws_thing.x"] }, named("aws_thing.x[0]")).missed).toEqual([]);
  });

  it("does not take a name for another that ends alike", () => {
    expect(compareCase({ passing: [], failing: ["aws_thing.not_bad"] }, named("aws_thing.bad")).missed).toEqual(["aws_thing.not_bad"]);
  });

  it("counts where nothing is named", () => {
    const result = compareCase({ passing: [], failing: [], failures: 2 }, named("a", "b", "c"));
    expect([result.agreed.length, result.missed.length, result.alarms.length]).toEqual([2, 0, 1]);
    expect(compareCase({ passing: [], failing: [], failures: 2 }, []).missed).toHaveLength(2);
  });

  it("says nothing of a name that passes in one file and fails in another", () => {
    expect(compareCase({ passing: ["t.x"], failing: ["t.x"] }, named("t.x"))).toEqual({ agreed: [], missed: [], quiet: [], alarms: [] });
  });
});
