import { describe, expect, it } from "vitest";
import { Random } from "../statistics/random.ts";
import type { Table } from "../table/table.ts";
import { DataFairnessDocument } from "./document.ts";
import { groupSpecOf } from "./groups.ts";
import { difference, rate, ratio } from "./intervals.ts";
import { judgeFairness } from "./judge-fairness.ts";
import { renderFairness } from "./report.ts";

/** Women get a loan with `women`, men with `men`; postcode goes with sex, noise does not. */
function loans(rows: number, seed: number, women: number, men: number): Table {
  const random = new Random(seed);
  const [sex, label, said, postcode] = [new Int32Array(rows), new Int32Array(rows), new Int32Array(rows), new Int32Array(rows)];
  const [age, score, noise] = [new Float64Array(rows), new Float64Array(rows), new Float64Array(rows)];
  for (let row = 0; row < rows; row++) {
    sex[row] = random.below(2);
    const share = sex[row] === 0 ? women : men;
    label[row] = random.unit() < share ? 1 : 0;
    postcode[row] = random.unit() < 0.9 ? (sex[row] ?? 0) : random.below(2);
    score[row] = random.unit() < 0.2 ? random.unit() : 0.25 + 0.5 * (label[row] ?? 0);
    said[row] = (score[row] ?? 0) >= 0.5 ? 1 : 0;
    age[row] = 18 + random.below(50);
    noise[row] = random.normal();
  }
  return {
    rows,
    columns: [
      { kind: "string", name: "sex", codes: sex, dictionary: ["woman", "man"] },
      { kind: "string", name: "loan", codes: label, dictionary: ["no", "yes"] },
      { kind: "string", name: "said", codes: said, dictionary: ["no", "yes"] },
      { kind: "string", name: "postcode", codes: postcode, dictionary: ["north", "south"] },
      { kind: "number", name: "age", values: age },
      { kind: "number", name: "score", values: score },
      { kind: "number", name: "noise", values: noise },
    ],
  };
}

const OPTIONS = { label: "loan", groups: ["sex"], favourable: "yes", seed: 1, version: "0" };
const judge = (table: Table, more: object = {}) => judgeFairness(table, "loans.csv", { ...OPTIONS, ...more });

describe("intervals", () => {
  it("are those of the papers", () => {
    // Newcombe 1998, table II: 56/70 and 48/80 by method 10.
    const [first, second] = [rate(56, 70), rate(48, 80)];
    expect(first.low).toBeCloseTo(0.6918, 3);
    expect(difference(first, second)).toEqual({
      value: expect.closeTo(0.2, 10),
      low: expect.closeTo(0.0524, 4),
      high: expect.closeTo(0.3339, 4),
    });
    expect(rate(0, 0)).toEqual({ value: 0, low: 0, high: 1 });
    expect(rate(0, 10).low).toBe(0);
    expect(rate(10, 10).high).toBe(1);
  });

  it("of ratios hold the true ratio about 95 times in 100", () => {
    const random = new Random(5);
    const draw = (count: number, share: number): number => Array.from({ length: count }).filter(() => random.unit() < share).length;
    for (const [p, q] of [
      [0.3, 0.4],
      [0.1, 0.5],
      [0.8, 0.6],
    ] as const) {
      let held = 0;
      for (let time = 0; time < 400; time++) {
        const { low, high } = ratio(rate(draw(120, p), 120), rate(draw(150, q), 150));
        if (low <= p / q && p / q <= high) held++;
      }
      expect(held / 400).toBeGreaterThan(0.92);
      expect(held / 400).toBeLessThanOrEqual(0.99);
    }
    expect(ratio(rate(5, 10), rate(0, 10))).toEqual({
      value: Number.POSITIVE_INFINITY,
      low: expect.any(Number),
      high: Number.POSITIVE_INFINITY,
    });
  });
});

describe("judgeFairness", () => {
  it("gives a finding for what surely lies outside the band, and none for equal groups", () => {
    const unequal = judge(loans(4000, 1, 0.3, 0.5)).result;
    expect(unequal.verdict).toBe("disparity");
    const [women] =
      unequal.partitions[0]?.groups.filter(({ name }) => name === (unequal.partitions[0]?.reference === "man" ? "woman" : "man")) ?? [];
    expect(women?.comparisons.find(({ metric }) => metric === "disparate-impact")?.finding).toBe(true);
    let found = 0;
    for (let seed = 1; seed <= 30; seed++)
      if (judge(loans(600, seed, 0.4, 0.4), { prediction: "said" }).result.verdict === "disparity") found++;
    expect(found).toBeLessThanOrEqual(1);
  });

  it("leaves a ratio that chance could explain alone", () => {
    const { result } = judge(loans(120, 3, 0.4, 0.5));
    expect(result.partitions[0]?.groups.flatMap(({ comparisons }) => comparisons).every(({ finding }) => !finding)).toBe(true);
  });

  it("counts errors by group from predictions, and from scores with a threshold, to the same numbers", () => {
    const table = loans(3000, 2, 0.3, 0.5);
    const byPrediction = judge(table, { prediction: "said" }).result.partitions[0]?.groups;
    const byScore = judge(table, { score: "score" }).result.partitions[0]?.groups;
    expect(byScore?.map(({ rates }) => rates)).toEqual(byPrediction?.map(({ rates }) => rates));
    const [sex, label, said] = table.columns.map((column) => (column.kind === "string" ? column.codes : new Int32Array()));
    let [alarms, negatives] = [0, 0];
    for (let row = 0; row < 3000; row++)
      if (sex?.[row] === 0 && label?.[row] === 0) {
        negatives++;
        if (said?.[row] === 1) alarms++;
      }
    expect(byPrediction?.find(({ name }) => name === "woman")?.rates?.["fpr"]?.value).toBeCloseTo(alarms / negatives, 12);
    expect(byScore?.[0]?.score?.calibrationError).toBeGreaterThan(0.1);
    expect(byScore?.[0]?.score?.auroc?.value).toBeGreaterThan(0.8);
  });

  it("reads a score the other way round where it goes with the other class", () => {
    const table = loans(1500, 2, 0.4, 0.4);
    const turned: Table = {
      rows: table.rows,
      columns: table.columns.map((column) =>
        column.name === "score" && column.kind === "number" ? { ...column, values: column.values.map((value) => 1 - value) } : column,
      ),
    };
    const [straight, round] = [judge(table, { score: "score" }).result, judge(turned, { score: "score", threshold: 0.500001 }).result];
    expect(round.partitions[0]?.groups[0]?.score?.auroc?.value).toBeCloseTo(
      straight.partitions[0]?.groups[0]?.score?.auroc?.value ?? 0,
      10,
    );
    expect(round.notes.join()).toMatch(/other way round/);
  });

  it("names what stands for the group and not what does not", () => {
    const { proxies } = judge(loans(3000, 4, 0.4, 0.4)).result;
    expect(proxies[0]).toMatchObject({ column: "postcode", finding: true });
    // 95 % agree: 1 - H(0.05) of the entropy.
    expect(proxies[0]?.information).toBeCloseTo(0.714, 1);
    expect(proxies.filter(({ finding }) => finding)).toHaveLength(1);
  });

  it("gives weights with which label and group are independent", () => {
    const table = loans(2000, 6, 0.2, 0.6);
    const lines = judge(table).weights.trim().split("\n");
    expect(lines).toHaveLength(2001);
    const weights = lines.slice(1).map((line) => Number(line.split(",")[1]));
    const [sex, label] = table.columns.map((column) => (column.kind === "string" ? column.codes : new Int32Array()));
    const share = (group: number): number => {
      const rows = weights.map((weight, row) => ({ weight, row })).filter(({ row }) => sex?.[row] === group);
      return (
        rows.reduce((sum, { weight, row }) => sum + weight * (label?.[row] ?? 0), 0) / rows.reduce((sum, { weight }) => sum + weight, 0)
      );
    };
    expect(share(0)).toBeCloseTo(share(1), 6);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(2000, 3);
  });

  it("compares combinations, cuts numbers, leaves small groups uncompared", () => {
    const { result } = judge(loans(900, 7, 0.3, 0.5), { groups: ["sex", "age:19:40"] });
    expect(result.partitions.map(({ columns }) => columns)).toEqual([["sex"], ["age"], ["sex", "age"]]);
    const [, ages] = result.partitions;
    expect(ages?.groups.map(({ name }) => name)).toEqual(["age < 19", "19 ≤ age < 40", "age ≥ 40"]);
    const small = result.partitions[2]?.groups.find(({ rows }) => rows < 30);
    expect([small?.small, small?.comparisons]).toEqual([true, []]);
    expect(DataFairnessDocument.parse(JSON.parse(JSON.stringify(result)))).toEqual(JSON.parse(JSON.stringify(result)));
    expect(renderFairness(result, { color: false, width: 100, all: true })).toMatch(/SEX · AGE/);
  });

  it("says what is wrong with the columns named", () => {
    const table = loans(100, 1, 0.5, 0.5);
    const run = (more: object) => () => judge(table, more);
    expect(run({ label: "credit" })).toThrow(/no column credit; there are sex, loan/);
    expect(run({ favourable: "maybe" })).toThrow(/no value maybe; it has no, yes/);
    expect(run({ label: "age" })).toThrow(/holds numbers/);
    expect(run({ groups: [] })).toThrow(/--group/);
    expect(run({ prediction: "sex" })).toThrow(/no row of sex is yes/);
    expect(run({ score: "said" })).toThrow(/holds strings/);
    expect(() => groupSpecOf("age:young")).toThrow(/where to cut/);
    const one: Table = {
      rows: 2,
      columns: [table.columns[0]!, { kind: "string", name: "loan", codes: Int32Array.of(0, 0), dictionary: ["yes"] }],
    };
    expect(() => judgeFairness(one, "one.csv", OPTIONS)).toThrow(/one\.csv: column loan has the one value yes/);
  });
});
