import { describe, expect, it } from "vitest";
import { Random } from "../statistics/random.ts";
import { Ranks } from "./ranks.ts";

function expectAsCounted(numbers: readonly number[], values: readonly number[]): void {
  const sorted = Float64Array.from(numbers).sort();
  const ranks = new Ranks(sorted);
  for (const value of values) expect(ranks.upTo(value)).toBe(sorted.filter((number) => number <= value).length);
}

describe("Ranks", () => {
  const random = new Random(1);
  it("counts as looking at every number does", () => {
    const numbers = Array.from({ length: 300 }, () => random.normal());
    expectAsCounted(numbers, [...numbers, -100, 100, 0, ...numbers.map((number) => number + 1e-9)]);
  });

  it("counts repeated numbers, heavy tails and tiny gaps", () => {
    const repeated = Array.from({ length: 200 }, () => random.below(4));
    expectAsCounted(repeated, [-1, 0, 0.5, 1, 2, 3, 4]);
    const heavy = Array.from({ length: 200 }, () => Math.exp(40 * random.normal()));
    expectAsCounted([...heavy, 1e308, -1e308], [...heavy, 1e308, -1e308, 0]);
    expectAsCounted([1, 1 + 2 ** -52, 1 + 2 ** -51], [1, 1 + 2 ** -52, 2]);
  });

  it("knows one number, and none", () => {
    expectAsCounted([5], [4, 5, 6]);
    expectAsCounted([], [1]);
  });
});
