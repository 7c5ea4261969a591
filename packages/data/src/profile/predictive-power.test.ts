import { describe, expect, it } from "vitest";
import { Random } from "../statistics/random.ts";
import { classesOf, predictivePower } from "./predictive-power.ts";

const random = new Random(1);
const rows = 4000;
const labels = Int32Array.from({ length: rows }, () => (random.unit() < 0.1 ? 1 : 0));

describe("predictivePower", () => {
  it("is 1 for a copy of the label, also as a number with noise that keeps the classes apart", () => {
    expect(predictivePower({ kind: "text", values: [...labels].map(String) }, labels, 2, 1)).toBe(1);
    const values = Float64Array.from(labels, (label) => label * 10 + random.unit());
    expect(predictivePower({ kind: "number", values }, labels, 2, 1)).toBeGreaterThan(0.95);
  });

  it("is near 0 for noise and for identifiers, which tell nothing about other rows", () => {
    expect(predictivePower({ kind: "number", values: Float64Array.from(labels, () => random.unit()) }, labels, 2, 1)).toBeLessThan(0.15);
    expect(predictivePower({ kind: "text", values: [...labels].map((_, row) => `id-${row}`) }, labels, 2, 1)).toBe(0);
  });

  it("sees that missing values tell the label", () => {
    const values = Float64Array.from(labels, (label) => (label === 1 ? Number.NaN : random.unit()));
    expect(predictivePower({ kind: "number", values }, labels, 2, 1)).toBeGreaterThan(0.99);
  });

  it("has nothing to say for one class", () => {
    expect(predictivePower({ kind: "number", values: new Float64Array(10) }, new Int32Array(10), 1, 1)).toBe(0);
  });
});

describe("classesOf", () => {
  it("takes values as classes and bins numbers with many", () => {
    expect(classesOf({ kind: "text", values: ["a", "b", "a"] })).toEqual({ labels: Int32Array.of(0, 1, 0), classes: 2 });
    expect(classesOf({ kind: "number", values: Float64Array.from({ length: 100 }, (_, row) => row) })?.classes).toBe(5);
    expect(classesOf({ kind: "text", values: ["a", "a"] })).toBeUndefined();
  });
});
