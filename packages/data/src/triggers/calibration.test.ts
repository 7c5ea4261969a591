import { describe, expect, it } from "vitest";
import { Random } from "../statistics/random.ts";
import { calibrate } from "./calibration.ts";

describe("calibrate", () => {
  it("finds the true chances behind overconfident predictions, and never falls", () => {
    const random = new Random(2);
    const truth = Float32Array.from({ length: 8000 }, () => random.unit());
    const outcomes = Array.from(truth, (chance) => random.unit() < chance);
    const sharpened = truth.map((chance) => chance ** 3 / (chance ** 3 + (1 - chance) ** 3));
    const calibration = calibrate(sharpened, (row) => outcomes[row] === true);
    for (const chance of [0.2, 0.5, 0.8]) expect(calibration(chance ** 3 / (chance ** 3 + (1 - chance) ** 3))).toBeCloseTo(chance, 1);
    for (let step = 1; step <= 100; step++) expect(calibration(step / 100)).toBeGreaterThanOrEqual(calibration((step - 1) / 100));
  });

  it("never says 0 or 1", () => {
    const calibration = calibrate(
      Float32Array.from({ length: 100 }, (_, row) => row / 100),
      (row) => row >= 50,
    );
    expect(calibration(0)).toBeGreaterThan(0);
    expect(calibration(1)).toBeLessThan(1);
  });
});
