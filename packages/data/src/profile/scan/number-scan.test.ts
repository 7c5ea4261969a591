import { describe, expect, it } from "vitest";
import { mergeNumbers, NumberScan } from "./number-scan.ts";

function factsOf(values: readonly number[]): ReturnType<NumberScan["facts"]> {
  const scan = new NumberScan();
  for (const value of values) scan.add(value);
  return scan.facts();
}

describe("NumberScan", () => {
  it("gives mean and squared distances far from zero without loss", () => {
    const { mean, squares, minimum, maximum } = factsOf([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]);
    expect([mean - 1e9, squares, minimum - 1e9, maximum - 1e9]).toEqual([10, 90, 4, 16]);
  });

  it("counts infinite, zero and negative values apart", () => {
    expect(factsOf([0, -1, 2, Number.POSITIVE_INFINITY])).toMatchObject({ read: 4, infinite: 1, zeros: 1, negative: 1, maximum: 2 });
  });

  it("is the same in parts", () => {
    const values = Array.from({ length: 1000 }, (_, index) => Math.sin(index) * 50 + 3);
    const whole = factsOf(values);
    const merged = mergeNumbers(factsOf(values.slice(0, 300)), mergeNumbers(factsOf([]), factsOf(values.slice(300))));
    expect(merged.mean).toBeCloseTo(whole.mean, 10);
    expect(merged.squares).toBeCloseTo(whole.squares, 6);
    expect([merged.read, merged.minimum, merged.maximum]).toEqual([1000, whole.minimum, whole.maximum]);
  });

  it("keeps what is no number with how often", () => {
    const scan = new NumberScan();
    for (const text of ["n/k", "n/k", "?"]) scan.addOdd(text);
    expect(mergeNumbers(scan.facts(), scan.facts())).toMatchObject({
      unread: 6,
      odd: new Map([
        ["n/k", 4],
        ["?", 2],
      ]),
    });
  });
});
