import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  approximately,
  ceiling,
  compare,
  decimal,
  exactly,
  floor,
  integerRoot,
  nearest,
  product,
  quotient,
  rational,
  readRational,
  sum,
  written,
} from "./rational.ts";

const doubles = fc.double({ noNaN: true, noDefaultInfinity: true });

describe("rational", () => {
  it("takes a double to its last bit and back", () => {
    fc.assert(
      fc.property(doubles, (value) => {
        expect(approximately(exactly(value))).toBe(value === 0 ? 0 : value);
      }),
    );
    expect(written(exactly(0.1))).toBe("3602879701896397/36028797018963968");
    expect(written(exactly(Number.MIN_VALUE))).toBe(`1/${2n ** 1074n}`);
    expect(exactly(Number.MAX_VALUE)).toEqual({ numerator: BigInt(Number.MAX_VALUE), denominator: 1n });
  });

  it("adds and multiplies without loss, where doubles do not", () => {
    const tenth = rational(1n, 10n);
    expect(written(sum(tenth, rational(2n, 10n)))).toBe("3/10");
    expect(compare(sum(exactly(0.1), exactly(0.2)), exactly(0.3))).toBe(1);
    expect(written(quotient(product(tenth, rational(-6n)), rational(3n, -7n)))).toBe("7/5");
  });

  it("rounds toward the side that is asked for", () => {
    for (const [value, down, up, near] of [
      [rational(7n, 2n), 3n, 4n, 4n],
      [rational(-7n, 2n), -4n, -3n, -3n],
      [rational(-6n, 2n), -3n, -3n, -3n],
      [rational(10n, 3n), 3n, 4n, 3n],
    ] as const)
      expect([floor(value), ceiling(value), nearest(value)]).toEqual([down, up, near]);
  });

  it("finds whole roots of any size", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 60n), (value) => {
        const root = integerRoot(value);
        expect(root * root <= value && (root + 1n) * (root + 1n) > value).toBe(true);
      }),
    );
  });

  it("shows fractions that no double holds", () => {
    expect(approximately(rational(3n ** 900n, 3n ** 899n))).toBeCloseTo(3, 10);
    expect(approximately(rational(1n, 10n ** 400n))).toBe(0);
  });

  it("reads what it writes, and nothing else", () => {
    fc.assert(
      fc.property(doubles, (value) => {
        expect(readRational(written(exactly(value)))).toEqual(exactly(value));
      }),
    );
    for (const text of ["", "1", "1/0", "1/-2", "0x1/2", " 1/2", "1/2\n", `${"9".repeat(5000)}/1`])
      expect(() => readRational(text)).toThrow(/is no fraction/);
  });

  it("takes decimals as they are typed", () => {
    expect(["0.3", "1e-6", "-2.50", ".5", "3", "1E2"].map((text) => written(decimal(text)))).toEqual([
      "3/10",
      "1/1000000",
      "-5/2",
      "1/2",
      "3/1",
      "100/1",
    ]);
    for (const text of ["", ".", "1,5", "Infinity", "0x1", "1e9999", "--1", "1 "]) expect(() => decimal(text)).toThrow(/no number such as/);
  });

  it("refuses what is no number", () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) expect(() => exactly(value)).toThrow(/no number/);
    expect(() => rational(1n, 0n)).toThrow(/zero below/);
  });
});
