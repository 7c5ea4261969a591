import { describe, expect, it } from "vitest";
import { leadingComponents } from "./components.ts";
import { binomialUpper, logGamma, normalQuantileUpper, normalUpper, poissonUpper } from "./distributions.ts";
import { minimise } from "./minimise.ts";
import { Random } from "./random.ts";
import { tailP } from "./tail.ts";

describe("distributions", () => {
  it("agree with published values", () => {
    expect(logGamma(10)).toBeCloseTo(Math.log(362_880), 9);
    expect(normalUpper(1.959963985)).toBeCloseTo(0.025, 9);
    expect(normalUpper(6) / 9.865876450376946e-10).toBeCloseTo(1, 8);
    expect(normalUpper(-1)).toBeCloseTo(0.8413447460685429, 9);
    expect(normalQuantileUpper(0.025)).toBeCloseTo(1.959963985, 6);
    expect(binomialUpper(8, 10, 0.5)).toBeCloseTo(56 / 1024, 12);
    expect(binomialUpper(0, 10, 0.5)).toBe(1);
    expect(binomialUpper(11, 10, 0.5)).toBe(0);
    expect(poissonUpper(3, 1)).toBeCloseTo(1 - 2.5 * Math.exp(-1), 12);
    expect(poissonUpper(1, 0)).toBe(0);
  });
});

describe("minimise", () => {
  it("finds the valley of Rosenbrock's function", () => {
    const point = Float64Array.of(-1.2, 1);
    minimise(
      (at, gradient) => {
        const [x = 0, y = 0] = at;
        gradient[0] = -2 * (1 - x) - 400 * x * (y - x * x);
        gradient[1] = 200 * (y - x * x);
        return (1 - x) ** 2 + 100 * (y - x * x) ** 2;
      },
      point,
      { iterations: 200, tolerance: 1e-9 },
    );
    expect(point[0]).toBeCloseTo(1, 2);
    expect(point[1]).toBeCloseTo(1, 2);
  });
});

describe("leadingComponents", () => {
  it("keeps distances where a few directions carry all", () => {
    const random = new Random(4);
    const [rows, columns] = [60, 40];
    const basis = Array.from({ length: 3 }, () => Float64Array.from({ length: columns }, () => random.normal()));
    const values = new Float32Array(rows * columns);
    for (let row = 0; row < rows; row++)
      for (const direction of basis) {
        const weight = random.normal();
        for (let column = 0; column < columns; column++)
          values[row * columns + column] = (values[row * columns + column] ?? 0) + weight * (direction[column] ?? 0);
      }
    const reduced = leadingComponents({ rows, columns, values }, 3, new Random(1));
    const distance = (matrix: Float32Array, width: number, a: number, b: number): number => {
      let sum = 0;
      for (let column = 0; column < width; column++) sum += ((matrix[a * width + column] ?? 0) - (matrix[b * width + column] ?? 0)) ** 2;
      return Math.sqrt(sum);
    };
    for (let row = 1; row < rows; row++) expect(distance(reduced.values, 3, 0, row)).toBeCloseTo(distance(values, columns, 0, row), 1);
  });
});

describe("tailP", () => {
  it("calls what lies far beyond the tail unlikely, and nothing in a clean sample", () => {
    const random = new Random(2);
    const values = Float64Array.from({ length: 3000 }, () => 3 + Math.abs(random.normal()));
    expect(Math.min(...tailP(values))).toBeGreaterThan(1e-5);
    for (let row = 0; row < 30; row++) values[row] = 30;
    expect(Math.max(...tailP(values).subarray(0, 30))).toBeLessThan(1e-6);
  });

  it("is not moved by a tenth of the rows", () => {
    const random = new Random(4);
    const values = Float64Array.from({ length: 3000 }, () => 3 + Math.abs(random.normal()));
    for (let row = 0; row < 240; row++) values[row] = 30;
    expect(Math.max(...tailP(values).subarray(0, 240))).toBeLessThan(1e-4);
  });
});
