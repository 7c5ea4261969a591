import { describe, expect, it } from "vitest";
import { Random } from "../statistics/random.ts";
import { additiveColumns, binnedColumns } from "./encode-columns.ts";
import { encodeText, wordsOf } from "./encode-text.ts";
import { denseLogistic, sparseLogistic } from "./logistic.ts";
import type { BaseModel, Target } from "./model.ts";
import { naiveBayes } from "./naive-bayes.ts";
import { randomRectified } from "./random-features.ts";
import { boostedTrees } from "./trees.ts";

const ROWS = 900;
const random = new Random(1);
const x = Float64Array.from({ length: ROWS }, () => random.normal());
const y = Float64Array.from({ length: ROWS }, () => random.normal());
const columns = [
  { kind: "number" as const, name: "x", values: x },
  { kind: "number" as const, name: "y", values: y },
];
const train = Int32Array.from({ length: 600 }, (_, row) => row);
const test = Int32Array.from({ length: 300 }, (_, row) => 600 + row);

function accuracy(model: BaseModel, target: Target): number {
  const scores = model.scores(target, train, test);
  let right = 0;
  for (const [position, row] of test.entries()) {
    const own = scores.subarray(position * target.classes, (position + 1) * target.classes);
    if (own.indexOf(Math.max(...own)) === target.labels[row]) right++;
  }
  return right / test.length;
}

const linear: Target = { classes: 2, labels: Int32Array.from(x, (value, row) => (value + (y[row] ?? 0) > 0 ? 1 : 0)) };
const crossed: Target = { classes: 2, labels: Int32Array.from(x, (value, row) => (value * (y[row] ?? 0) > 0 ? 1 : 0)) };
const quadrants: Target = { classes: 4, labels: Int32Array.from(x, (value, row) => (value > 0 ? 1 : 0) + ((y[row] ?? 0) > 0 ? 2 : 0)) };

describe("base models", () => {
  it("logistic regression learns what is linear and not what is crossed", () => {
    const model = sparseLogistic("linear", additiveColumns(ROWS, columns, false), 0.1);
    expect(accuracy(model, linear)).toBeGreaterThan(0.95);
    expect(accuracy(model, crossed)).toBeLessThan(0.65);
    expect(accuracy(model, quadrants)).toBeGreaterThan(0.93);
  });

  it("boosted trees and random rectified features learn what is crossed", () => {
    expect(accuracy(boostedTrees(binnedColumns(ROWS, columns), new Random(2)), crossed)).toBeGreaterThan(0.93);
    expect(accuracy(boostedTrees(binnedColumns(ROWS, columns), new Random(2)), quadrants)).toBeGreaterThan(0.93);
    const values = Float32Array.from({ length: 2 * ROWS }, (_, index) => (index % 2 === 0 ? x : y)[index >> 1] ?? 0);
    const rectified = randomRectified({ rows: ROWS, columns: 2, values }, 128, new Random(3));
    expect(accuracy(denseLogistic("rectified", rectified.values, 128, 1), crossed)).toBeGreaterThan(0.93);
  });

  it("trees split categories into any two sets", () => {
    const codes = Int32Array.from({ length: ROWS }, () => random.below(6));
    const city = { kind: "string" as const, name: "city", codes, dictionary: ["a", "b", "c", "d", "e", "f"] };
    const odd: Target = { classes: 2, labels: codes.map((code) => code % 2) };
    expect(accuracy(boostedTrees(binnedColumns(ROWS, [city]), new Random(2)), odd)).toBe(1);
  });

  it("give the same logits for the same seed", () => {
    const scores = (): Float32Array => boostedTrees(binnedColumns(ROWS, columns), new Random(2)).scores(crossed, train, test);
    expect(scores()).toEqual(scores());
  });

  it("survive columns without a value, infinities and constants", () => {
    const broken = [
      { kind: "number" as const, name: "none", values: new Float64Array(ROWS).fill(Number.NaN) },
      { kind: "number" as const, name: "same", values: new Float64Array(ROWS).fill(3) },
      { kind: "number" as const, name: "wild", values: x.map((value, row) => (row % 50 === 0 ? Number.POSITIVE_INFINITY : value)) },
      { kind: "string" as const, name: "gone", codes: new Int32Array(ROWS).fill(-1), dictionary: [] },
    ];
    for (const model of [
      boostedTrees(binnedColumns(ROWS, broken), new Random(1)),
      sparseLogistic("a", additiveColumns(ROWS, broken, true), 1),
    ])
      for (const score of model.scores(linear, train, test)) expect(Number.isFinite(score)).toBe(true);
  });
});

describe("texts", () => {
  it("are cut into words of any script, without a pattern that could run away", () => {
    expect(wordsOf("Größe 42, наука!")).toEqual(["größe", "42", ",", "наука", "!"]);
    expect(wordsOf("a ".repeat(100_000)).length).toBe(2000);
  });

  it("are told apart by their words", () => {
    const dictionary = Array.from({ length: ROWS }, (_, row) =>
      row % 2 === 0 ? `win cash prize ${row % 7}` : `meeting at noon ${row % 7}`,
    );
    const column = { kind: "string" as const, name: "text", codes: Int32Array.from({ length: ROWS }, (_, row) => row), dictionary };
    const { present, weighted } = encodeText(ROWS, [column]);
    const target: Target = { classes: 2, labels: Int32Array.from({ length: ROWS }, (_, row) => row % 2) };
    expect(accuracy(naiveBayes(present), target)).toBe(1);
    expect(accuracy(sparseLogistic("words", weighted, 0.3), target)).toBe(1);
  });
});
