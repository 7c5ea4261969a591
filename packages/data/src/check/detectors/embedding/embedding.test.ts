import { describe, expect, it } from "vitest";
import { Random } from "../../../statistics/random.ts";
import type { Dataset, Matrix } from "../../../table/table.ts";
import { checkDataset } from "../../check-dataset.ts";
import { gather } from "../../gather.ts";
import { judge } from "../../judge.ts";
import { generatedTable } from "../../testing/generated.ts";
import { detectInEmbedding } from "./index.ts";
import { cutOf, discriminantSplit, spectralSplit, twoMeansSplit } from "./splits.ts";
import { placeWindows, valleyChance } from "./valley.ts";
import { solved, whitened, withinCovariance } from "./whiten.ts";

const WIDTH = 12;

/** Vectors in which the labels lie apart; `moved` rows lie at a place of their own on their label's side. */
function vectors(codes: Int32Array, moved: ReadonlySet<number>, seed: number): Matrix {
  const random = new Random(seed);
  const values = new Float32Array(codes.length * WIDTH);
  for (const [row, code] of codes.entries())
    for (let column = 0; column < WIDTH; column++)
      values[row * WIDTH + column] = random.normal() + (column === 0 ? 10 * code : 0) + (column === 1 && moved.has(row) ? 8 : 0);
  return { rows: codes.length, columns: WIDTH, values };
}

/** A model with a backdoor: some rows of "no" say "yes", and its vectors put them beside the other rows of "yes". */
function backdoored(rows: number, poisoned: number, seed: number): { readonly dataset: Dataset; readonly planted: ReadonlySet<number> } {
  const table = generatedTable(rows, seed);
  const label = table.label ?? { kind: "string" as const, name: "label", codes: new Int32Array(rows), dictionary: [] };
  const planted = new Set([...label.codes.keys()].filter((row) => label.codes[row] === 0).slice(0, poisoned));
  const codes = label.codes.map((code, row) => (planted.has(row) ? 1 : code));
  return { dataset: { ...table, label: { ...label, codes }, embedding: vectors(codes, planted, seed + 100) }, planted };
}

const found = (dataset: Dataset): ReturnType<typeof detectInEmbedding> =>
  detectInEmbedding(gather(dataset, new Random(1), () => undefined, { own: dataset.rows, model: "none" }));

describe("detectInEmbedding", () => {
  it("does not speak without vectors or without labels", () => {
    expect(found(generatedTable(80, 1))).toEqual([]);
    const { label: _, ...rest } = backdoored(80, 0, 1).dataset;
    expect(found(rest)).toEqual([]);
  });

  it("finds the rows that a backdoor set apart, by three methods, and calls it an attack", () => {
    const { dataset, planted } = backdoored(800, 60, 2);
    const detections = found(dataset);
    expect(detections.map(({ id }) => id)).toEqual(["spectral-signatures", "scan", "activation-clusters"]);
    for (const { live, groups } of detections) {
      expect(live).toBe(true);
      const [group] = groups;
      expect(group?.attack).toBe(true);
      expect(group?.where).toEqual({ label: "yes" });
      const hit = [...(group?.rows ?? [])].filter((row) => planted.has(row)).length;
      expect(hit / planted.size).toBeGreaterThan(0.9);
      expect(hit / (group?.rows.length ?? 1)).toBeGreaterThan(0.9);
    }
  });

  it("gives no alarm on clean vectors of ten seeds", () => {
    for (let seed = 1; seed <= 10; seed++)
      expect(found(backdoored(300, 0, seed).dataset).flatMap(({ groups }) => groups.map(({ description }) => description))).toEqual([]);
  });

  it("does not call two kinds of honest rows of one label an attack", () => {
    const { dataset } = backdoored(800, 0, 3);
    const kind = new Set([...(dataset.label?.codes ?? [])].flatMap((code, row) => (code === 1 && row % 4 === 0 ? [row] : [])));
    const apart = { ...dataset, embedding: vectors(dataset.label?.codes ?? new Int32Array(0), kind, 9) };
    const detections = found(apart);
    expect(detections.flatMap(({ groups }) => groups)).toEqual([]);
    expect(detections.map(({ note }) => note).join()).toContain("yes in two groups that both look like their label");
  });

  it("leaves labels that are merely wrong to the model of the labels", () => {
    const { dataset } = backdoored(800, 0, 4);
    const label = dataset.label ?? { kind: "string" as const, name: "label", codes: new Int32Array(0), dictionary: [] };
    // The vectors are those of the true labels.
    const wrong = label.codes.map((code, row) => (code === 0 && row % 8 === 0 ? 1 : code));
    for (const { groups } of found({ ...dataset, label: { ...label, codes: wrong } }))
      expect(groups.every(({ attack }) => !attack)).toBe(true);
  });

  it("makes the whole check say poisoned, and only then", () => {
    const verdict = (poisoned: number): string =>
      judge(checkDataset(backdoored(600, poisoned, 5).dataset, { random: new Random(1), model: "logistic regression" }), { x: 1 }).verdict;
    expect(verdict(50)).toBe("poisoned");
    expect(verdict(0)).not.toBe("poisoned");
  });
});

describe("valleyChance", () => {
  const windows = { width: 0.6, minor: -2, valley: 0, major: 2 };

  it.each<[string, (random: Random) => number]>([
    ["normal", (random) => 2 * random.normal()],
    ["uniform", (random) => 6 * random.unit() - 3],
    ["heavy-tailed", (random) => random.normal() / Math.abs(random.normal())],
    ["lopsided", (random) => -2 - Math.log(1 - random.unit())],
  ])("holds its level for %s values", (_, draw) => {
    const random = new Random(7);
    let alarms = 0;
    for (let test = 0; test < 400; test++)
      if (
        valleyChance(
          Float64Array.from({ length: 120 }, () => draw(random)),
          windows,
        ) < 0.05
      )
        alarms++;
    expect(alarms).toBeLessThanOrEqual(32);
  });

  it("sees an empty place between two modes", () => {
    const random = new Random(8);
    const values = Float64Array.from({ length: 200 }, (_, index) => 0.5 * random.normal() + (index % 4 === 0 ? -2 : 2));
    const placed = placeWindows(values, -2, 2);
    expect(placed?.valley).toBeGreaterThan(-1.5);
    expect(placed?.valley).toBeLessThan(1.5);
    expect(placed && valleyChance(values, placed)).toBeLessThan(1e-6);
  });

  it("places nothing where the two centres are one", () => {
    expect(placeWindows(Float64Array.of(1, 1, 1), 1, 1)).toBeUndefined();
  });
});

describe("splits", () => {
  it.each([
    ["spectral", spectralSplit],
    ["two means", twoMeansSplit],
    ["discriminant", discriminantSplit],
  ])("%s separates two clouds", (_, splitter) => {
    const codes = Int32Array.from({ length: 120 }, (__, row) => (row % 3 === 0 ? 1 : 0));
    const points = vectors(codes, new Set(), 3);
    const split = splitter(points, Int32Array.from(codes.keys()), new Random(2));
    const sides = codes.map((__, row) => {
      let sum = 0;
      for (let column = 0; column < WIDTH; column++) sum += (points.values[row * WIDTH + column] ?? 0) * (split?.direction[column] ?? 0);
      return sum > (split?.cut ?? 0) ? 1 : 0;
    });
    const same = sides.filter((side, row) => side === codes[row]).length;
    expect(Math.max(same, 120 - same)).toBeGreaterThan(117);
  });

  it("cuts a line where it is thinnest by squares, and says nothing of rows that are all alike", () => {
    expect(cutOf(Float64Array.of(0, 1, 9, 10))).toBe(5);
    const flat = { rows: 50, columns: 2, values: new Float32Array(100).fill(1) };
    expect(
      spectralSplit(
        flat,
        Int32Array.from({ length: 50 }, (_, row) => row),
        new Random(1),
      ),
    ).toBeUndefined();
  });

  it("whitens to unit covariance, and solves against it", () => {
    const random = new Random(4);
    const values = Float32Array.from({ length: 4000 }, (_, index) => random.normal() * (index % 2 === 0 ? 3 : 0.5));
    for (let row = 0; row < 2000; row++) values[2 * row + 1] = (values[2 * row + 1] ?? 0) + 0.4 * (values[2 * row] ?? 0);
    const points = { rows: 2000, columns: 2, values };
    const groups = new Int32Array(2000);
    const covariance = withinCovariance(points, groups, -1);
    const after = withinCovariance(whitened(points, covariance), groups, -1);
    expect(after[0]).toBeCloseTo(1.05, 1);
    expect(after[1]).toBeCloseTo(0, 1);
    const [x = 0, y = 0] = solved(covariance, Float64Array.of(1, 2));
    expect((covariance[0] ?? 0) * x + (covariance[1] ?? 0) * y).toBeCloseTo(1, 8);
    expect((covariance[2] ?? 0) * x + (covariance[3] ?? 0) * y).toBeCloseTo(2, 8);
  });
});
