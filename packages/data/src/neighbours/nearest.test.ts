import { describe, expect, it } from "vitest";
import { Random } from "../statistics/random.ts";
import { exactNeighbours } from "./nearest.ts";

describe("exactNeighbours", () => {
  it("finds what looking at every pair finds, over several blocks", () => {
    const random = new Random(1);
    const [rows, columns, count] = [700, 5, 4];
    const values = Float32Array.from({ length: rows * columns }, () => random.normal());
    const found = exactNeighbours({ rows, columns, values }, count);
    for (let row = 0; row < rows; row += 17) {
      const all = Array.from({ length: rows }, (_, other) => {
        let sum = 0;
        for (let column = 0; column < columns; column++)
          sum += ((values[row * columns + column] ?? 0) - (values[other * columns + column] ?? 0)) ** 2;
        return { other, distance: Math.sqrt(sum) };
      })
        .filter(({ other }) => other !== row)
        .toSorted((left, right) => left.distance - right.distance)
        .slice(0, count);
      expect([...found.indexes.subarray(row * count, (row + 1) * count)]).toEqual(all.map(({ other }) => other));
      for (const [index, { distance }] of all.entries()) expect(found.distances[row * count + index]).toBeCloseTo(distance, 2);
    }
  });

  it("marks what is not there where rows are fewer", () => {
    const { indexes } = exactNeighbours({ rows: 2, columns: 1, values: Float32Array.of(0, 3) }, 3);
    expect([...indexes]).toEqual([1, -1, -1, 0, -1, -1]);
  });
});
