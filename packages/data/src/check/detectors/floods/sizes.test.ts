import { describe, expect, it } from "vitest";
import { discreteSizeChance, sizeChance } from "./sizes.ts";

/** Sizes whose shares fall with a power from 2 on, largest first left to the law itself. */
function powerLaw(exponent: number, count: number): readonly number[] {
  const shares = Array.from({ length: 2000 }, (_, index) => (index + 2) ** -exponent);
  const all = shares.reduce((sum, share) => sum + share, 0);
  return shares.flatMap((share, index) => new Array<number>(Math.round((count * share) / all)).fill(index + 2));
}

describe.each([
  ["by the approximation", sizeChance],
  ["by the discrete law", discreteSizeChance],
])("honest sizes %s", (_, law) => {
  it("expects what is common and does not expect what is far beyond it", () => {
    const chance = law(powerLaw(4, 200));
    expect(chance(3, 1)).toBeGreaterThan(0.9);
    expect(chance(200, 1)).toBeLessThan(0.01);
    expect(chance(200, 3)).toBeLessThan(chance(200, 1));
  });

  it("knows honest copies as few where there are none", () => {
    expect(law([])(30, 1)).toBeLessThan(0.02);
    expect(law([])(2, 1)).toBeGreaterThan(0.5);
  });
});

describe("discreteSizeChance", () => {
  it("gives the expected number that the law itself gives", () => {
    const sizes = powerLaw(3.5, 4000);
    const expected = sizes.filter((size) => size >= 12).length;
    // The five largest have no say, so the tail comes out a little lighter.
    const chance = discreteSizeChance(sizes);
    expect(chance(12, Math.round(1.6 * expected))).toBeLessThan(0.05);
    expect(chance(12, Math.round(0.5 * expected))).toBeGreaterThan(0.9);
  });
});
