import { describe, expect, it } from "vitest";
import { epsilonAt } from "../accounting/cost.ts";
import { exactly, rational } from "../rational.ts";
import { seeded } from "../testing/seeded.ts";
import { approximateBounds } from "./approximate-bounds.ts";
import { boundContributions, type Row } from "./contributions.ts";
import { gridOf } from "./grid.ts";
import { noiseOf } from "./noise.ts";
import type { Query } from "./query.ts";
import { costOf, release } from "./release.ts";

const epsilon = (value: number) => ({ epsilon: exactly(value) });
const one = { groups: 1, rowsPerGroup: 1 };
const named = { named: ["a"] };

function people(count: number, value: (index: number) => number, group = "a"): Row[] {
  return Array.from({ length: count }, (_, index) => ({ person: `${group}${index}`, group, value: value(index) }));
}

describe("release", () => {
  it("answers near the truth, and says how near", () => {
    const rows = people(2000, (index) => 20 + (index % 40));
    const ask = (query: Query) => release(query, rows, seeded(1)).answers[0];
    const base = { allowance: epsilon(1), bounds: one, groups: named };
    const count = ask({ ...base, kind: "count" });
    expect(Math.abs((count?.values[0] ?? 0) - 2000)).toBeLessThanOrEqual(count?.within ?? 0);
    expect(count?.within).toBeLessThan(10);
    const total = ask({ ...base, kind: "sum", lower: 0, upper: 100 });
    expect(Math.abs((total?.values[0] ?? 0) - 79_000)).toBeLessThanOrEqual(total?.within ?? 0);
    const mean = ask({ ...base, kind: "mean", lower: 0, upper: 100 });
    expect(Math.abs((mean?.values[0] ?? 0) - 39.5)).toBeLessThanOrEqual(mean?.within ?? 0);
    expect(mean?.within).toBeLessThan(1);
    const ranks = ask({ ...base, kind: "quantile", lower: 0, upper: 100, ranks: [0.1, 0.5, 0.9] })?.values ?? [];
    for (const [index, truth] of [24, 39.5, 55].entries()) expect(Math.abs((ranks[index] ?? 0) - truth)).toBeLessThan(5);
  });

  it("holds what it promises in nineteen of twenty cases", () => {
    const random = seeded(2);
    const rows = people(300, (index) => (index % 7) - 3);
    for (const query of [{ kind: "count" }, { kind: "sum", lower: -3, upper: 3 }, { kind: "mean", lower: -3, upper: 3 }] as const) {
      const truth = query.kind === "count" ? 300 : rows.reduce((total, { value }) => total + value, 0) / (query.kind === "mean" ? 300 : 1);
      let held = 0;
      for (let round = 0; round < 200; round++) {
        const [answer] = release({ ...query, allowance: { rho: exactly(0.1) }, bounds: one, groups: named }, rows, random).answers;
        held += Math.abs((answer?.values[0] ?? Number.NaN) - truth) <= (answer?.within ?? 0) ? 1 : 0;
      }
      expect(held, query.kind).toBeGreaterThanOrEqual(185);
    }
  });

  it("lets one person with a thousand rows and huge values count no more than anybody", () => {
    const rows: Row[] = [...people(50, () => 1), ...Array.from({ length: 1000 }, () => ({ person: "loud", group: "a", value: 1e9 }))];
    const ask = (query: Query) => release(query, rows, seeded(3)).answers[0]?.values[0] ?? 0;
    const base = { allowance: epsilon(5), bounds: { groups: 1, rowsPerGroup: 2 }, groups: named };
    expect(ask({ ...base, kind: "count" })).toBeLessThan(60);
    expect(ask({ ...base, kind: "sum", lower: 0, upper: 1 })).toBeLessThan(60);
  });

  it("counts values that are none as the bound nearest to zero", () => {
    const rows = people(100, () => Number.NaN);
    const [answer] = release(
      { kind: "sum", lower: 2, upper: 5, allowance: epsilon(50), bounds: one, groups: named },
      rows,
      seeded(4),
    ).answers;
    expect(answer?.values[0]).toBeCloseTo(200, 0);
  });

  it("shows groups that it found only where enough people are in them, and named ones always", () => {
    const rows = [...people(500, () => 1, "many"), ...people(1, () => 1, "alone"), ...people(2, () => 1, "two")];
    const query: Query = { kind: "count", allowance: epsilon(1), bounds: one, groups: { delta: exactly(1e-6) } };
    for (let seed = 0; seed < 30; seed++) expect(release(query, rows, seeded(seed)).answers.map(({ group }) => group)).toEqual(["many"]);
    const all = release({ ...query, groups: { named: ["none", "alone"] } }, rows, seeded(5));
    expect(all.answers.map(({ group }) => group)).toEqual(["alone", "none"]);
    expect(all.noise).toBe("discrete Laplace");
  });

  it("costs what it says before a row is read", () => {
    const query: Query = { kind: "mean", lower: 0, upper: 1, allowance: epsilon(0.5), bounds: one, groups: { delta: exactly(1e-7) } };
    const cost = costOf(query);
    expect(epsilonAt(cost, exactly(1e-6))).toBeLessThanOrEqual(0.5 + 1e-12);
    expect(epsilonAt(cost, exactly(1e-8))).toBe(Number.POSITIVE_INFINITY);
    expect(costOf({ ...query, allowance: { rho: exactly(0.1) } }).epsilon).toBeUndefined();
  });

  it("refuses questions that no noise can answer", () => {
    const base = { allowance: epsilon(1), bounds: one, groups: named };
    const refused: readonly Query[] = [
      { ...base, kind: "count", allowance: epsilon(0) },
      { ...base, kind: "count", allowance: { rho: rational(-1n) } },
      { ...base, kind: "sum", lower: 1, upper: 1 },
      { ...base, kind: "quantile", lower: 0, upper: 1, ranks: [1.5] },
      { ...base, kind: "quantile", lower: 0, upper: 1, ranks: [] },
      { ...base, kind: "count", groups: { delta: rational(0n) } },
      { ...base, kind: "count", bounds: { groups: 0, rowsPerGroup: 1 } },
      { ...base, kind: "count", bounds: { groups: 1, rowsPerGroup: Number.NaN } },
    ];
    for (const query of refused)
      expect(
        () => release(query, [{ person: "p", group: "a", value: 1 }], seeded(1)),
        JSON.stringify(query, (_, v) => (typeof v === "bigint" ? `${v}` : v)),
      ).toThrow();
  });

  it("keeps order out of the choice of what counts: every row is as likely as any other", () => {
    const kept = new Map<number, number>();
    const random = seeded(6);
    for (let round = 0; round < 3000; round++) {
      const rows = Array.from({ length: 6 }, (_, value) => ({ person: "p", group: `g${value % 3}`, value }));
      for (const members of boundContributions(rows, { groups: 2, rowsPerGroup: 1 }, random).values())
        for (const values of members.values()) for (const value of values) kept.set(value, (kept.get(value) ?? 0) + 1);
    }
    expect(kept.size).toBe(6);
    for (const count of kept.values()) expect(Math.abs(count - 1000)).toBeLessThan(130);
  });
});

describe("gridOf", () => {
  it("takes values to whole steps and back, bounds outward", () => {
    const grid = gridOf(-0.1, 100);
    expect(grid.value(rational(grid.steps(33.3)))).toBeCloseTo(33.3, 6);
    expect(grid.steps(Number.NEGATIVE_INFINITY)).toBe(grid.lower);
    expect(grid.steps(1e300)).toBe(grid.upper);
    expect(grid.value(rational(grid.lower))).toBeLessThanOrEqual(-0.1);
    for (const [lower, upper] of [
      [0, 1e308],
      [0, 5e-324],
      [-1e-300, 1e-300],
      [1e9, 1e9 + 1],
    ] as const)
      expect(gridOf(lower, upper).steps(upper)).toBeGreaterThan(gridOf(lower, upper).steps(lower));
  });
});

describe("approximateBounds", () => {
  const noise = (seed: number) => noiseOf(epsilon(1), { many: 1n, each: 1n }, seeded(seed));

  it("holds most values of either sign", () => {
    const values = Array.from({ length: 4000 }, (_, index) => (index % 300) - 100);
    expect(approximateBounds(values, noise(1))).toEqual({ lower: -128, upper: 256 });
    expect(
      approximateBounds(
        values.map((value) => value + 150),
        noise(2),
      ),
    ).toEqual({ lower: 32, upper: 512 });
  });

  it("does not follow a few far values, and says where there are too few", () => {
    expect(approximateBounds([...new Array<number>(3000).fill(9), 1e12, -1e12], noise(3))).toEqual({ lower: 8, upper: 16 });
    expect(approximateBounds([1, 2, 3], noise(4))).toBeUndefined();
    expect(() => approximateBounds([Number.NaN], noise(5))).toThrow(/numbers only/);
  });
});
