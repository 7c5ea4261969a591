import { afterAll, describe, expect, it } from "vitest";
import { Random } from "../statistics/random.ts";
import type { Matrix } from "../table/table.ts";
import { Crew } from "../threads/crew.ts";
import { exactNeighbours, type Neighbours } from "./nearest.ts";

function normalPoints(rows: number, columns: number, seed: number): Matrix {
  const random = new Random(seed);
  return { rows, columns, values: Float32Array.from({ length: rows * columns }, () => random.normal()) };
}

/** By looking at every pair, of some rows. */
function expectExact({ rows, columns, values }: Matrix, found: Neighbours, step: number): void {
  const { count } = found;
  for (let row = 0; row < rows; row += step) {
    const all = Array.from({ length: rows }, (_, other) => {
      let sum = 0;
      for (let column = 0; column < columns; column++)
        sum += ((values[row * columns + column] ?? 0) - (values[other * columns + column] ?? 0)) ** 2;
      return { other, distance: Math.sqrt(sum) };
    })
      .filter(({ other }) => other !== row)
      .toSorted((left, right) => left.distance - right.distance || left.other - right.other)
      .slice(0, count);
    expect([...found.indexes.subarray(row * count, (row + 1) * count)]).toEqual(all.map(({ other }) => other));
    for (const [index, { distance }] of all.entries()) expect(found.distances[row * count + index]).toBe(Math.fround(distance));
  }
}

describe("exactNeighbours", () => {
  it.each([1, 2, 5, 64, 70])("finds what looking at every pair finds, over several blocks of %i columns", (columns) => {
    const points = normalPoints(1100, columns, columns);
    expectExact(points, exactNeighbours(points, 4), 17);
  });

  it("takes the lower number where rows are equally near, and copies at distance 0 first", () => {
    const random = new Random(2);
    const points = { rows: 900, columns: 3, values: Float32Array.from({ length: 2700 }, () => random.below(6)) };
    const found = exactNeighbours(points, 7);
    expectExact(points, found, 1);
    expect(found.distances.filter((distance) => distance === 0).length).toBeGreaterThan(1000);
  });

  it("stays exact where a few rows lie a million times further out", () => {
    const points = normalPoints(700, 6, 3);
    for (const row of [5, 300, 699]) points.values[row * 6 + 2] = 1e6 * row;
    expectExact(points, exactNeighbours(points, 5), 3);
    expectExact(points, exactNeighbours(points, 5), 300);
  });

  it("gives rows that are no points no neighbours, and does not give them to others", () => {
    const points = normalPoints(300, 2, 4);
    points.values[20] = Number.NaN;
    points.values[41] = Number.POSITIVE_INFINITY;
    const { indexes, distances } = exactNeighbours(points, 3);
    expect([...indexes.subarray(30, 33)]).toEqual([-1, -1, -1]);
    expect(distances[30]).toBe(Number.POSITIVE_INFINITY);
    expect(indexes).not.toContain(10);
  });

  it("marks what is not there where rows are fewer", () => {
    const { indexes } = exactNeighbours({ rows: 2, columns: 1, values: Float32Array.of(0, 3) }, 3);
    expect([...indexes]).toEqual([1, -1, -1, 0, -1, -1]);
  });

  it("knows rows that are all alike", () => {
    const { indexes, distances } = exactNeighbours({ rows: 50, columns: 2, values: new Float32Array(100).fill(7) }, 2);
    expect([...indexes.subarray(0, 6)]).toEqual([1, 2, 0, 2, 0, 1]);
    expect(distances.every((distance) => distance === 0)).toBe(true);
  });
});

describe("exactNeighbours over threads", () => {
  const [alone, three] = [new Crew(0), new Crew(2)];
  afterAll(async () => {
    await three.dismiss();
  });

  it("is the same for any number of threads", () => {
    const points = normalPoints(5000, 8, 6);
    for (let row = 100; row < 200; row++) points.values.copyWithin(row * 8, 0, 8);
    const one = exactNeighbours(points, 6, () => alone);
    const many = exactNeighbours(points, 6, () => three);
    expect(many.indexes).toEqual(one.indexes);
    expect(many.distances).toEqual(one.distances);
    expectExact(points, one, 499);
  });
});
