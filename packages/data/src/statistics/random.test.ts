import { describe, expect, it } from "vitest";
import { Random } from "./random.ts";

describe("Random", () => {
  it("gives the same numbers for the same seed and others for another", () => {
    const draw = (seed: number): readonly number[] => {
      const random = new Random(seed);
      return Array.from({ length: 5 }, () => random.bits());
    };
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  it("draws evenly, with the moments of its distributions", () => {
    const random = new Random(7);
    const counts = new Int32Array(10);
    let [sum, squares] = [0, 0];
    for (let index = 0; index < 100_000; index++) {
      const drawn = random.below(10);
      counts[drawn] = (counts[drawn] ?? 0) + 1;
      const normal = random.normal();
      sum += normal;
      squares += normal * normal;
    }
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
    expect(Math.abs(sum / 100_000)).toBeLessThan(0.02);
    expect(Math.abs(squares / 100_000 - 1)).toBeLessThan(0.02);
  });

  it("shuffles all items, and forks by name", () => {
    const items = new Random(3).shuffle(Int32Array.from({ length: 50 }, (_, index) => index));
    expect([...items].sort((left, right) => left - right)).toEqual(Array.from({ length: 50 }, (_, index) => index));
    expect(new Random(3).fork("a").bits()).toBe(new Random(3).fork("a").bits());
    expect(new Random(3).fork("a").bits()).not.toBe(new Random(3).fork("b").bits());
  });
});
