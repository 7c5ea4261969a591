import { describe, expect, it } from "vitest";
import { Random } from "../../statistics/random.ts";
import { oddsOf } from "./odds.ts";

const ROWS = 2000;

function even(random: Random): Float64Array {
  return Float64Array.from({ length: ROWS }, () => random.unit());
}

describe("oddsOf", () => {
  it("falls in p, and hardly hears a detector that found nothing", () => {
    const random = new Random(5);
    for (let round = 0; round < 20; round++) {
      const p = even(random);
      const odds = oddsOf(p);
      const order = [...p.keys()].sort((left, right) => (p[left] ?? 0) - (p[right] ?? 0));
      for (let place = 1; place < ROWS; place++)
        expect(odds[order[place] ?? 0]).toBeLessThanOrEqual((odds[order[place - 1] ?? 0] ?? 0) + 1e-12);
      expect(odds[order[10] ?? 0]).toBeLessThan(0.3);
    }
  });

  it("hears many rows of which none is striking, the same rows less where they are few", () => {
    const random = new Random(6);
    const many = even(random).map((value, row) => (row < 100 ? 0.004 * random.unit() + 0.002 : value));
    expect(oddsOf(many)[0]).toBeGreaterThan(2);
    const few = even(random).map((value, row) => (row < 3 ? 0.004 : value));
    expect(oddsOf(few)[0]).toBeLessThan(0.1);
  });

  it("counts what is expected before", () => {
    const p = even(new Random(7));
    const [little, much] = [oddsOf(p, 0.001), oddsOf(p, 0.03)];
    expect(much.every((value, row) => value > (little[row] ?? 0))).toBe(true);
  });

  it("takes p-values that err on the safe side by their rank", () => {
    const p = even(new Random(8)).map((value) => Math.min(1, 0.2 + value));
    const odds = oddsOf(p, 0.03);
    const least = p.indexOf(Math.min(...p));
    expect(odds[least]).toBeGreaterThan(10 * (odds[p.indexOf(1)] ?? 0));
  });

  it("does not count rows that a group explains as an excess", () => {
    const p = even(new Random(9)).map((value, row) => (row < 100 ? 0.001 : value));
    const explained = Uint8Array.from({ length: ROWS }, (_, row) => (row < 100 ? 1 : 0));
    expect(oddsOf(p, 0.001)[0]).toBeGreaterThan(2);
    expect(oddsOf(p, 0.001, explained)[0]).toBeLessThan(0.2);
  });

  it("stands p-values of 0, of 1 and none at all", () => {
    expect(oddsOf(new Float64Array(0))).toEqual(new Float64Array(0));
    expect(oddsOf(Float64Array.of(0, 0, 1)).every(Number.isFinite)).toBe(true);
    expect(oddsOf(new Float64Array(50).fill(1)).every((value) => value >= 0 && value < 0.01)).toBe(true);
  });
});
