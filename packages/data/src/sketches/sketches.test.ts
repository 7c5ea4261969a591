import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Random } from "../statistics/random.ts";
import { DistinctSketch } from "./distinct-sketch.ts";
import { FrequentSketch } from "./frequent-sketch.ts";
import { Moments } from "./moments.ts";
import { QuantileSketch } from "./quantile-sketch.ts";

function quantilesOf(values: Iterable<number>, k = 200, seed = 1): QuantileSketch {
  const sketch = new QuantileSketch(k, seed);
  for (const value of values) sketch.add(value);
  return sketch;
}

/** The largest distance between the sketch's distribution and the exact one. */
function rankError(sketch: QuantileSketch, values: Float64Array): number {
  const sorted = values.slice().sort();
  let [at, worst, before] = [0, 0, 0];
  for (const { value, below } of sketch.steps()) {
    while (at < sorted.length && (sorted[at] ?? 0) < value) at++;
    worst = Math.max(worst, Math.abs(at - before) / sorted.length);
    while (at < sorted.length && (sorted[at] ?? 0) <= value) at++;
    worst = Math.max(worst, Math.abs(at - below) / sorted.length);
    before = below;
  }
  return worst;
}

function normals(count: number, seed: number): Float64Array {
  const random = new Random(seed);
  return Float64Array.from({ length: count }, () => random.normal());
}

describe("QuantileSketch", () => {
  it("keeps every value while it can, and the stated bound on ranks after", () => {
    expect(quantilesOf([3, 1, 2]).steps()).toEqual([
      { value: 1, below: 1 },
      { value: 2, below: 2 },
      { value: 3, below: 3 },
    ]);
    expect(quantilesOf([3, 1, 2]).epsilon).toBe(0);
    let beyond = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const values = normals(20_000, seed);
      const sketch = quantilesOf(values, 200, seed);
      if (rankError(sketch, values) > sketch.epsilon) beyond++;
      expect(sketch.count).toBe(20_000);
      expect(sketch.state().levels.flat().length).toBeLessThan(700);
    }
    expect(beyond).toBeLessThanOrEqual(2);
  });

  it("holds the bound in whatever order parts are merged, with all weight kept", () => {
    const values = normals(24_000, 5);
    const parts = [0, 1, 2, 3].map((part) => quantilesOf(values.subarray(part * 6000, part * 6000 + 6000), 200, 9));
    const [a, b, c, d] = parts.map((part) => part.state());
    if (a === undefined || b === undefined || c === undefined || d === undefined) throw new Error("four parts");
    const read = (state: typeof a): QuantileSketch => QuantileSketch.from(state, 9);
    const left = read(a);
    for (const part of [b, c, d]) left.merge(read(part));
    const [first, second] = [read(d), read(b)];
    first.merge(read(c));
    second.merge(read(a));
    first.merge(second);
    for (const merged of [left, first]) {
      expect(merged.count).toBe(24_000);
      expect(merged.steps().at(-1)?.below).toBe(24_000);
      expect(rankError(merged, values)).toBeLessThan(merged.epsilon);
    }
  });

  it("gives the same bytes for the same values and goes on from a saved state as if never saved", () => {
    const values = normals(5000, 3);
    const once = quantilesOf(values, 64, 4);
    const halves = quantilesOf(values.subarray(0, 2500), 64, 4);
    const resumed = QuantileSketch.from(halves.state(), 4);
    for (const value of values.subarray(2500)) resumed.add(value);
    expect(resumed.state()).toEqual(once.state());
    expect(quantilesOf(values, 64, 4).state()).toEqual(once.state());
    expect(quantilesOf(values, 64, 5).state()).not.toEqual(once.state());
  });

  it("takes infinities and refuses what cannot be a sketch", () => {
    const sketch = quantilesOf([Number.NEGATIVE_INFINITY, 0, Number.NaN, Number.POSITIVE_INFINITY]);
    expect([sketch.count, sketch.minimum, sketch.maximum]).toEqual([3, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
    const state = quantilesOf([1, 2, 3]).state();
    expect(() => QuantileSketch.from({ ...state, count: 9 })).toThrow(/do not add up/);
    expect(() => QuantileSketch.from({ ...state, maximum: 2 })).toThrow(/beyond its range/);
    expect(() => QuantileSketch.from({ ...state, levels: [] })).toThrow(/levels/);
    expect(() => QuantileSketch.from({ ...state, count: 900, levels: [Array.from({ length: 900 }, () => 2)] })).toThrow(/too many/);
    expect(() => new QuantileSketch(3)).toThrow(/takes k/);
    expect(() => sketch.merge(new QuantileSketch(100))).toThrow(/different size/);
  });
});

describe("DistinctSketch", () => {
  it("estimates over the whole range within four standard errors", () => {
    for (const count of [0, 1, 50, 1000, 5000, 20_000, 60_000, 200_000]) {
      const sketch = new DistinctSketch();
      for (let item = 0; item < count; item++) sketch.addText(`user-${item}`);
      for (let item = 0; item < Math.min(count, 1000); item++) sketch.addText(`user-${item}`);
      expect(Math.abs(sketch.estimate() - count)).toBeLessThanOrEqual(Math.max(1, 0.033 * count));
    }
    const numbers = new DistinctSketch();
    for (let item = 0; item < 30_000; item++) numbers.addNumber(item / 7);
    expect(Math.abs(numbers.estimate() - 30_000)).toBeLessThan(1000);
  });

  it("merges to the very sketch of all values, in any order", () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string(), { maxLength: 400 }), { minLength: 3, maxLength: 3 }), (lists) => {
        const sketchOf = (values: readonly string[]): DistinctSketch => {
          const sketch = new DistinctSketch();
          for (const value of values) sketch.addText(value);
          return sketch;
        };
        const [a = [], b = [], c = []] = lists;
        const [left, right, inner] = [sketchOf(a), sketchOf(c), sketchOf(b)];
        left.merge(sketchOf(b));
        left.merge(sketchOf(c));
        inner.merge(sketchOf(a));
        right.merge(inner);
        expect(left.state()).toEqual(right.state());
        expect(left.state()).toEqual(sketchOf([...a, ...b, ...c]).state());
        expect(DistinctSketch.from(left.state()).state()).toEqual(left.state());
      }),
      { numRuns: 30 },
    );
  });

  it("refuses damaged registers", () => {
    expect(() => DistinctSketch.from({ sparse: [5, 3, 4, 1] })).toThrow(/damaged/);
    expect(() => DistinctSketch.from({ sparse: [5, 90] })).toThrow(/damaged/);
    expect(() => DistinctSketch.from({ sparse: [99_999, 1] })).toThrow(/damaged/);
    expect(() => DistinctSketch.from({ dense: "AAAA" })).toThrow(/damaged/);
  });
});

describe("FrequentSketch", () => {
  const values = fc.array(fc.integer({ min: 0, max: 40 }).map(String), { maxLength: 600 });
  const exactly = (items: readonly string[]): ReadonlyMap<string, number> => {
    const counts = new Map<string, number>();
    for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
    return counts;
  };
  const sketchOf = (items: readonly string[], capacity: number): FrequentSketch => {
    const sketch = new FrequentSketch(capacity);
    for (const item of items) sketch.add(item);
    return sketch;
  };

  it("is exact within its capacity and too low by at most its error beyond, merged or not", () => {
    fc.assert(
      fc.property(values, values, values, fc.integer({ min: 1, max: 50 }), (a, b, c, capacity) => {
        const all = exactly([...a, ...b, ...c]);
        const left = sketchOf(a, capacity);
        left.merge(sketchOf(b, capacity));
        left.merge(sketchOf(c, capacity));
        const right = sketchOf(b, capacity);
        right.merge(sketchOf(c, capacity));
        const whole = sketchOf(a, capacity);
        whole.merge(right);
        for (const merged of [left, whole, sketchOf([...a, ...b, ...c], capacity)]) {
          const found = new Map(merged.entries());
          expect(merged.error).toBeLessThanOrEqual(merged.count / (capacity + 1));
          for (const [value, count] of all) {
            expect(found.get(value) ?? 0).toBeLessThanOrEqual(count);
            expect(found.get(value) ?? 0).toBeGreaterThanOrEqual(count - merged.error);
          }
          expect(FrequentSketch.from(merged.state()).entries()).toEqual(merged.entries());
          if (all.size <= capacity) expect(found).toEqual(all);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("refuses counts that cannot be", () => {
    const state = sketchOf(["a", "a", "b"], 4).state();
    expect(() => FrequentSketch.from({ ...state, count: 2 })).toThrow(/do not add up/);
    expect(() => FrequentSketch.from({ ...state, error: 5 })).toThrow(/error/);
    expect(() => FrequentSketch.from({ ...state, capacity: 1 })).toThrow(/too many/);
    expect(() =>
      FrequentSketch.from({
        ...state,
        counts: [
          ["a", 1],
          ["a", 2],
        ],
      }),
    ).toThrow(/twice/);
    expect(() => new FrequentSketch(0)).toThrow(/capacity/);
    expect(() => new FrequentSketch(2).merge(new FrequentSketch(3))).toThrow(/different size/);
  });
});

describe("Moments", () => {
  it("agrees with the definitions, merged or not", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 4, maxLength: 80 }), fc.nat(80), (values, cut) => {
        const merged = new Moments();
        const rest = new Moments();
        for (const [at, value] of values.entries()) (at < cut ? merged : rest).add(value);
        merged.merge(rest);
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        const central = (power: number): number => values.reduce((sum, value) => sum + (value - mean) ** power, 0);
        expect(merged.mean).toBeCloseTo(mean, 6);
        expect(merged.deviation).toBeCloseTo(Math.sqrt(central(2) / (values.length - 1)), 6);
        const [own, exact] = [merged.state(), { third: central(3), fourth: central(4) }];
        expect(Math.abs(own.third - exact.third)).toBeLessThan(1e-6 * (1 + Math.abs(central(2)) ** 1.5));
        expect(Math.abs(own.fourth - exact.fourth)).toBeLessThan(1e-6 * (1 + exact.fourth));
        expect(Moments.from(own).state()).toEqual(own);
      }),
    );
  });
});
