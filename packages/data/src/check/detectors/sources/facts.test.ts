import { describe, expect, it } from "vitest";
import { Random } from "../../../statistics/random.ts";
import type { Dataset } from "../../../table/table.ts";
import type { Detection } from "../../evidence.ts";
import { gather } from "../../gather.ts";
import { consensusOf } from "./claims.ts";
import { detectFacts } from "./facts.ts";

const THINGS = 60;
const NAMES = ["a", "b", "c", "d", "e", "f"];

/** Six sources of the same things, each wrong in 3 % of what it says; `change` may put in another value. */
function told(change: (said: number, source: number, random: Random, thing: number, column: number) => number, seed = 1): Dataset {
  const random = new Random(seed);
  const truth = Array.from({ length: THINGS }, () => Array.from({ length: 4 }, () => random.below(50)));
  const rows = THINGS * NAMES.length;
  const values = Array.from({ length: 4 }, () => new Float64Array(rows));
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < 4; column++) {
      const [thing, source] = [Math.floor(row / NAMES.length), row % NAMES.length];
      const honest = truth[thing]?.[column] ?? 0;
      const said = random.unit() < 0.03 ? random.below(50) : honest;
      (values[column] ?? new Float64Array(0))[row] = change(said, source, random, thing, column);
    }
  return {
    rows,
    ids: Array.from({ length: rows }, (_, row) => `thing-${Math.floor(row / NAMES.length)}`),
    features: values.map((own, column) => ({ kind: "number" as const, name: `x${column}`, values: own })),
    source: { kind: "string", name: "source", codes: Int32Array.from({ length: rows }, (_, row) => row % NAMES.length), dictionary: NAMES },
  };
}

function detect(dataset: Dataset): Detection | undefined {
  return detectFacts(gather(dataset, new Random(1), () => undefined, { own: dataset.rows }));
}

describe("detectFacts", () => {
  it("says nothing of sources that are wrong as often as each other", () => {
    for (const seed of [1, 2, 3]) expect(detect(told((said) => said, seed))?.groups).toEqual([]);
  });

  it("names the source that is wrong more often, with the rows where it is", () => {
    const found = detect(told((said, source, random) => (source === 5 && random.unit() < 0.2 ? said + 7 : said)));
    expect(found?.groups).toHaveLength(1);
    expect(found?.groups[0]?.where).toEqual({ source: "f" });
    expect(found?.groups[0]?.attack).toBe(true);
    expect([...(found?.groups[0]?.rows ?? [])].every((row) => row % 6 === 5)).toBe(true);
    expect(found?.groups[0]?.rows.length).toBeGreaterThan(20);
  });

  it("names two sources that share their errors, though neither is wrong more often than peers bear", () => {
    const wrong = (thing: number, column: number): boolean => (7 * thing + column) % 12 === 0;
    const groups = detect(told((said, source, _, thing, column) => (source < 2 && wrong(thing, column) ? 99 : said)))?.groups ?? [];
    const pair = groups.find(({ where }) => where["source"] === "a and b");
    expect(pair?.attack).toBe(false);
    expect(pair?.p).toBeLessThan(1e-4);
  });

  it("does not speak where things are not given several times, or without sources", () => {
    const dataset = told((said) => said);
    expect(detect({ ...dataset, ids: dataset.ids.map((_, row) => String(row)) })).toBeUndefined();
    expect(detect({ ...dataset, source: undefined })).toBeUndefined();
    const features = [0, 1].map((column) => ({
      kind: "number" as const,
      name: `x${column}`,
      values: new Float64Array(dataset.rows).fill(Number.NaN),
    }));
    expect(detect({ ...dataset, features })?.groups).toEqual([]);
  });
});

describe("consensusOf", () => {
  it("recovers the accuracies", () => {
    const dataset = told((said, source, random) => (source === 2 && random.unit() < 0.3 ? said + 9 : said));
    if (dataset.source === undefined) throw new Error("no sources");
    const { accuracies } = consensusOf(dataset, dataset.source, dataset.rows);
    expect(accuracies[2]).toBeGreaterThan(0.6);
    expect(accuracies[2]).toBeLessThan(0.75);
    for (const other of [0, 1, 3, 4, 5]) expect(accuracies[other]).toBeGreaterThan(0.92);
  });
});
