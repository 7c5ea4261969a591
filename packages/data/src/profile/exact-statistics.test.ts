import { describe, expect, it } from "vitest";
import { exactStatistics } from "./exact-statistics.ts";
import { DistinctSample } from "./scan/distinct-sample.ts";

function sampleOf(values: readonly (readonly [string, number])[]): DistinctSample {
  const sample = new DistinctSample(1000);
  for (const [index, [value, count]] of values.entries()) {
    const slot = sample.add(index + 1, index * 7 + 1, count);
    sample.keep(~slot, value);
    sample.settle();
  }
  return sample;
}

describe("exactStatistics", () => {
  it("computes moments and quantiles from values and their counts", () => {
    const found = exactStatistics(
      sampleOf([
        ["1", 2],
        ["3", 1],
        ["-2.5", 1],
        ["inf", 1],
        ["abc", 4],
      ]),
      { type: "number", prose: false },
    );
    expect(found?.statistics).toMatchObject({ read: 5, infinite: 1, minimum: -2.5, maximum: 3, mean: 0.625, negative: 1, zeros: 0 });
    // Sample deviation of -2.5, 1, 1, 3.
    expect(found?.statistics.standardDeviation).toBeCloseTo(2.2867, 4);
    expect(found?.statistics.quantiles[16]).toBe(1);
    expect(found?.odd).toEqual([{ value: "abc", count: 4 }]);
  });

  it("interpolates between neighbours", () => {
    const found = exactStatistics(
      sampleOf([
        ["0", 1],
        ["10", 1],
      ]),
      { type: "number", prose: false },
    );
    expect(found?.statistics.quantiles[16]).toBe(5);
    expect(found?.statistics.quantiles.at(-1)).toBe(10);
  });

  it("reads moments with and without a zone", () => {
    const found = exactStatistics(
      sampleOf([
        ["2026-01-02", 1],
        ["2026-01-02 01:00:00+01:00", 1],
        ["2026-01-02T00:00:30Z", 1],
        ["soon", 1],
      ]),
      { type: "time", prose: false },
    );
    expect(found?.statistics).toMatchObject({ read: 3, minimum: Date.UTC(2026, 0, 2) / 1000, maximum: Date.UTC(2026, 0, 2) / 1000 + 30 });
    expect(found?.odd).toEqual([{ value: "soon", count: 1 }]);
  });

  it("leaves sampled values and other forms of time to the engine", () => {
    const many = new DistinctSample(64);
    for (let index = 1; index < 500; index++) {
      const slot = many.add((index * 2654435761) >>> 0, (index * 40503) >>> 0);
      if (slot < 0 && slot !== Number.MIN_SAFE_INTEGER) many.settle();
    }
    expect(exactStatistics(many, { type: "number", prose: false })).toBeUndefined();
    expect(exactStatistics(sampleOf([["1.2.2026", 1]]), { type: "time", timeFormat: "%d.%m.%Y", prose: false })).toBeUndefined();
  });
});
