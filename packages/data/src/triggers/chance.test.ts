import { describe, expect, it } from "vitest";
import { Random } from "../statistics/random.ts";
import { logUpperTail } from "./chance.ts";

const ones = (count: number): Float64Array => new Float64Array(count).fill(1);

describe("logUpperTail", () => {
  it("is the product of the chances where all trials succeed", () => {
    const chances = Float64Array.of(0.1, 0.5, 0.9, 0.3);
    expect(logUpperTail(chances, ones(4), 4)).toBeCloseTo(Math.log(0.1 * 0.5 * 0.9 * 0.3), 2);
  });

  it("bounds the share of simulated sums", () => {
    const random = new Random(4);
    const chances = Float64Array.from({ length: 30 }, () => 0.3 * random.unit());
    let reached = 0;
    for (let trial = 0; trial < 20_000; trial++)
      if (chances.reduce((sum, chance) => sum + (random.unit() < chance ? 1 : 0), 0) >= 10) reached++;
    const bound = Math.exp(logUpperTail(chances, ones(30), 10));
    expect(bound).toBeGreaterThan(reached / 20_000);
    expect(bound).toBeLessThan(0.2);
  });

  it("is 0 for what is expected anyway, and ignores trials without weight", () => {
    expect(logUpperTail(Float64Array.of(0.5, 0.5), ones(2), 1)).toBeCloseTo(0);
    expect(logUpperTail(Float64Array.of(0.1, 0.9), Float64Array.of(1, 0), 1)).toBeCloseTo(Math.log(0.1), 2);
  });
});
