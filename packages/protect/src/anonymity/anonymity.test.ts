import { describe, expect, it } from "vitest";
import { measure } from "./measure.ts";
import { commonValue, mondrian } from "./mondrian.ts";
import { type Attribute, classesOf, type EquivalenceClass, type People } from "./people.ts";

const category = (name: string, values: readonly string[]): Attribute => {
  const names = [...new Set(values)];
  return { kind: "category", name, codes: Int32Array.from(values, (value) => names.indexOf(value)), names };
};
const number = (name: string, values: readonly number[]): Attribute => ({ kind: "number", name, values: Float64Array.from(values) });

/** Table 3 of Li, Li and Venkatasubramanian 2007: salaries and diseases of nine people in three classes. */
const SALARY = [3, 4, 5, 6, 11, 8, 7, 9, 10].map((thousands) => thousands * 1000);
const DISEASE = [
  "gastric ulcer",
  "gastritis",
  "stomach cancer",
  "gastritis",
  "flu",
  "bronchitis",
  "bronchitis",
  "pneumonia",
  "stomach cancer",
];
const HOSPITAL: People = {
  rows: 9,
  quasi: [category("class", ["a", "a", "a", "b", "b", "b", "c", "c", "c"])],
  sensitive: [number("salary", SALARY), category("disease", DISEASE)],
};

/** Every definition again, in the plainest way. */
function plainly(people: People, classes: readonly EquivalenceClass[]): { readonly l: number; readonly t: number } {
  const [attribute] = people.sensitive;
  if (attribute?.kind !== "number") throw new Error("a number is measured here");
  const values = [...new Set(attribute.values)].sort((a, b) => a - b);
  const share = (rows: EquivalenceClass, value: number): number =>
    rows.filter((row) => attribute.values[row] === value).length / rows.length;
  const all = Array.from({ length: people.rows }, (_, row) => row);
  const t = classes.map((rows) => {
    const gaps = values.map((_, upTo) =>
      Math.abs(values.slice(0, upTo + 1).reduce((sum, value) => sum + share(rows, value) - share(all, value), 0)),
    );
    return gaps.reduce((sum, gap) => sum + gap, 0) / Math.max(1, values.length - 1);
  });
  return { l: Math.min(...classes.map((rows) => new Set(rows.map((row) => attribute.values[row])).size)), t: Math.max(...t) };
}

function drawn(seed: number, rows: number): People {
  let state = seed;
  const below = (bound: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
  const fill = <T>(value: () => T): T[] => Array.from({ length: rows }, value);
  return {
    rows,
    quasi: [
      number(
        "age",
        fill(() => (below(20) === 0 ? Number.NaN : below(60))),
      ),
      category(
        "sex",
        fill(() => (below(2) === 0 ? "m" : "f")),
      ),
      category(
        "town",
        fill(() => `t${below(7)}`),
      ),
    ],
    sensitive: [
      number(
        "pay",
        fill(() => below(9)),
      ),
    ],
  };
}

describe("measures of anonymity", () => {
  it("are those of the paper on its example", () => {
    const found = measure(HOSPITAL, classesOf(HOSPITAL), 5);
    expect(found).toMatchObject({ k: 3, classes: 3, unique: 0, atRisk: 9, discernibility: 27 });
    const [salary, disease] = found.sensitive;
    expect(salary?.closeness).toBeCloseTo(0.375, 10);
    expect(salary?.distinct).toBe(3);
    expect(salary?.entropy).toBeCloseTo(3, 10);
    expect(disease?.distinct).toBe(3);
  });

  it("agree with the definitions on drawn tables", () => {
    for (let seed = 1; seed <= 30; seed++) {
      const people = drawn(seed, 40);
      const classes = classesOf(people);
      const [pay] = measure(people, classes, 2).sensitive;
      const plain = plainly(people, classes);
      expect(pay?.distinct).toBe(plain.l);
      expect(pay?.closeness).toBeCloseTo(plain.t, 10);
    }
  });

  it("hold for one class, single rows and nobody", () => {
    const alone = { rows: 2, quasi: [category("x", ["a", "b"])], sensitive: [category("y", ["s", "s"])] };
    expect(measure(alone, classesOf(alone), 2)).toMatchObject({ k: 1, unique: 2, atRisk: 2, risk: 1 });
    const nobody = { rows: 0, quasi: [category("x", [])], sensitive: [] };
    expect(measure(nobody, classesOf(nobody), 2)).toMatchObject({ k: 0, rows: 0, classes: 0, risk: 0 });
  });
});

describe("Mondrian", () => {
  it("keeps every wish on drawn tables, loses nobody, and uses the room it has", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const people = drawn(seed, 300);
      for (const wanted of [{ k: 2 }, { k: 10 }, { k: 5, l: 3 }, { k: 5, t: 0.15 }, { k: 5, l: 2, t: 0.2 }]) {
        const classes = mondrian(people, wanted);
        expect(classes.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 300 }, (_, row) => row));
        expect(Math.min(...classes.map(({ length }) => length))).toBeGreaterThanOrEqual(wanted.k);
        const plain = plainly(people, classes);
        if (wanted.l !== undefined) expect(plain.l).toBeGreaterThanOrEqual(wanted.l);
        if (wanted.t !== undefined) expect(plain.t).toBeLessThanOrEqual(wanted.t + 1e-9);
        if (wanted.k === 2) expect(classes.length).toBeGreaterThan(50);
      }
    }
  });

  it("shows classes that do not overlap as ranges and sets", () => {
    const people = drawn(3, 300);
    const [age, sex] = people.quasi;
    if (age === undefined || sex === undefined) throw new Error("two columns");
    const classes = mondrian(people, { k: 5 });
    const shown = classes.map((members) => people.quasi.map((attribute) => commonValue(attribute, members)).join(" | "));
    expect(new Set(shown).size).toBe(classes.length);
    expect(commonValue(number("n", [1, 3, Number.NaN]), [0, 1])).toBe("[1,3]");
    expect(commonValue(number("n", [1, 3, Number.NaN]), [1, 2])).toBe("3 or missing");
    expect(commonValue(category("c", ["b", "a", "c"]), [0, 1])).toBe("{a,b}");
    expect(commonValue(category("c", ["b", "a"]), [0, 1])).toBe("*");
  });

  it("refuses wishes that no division keeps", () => {
    const people = drawn(1, 20);
    expect(() => mondrian(people, { k: 21 })).toThrow(/Even all 20 rows/);
    expect(() => mondrian(people, { k: 2, l: 100 })).toThrow(/Even all/);
    for (const wanted of [{ k: 0 }, { k: 1.5 }, { k: 2, l: 0 }, { k: 2, t: 2 }, { k: 2, t: Number.NaN }])
      expect(() => mondrian(people, wanted)).toThrow();
    expect(() => mondrian({ ...people, sensitive: [] }, { k: 2, l: 2 })).toThrow(/sensitive/);
  });
});
