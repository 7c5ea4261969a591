import { describe, expect, it } from "vitest";
import { Random } from "../../statistics/random.ts";
import { DistinctSample } from "./distinct-sample.ts";

function add(sample: DistinctSample, low: number, high: number, value?: string): void {
  const slot = sample.add(low >>> 0, high >>> 0);
  if (slot < 0 && slot !== Number.MIN_SAFE_INTEGER) {
    if (value !== undefined) sample.keep(~slot, value);
    sample.settle();
  }
}

describe("DistinctSample", () => {
  it("counts exactly while the values fit, and knows the commonest", () => {
    const sample = new DistinctSample(1000);
    for (let index = 0; index < 900; index++)
      for (let times = 0; times <= index % 3; times++) add(sample, index * 2654435761, index * 40503, `v${index}`);
    expect(sample.level).toBe(0);
    expect(sample.distinct()).toBe(900);
    expect(sample.repeated()).toEqual({ values: 600, sampled: 900 });
    expect(sample.top(1)).toEqual([{ value: "v101", count: 3 }]);
  });

  it("estimates above that within a few per cent, also merged", () => {
    const random = new Random(3);
    const keys = Array.from({ length: 50_000 }, () => [random.bits(), random.bits()] as const);
    const [whole, first, second] = [new DistinctSample(1024), new DistinctSample(1024), new DistinctSample(1024)];
    keys.forEach(([low, high], index) => {
      add(whole, low, high);
      add(index % 2 === 0 ? first : second, low, high);
    });
    first.merge(second.state());
    for (const sample of [whole, first]) {
      expect(Math.abs(sample.distinct() / 50_000 - 1)).toBeLessThan(0.12);
      expect(sample.repeated().values).toBe(0);
    }
  });

  it("keeps all occurrences of the values it holds", () => {
    const random = new Random(4);
    const keys = Array.from({ length: 20_000 }, () => [random.bits(), random.bits()] as const);
    const sample = new DistinctSample(512);
    for (let round = 0; round < 2; round++) for (const [low, high] of keys) add(sample, low, high);
    const { values, sampled } = sample.repeated();
    expect(values).toBe(sampled);
    expect(sampled).toBeGreaterThan(100);
  });
});
