import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { arbitraryResult } from "../testing/arbitrary-result.ts";
import { emptyResult, sampleResult } from "../testing/sample-result.ts";
import { CLUSTERS, MINIMUM_ELEMENTS } from "./elements.ts";
import { completenessOf } from "./index.ts";

// Properties run many cases, and machines are shared.
vi.setConfig({ testTimeout: 120_000 });

describe("the table", () => {
  it("has the 50 elements in the seven clusters of the G7 list", () => {
    const sizes = Object.keys(CLUSTERS).map((cluster) => MINIMUM_ELEMENTS.filter((element) => element.cluster === cluster).length);
    expect(sizes).toEqual([10, 9, 13, 10, 2, 4, 2]);
    expect(new Set(MINIMUM_ELEMENTS.map((element) => element.id)).size).toBe(50);
  });
});

describe("completenessOf", () => {
  const { elements, counts } = completenessOf(sampleResult());
  const state = (id: string): string => elements.find((element) => element.id === id)?.state ?? "";
  it("tells stated from inferred from absent", () => {
    expect(state("sbom-tool-version")).toBe("present");
    expect(state("model-hash-value")).toBe("present");
    expect(state("system-name")).toBe("inferred");
    expect(state("sbom-author-signature")).toBe("absent");
    expect(state("infrastructure-hardware")).toBe("absent");
    expect(counts.present + counts.inferred + counts.absent).toBe(50);
  });
  it("tells the share and the source of each element", () => {
    const licence = elements.find((element) => element.id === "model-license");
    expect(licence).toMatchObject({ have: 2, of: 4, state: "present" });
    expect(elements.every((element) => element.source !== "")).toBe(true);
  });
  it("says what would supply what is absent", () => {
    expect(elements.find((element) => element.id === "model-timestamp")?.source).toBe("state when the model was built or released");
    expect(completenessOf(emptyResult()).elements.find((element) => element.id === "model-name")).toMatchObject({
      state: "absent",
      of: 0,
      source: "there is nothing of this kind",
    });
  });
  it("holds for any inventory", () => {
    fc.assert(
      fc.property(arbitraryResult, (result) => {
        for (const element of completenessOf(result).elements) expect(element.have).toBeLessThanOrEqual(element.of);
      }),
      { numRuns: 40 },
    );
  });
});
