import { describe, expect, it } from "vitest";
import { Random } from "../../statistics/random.ts";
import type { Detection } from "../evidence.ts";
import { benjaminiHochberg, cauchyCombination, likeliestWrong, simes } from "./combine.ts";
import { fuse } from "./fuse.ts";
import { higherCriticism } from "./higher-criticism.ts";

describe("combining chances", () => {
  it("keeps a single one and is carried by the smallest", () => {
    expect(cauchyCombination([0.3])).toBe(0.3);
    expect(cauchyCombination([])).toBe(1);
    expect(cauchyCombination([1e-20, 0.5])).toBeCloseTo(2e-20, 25);
    expect(cauchyCombination([0.5, 0.5])).toBeCloseTo(0.5, 9);
  });

  it("is not moved by one that says nothing", () => {
    expect(cauchyCombination([1e-4, 1])).toBeLessThan(3e-4);
    expect(cauchyCombination([1])).toBe(1);
  });

  it("holds its level over even chances", () => {
    const random = new Random(3);
    let [fewer, rejected, alarms] = [0, 0, 0];
    for (let round = 0; round < 400; round++) {
      const values = Float64Array.from({ length: 200 }, () => random.unit());
      if (simes(values) < 0.05) fewer++;
      if (benjaminiHochberg(values, 0.05) > 0) rejected++;
      if (higherCriticism(values) > 6) alarms++;
    }
    expect(fewer).toBeLessThan(40);
    expect(rejected).toBeLessThan(40);
    expect(alarms).toBeLessThan(20);
  });

  it("rejects what Benjamini and Hochberg reject in their paper", () => {
    const p = Float64Array.of(
      0.0001,
      0.0004,
      0.0019,
      0.0095,
      0.0201,
      0.0278,
      0.0298,
      0.0344,
      0.0459,
      0.324,
      0.4262,
      0.5719,
      0.6528,
      0.759,
      1,
    );
    expect(benjaminiHochberg(p, 0.05)).toBe(0.0095);
  });

  it("holds back as long as the expected share of right ones stays small", () => {
    expect(likeliestWrong(Float64Array.of(0.2, 0.99, 0.93, 0.97), 0.05)).toEqual([1, 3, 2]);
    expect(likeliestWrong(Float64Array.of(0.5, 0.4), 0.05)).toEqual([]);
  });
});

function detection(id: string, live: boolean, p: readonly number[], groups: Detection["groups"] = []): Detection {
  return { id, title: id, live, livenessP: live ? 1e-6 : 0.5, p: Float64Array.from(p), groups, note: "", reason: id };
}

function rowsFrom(first: number, count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, index) => first + index);
}

describe("fuse", () => {
  const none = new Uint8Array(4);

  it("holds back by live detectors alone; in the order all are heard", () => {
    const { scores, p } = fuse(4, [detection("a", true, [1e-5, 1, 1, 1]), detection("b", false, [1, 1e-6, 0.5, 0.9])], none);
    expect([...p]).toEqual([1e-5, 1, 1, 1]);
    for (const row of [0, 1]) expect(scores[row]).toBeGreaterThan(2 * (scores[2] ?? 0));
    expect(scores[2]).toBeGreaterThan(scores[3] ?? 0);
  });

  const ROWS = 2000;
  const copies = { kind: "flood" as const, description: "copies", where: {}, rows: rowsFrom(0, 60), p: 1e-9, attack: false };

  it("puts striking single rows before a large group that honest data may have, and that before the others", () => {
    const random = new Random(4);
    const own = Array.from({ length: ROWS }, (_, row) => (row >= 100 && row < 140 ? 1e-6 : random.unit()));
    const { scores } = fuse(ROWS, [{ ...detection("a", true, own), groups: [copies] }], new Uint8Array(ROWS));
    const least = Math.min(...scores.subarray(100, 140));
    expect(least).toBeGreaterThan(scores[0] ?? 0);
    // Half of the budget of 1 % is spent before the group: ten rows.
    expect(scores.filter((score, row) => row >= 60 && score > (scores[0] ?? 0)).length).toBeLessThan(40 + 16);
  });

  it("does not hold back copies that honest data may have, whatever else is found", () => {
    const own = Array.from({ length: ROWS }, (_, row) => (row >= 100 && row < 140 ? 1e-9 : 1));
    const { quarantined } = fuse(ROWS, [{ ...detection("a", true, own), groups: [copies] }], new Uint8Array(ROWS));
    expect(quarantined.reduce((sum, value) => sum + value, 0)).toBe(40);
    expect(quarantined[0]).toBe(0);
  });

  it("puts a weak large group behind more single rows than a weak small one", () => {
    const random = new Random(8);
    const own = Array.from({ length: ROWS }, () => random.unit());
    const ahead = (size: number): number => {
      const group = { ...copies, rows: rowsFrom(0, size), p: 5e-3 };
      const { scores } = fuse(ROWS, [{ ...detection("a", false, own), groups: [group] }], new Uint8Array(ROWS));
      return scores.filter((score, row) => row >= size && score > (scores[0] ?? 0)).length;
    };
    expect(ahead(6)).toBeLessThan(ahead(60));
    expect(ahead(60)).toBeLessThan(0.01 * ROWS);
  });

  it("holds back groups that honest data would not have, and names the reason", () => {
    const group = { kind: "trigger" as const, description: "word xyzzy", where: {}, rows: Int32Array.of(1, 3), p: 1e-9, attack: true };
    const { quarantined, reasons, scores } = fuse(4, [detection("a", false, [1, 1, 1, 1], [group])], none);
    expect([...quarantined]).toEqual([0, 1, 0, 1]);
    expect(reasons[3]).toEqual(["word xyzzy"]);
    expect(scores[1]).toBeGreaterThan(8);
  });

  it("never raises rows that were accepted, nor trusted ones behind the others", () => {
    const group = { kind: "flood" as const, description: "copies", where: {}, rows: Int32Array.of(1, 3, 5), p: 1e-9, attack: true };
    const accepted = Uint8Array.of(0, 1, 0, 0);
    const { quarantined, scores, groups } = fuse(4, [detection("a", true, [1, 1e-9, 1, 1], [group])], accepted);
    expect([...quarantined]).toEqual([0, 0, 0, 1]);
    expect(scores[1]).toBe(0);
    expect([...(groups[0]?.rows ?? [])]).toEqual([3]);
  });
});
