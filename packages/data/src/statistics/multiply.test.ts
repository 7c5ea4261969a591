import { describe, expect, it } from "vitest";
import { multiply, rowMajor, transposed } from "./multiply.ts";
import { Random } from "./random.ts";

describe("multiply", () => {
  it.each([
    [1, 1, 1],
    [3, 5, 7],
    [4, 8, 16],
    [517, 521, 300],
    [5, 700, 2],
  ])("equals the sum of products for %i × %i over %i", (m, n, k) => {
    const random = new Random(m);
    const a = Float32Array.from({ length: m * k }, () => random.normal());
    const b = Float32Array.from({ length: n * k }, () => random.normal());
    const got = multiply({ m, n, k }, rowMajor(a, k), transposed(rowMajor(b, k)));
    let worst = 0;
    for (let i = 0; i < m; i += 1 + Math.floor(m / 40))
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let l = 0; l < k; l++) sum += (a[i * k + l] ?? 0) * (b[j * k + l] ?? 0);
        worst = Math.max(worst, Math.abs(sum - (got[i * n + j] ?? Number.NaN)));
      }
    expect(worst).toBeLessThan(1e-3);
  });
});
