import { existsSync } from "node:fs";
import { join } from "node:path";
import { readTable } from "../../packages/data/src/index.ts";
import { Random } from "../../packages/data/src/statistics/random.ts";
import type { Column, Table } from "../../packages/data/src/table/table.ts";

/* Public data sets, split at random, and changes of known size: for data drift and its peers alike. */

/** Names of people and cases are identifiers: left out, as with --id. */
export const SETS: readonly (readonly [string, readonly string[]])[] = [
  ["adult-train.csv", []],
  ["german-credit.csv", []],
  ["breast-cancer-wisconsin.csv", []],
  ["mammography.csv", []],
  ["creditcard-ulb-sample.csv", []],
  ["telco-churn.csv", ["customerID"]],
  ["nsl-kdd-train20.csv", []],
  ["compas-two-years.csv", ["id", "name", "first", "last"]],
  ["sms-spam.tsv", []],
  ["agnews-test.csv", []],
];
const MOST = 8000;

function picked(table: Table, rows: Int32Array): Table {
  const columns = table.columns.map(
    (column): Column =>
      column.kind === "string"
        ? { ...column, codes: Int32Array.from(rows, (row) => column.codes[row] ?? -1) }
        : { ...column, values: Float64Array.from(rows, (row) => column.values[row] ?? Number.NaN) },
  );
  return { rows: rows.length, columns };
}

export type Shift = (table: Table, random: Random) => Table;

function onNumbers(change: (values: Float64Array, deviation: number, random: Random) => Float64Array): Shift {
  return (table, random) => {
    const numeric = table.columns.flatMap((column, at) => (column.kind === "number" && new Set(column.values).size > 20 ? [at] : []));
    const chosen = numeric[random.below(Math.max(1, numeric.length))];
    return {
      ...table,
      columns: table.columns.map((column, at) => {
        if (at !== chosen || column.kind !== "number") return column;
        const sorted = column.values.filter((value) => !Number.isNaN(value)).sort();
        const deviation = ((sorted[Math.floor(0.84 * sorted.length)] ?? 0) - (sorted[Math.floor(0.16 * sorted.length)] ?? 0)) / 2 || 1;
        const changed = change(column.values, deviation, random);
        // Whole numbers stay whole: values between them would be found at once.
        const whole = column.values.every((value) => Number.isNaN(value) || Number.isInteger(value));
        return { ...column, values: whole ? changed.map((value) => Math.floor(value + random.unit())) : changed };
      }),
    };
  };
}

export const SHIFTS: Readonly<Record<string, Shift>> = {
  "one number moves by 0.1 deviations": onNumbers((items, deviation) => items.map((value) => value + 0.1 * deviation)),
  "one number moves by 0.25 deviations": onNumbers((items, deviation) => items.map((value) => value + 0.25 * deviation)),
  "one number moves by 0.5 deviations": onNumbers((items, deviation) => items.map((value) => value + 0.5 * deviation)),
  "5 % of one number are missing": onNumbers((items, _, random) => items.map((value) => (random.unit() < 0.05 ? Number.NaN : value))),
  "one number loses its link to the others": onNumbers((items, _, random) => random.shuffle(items.slice())),
  "2 % of the rows get a new category": (table, random) => {
    const texts = table.columns.flatMap((column, at) => (column.kind === "string" && column.dictionary.length < 500 ? [at] : []));
    const chosen = texts[random.below(Math.max(1, texts.length))];
    return {
      ...table,
      columns: table.columns.map((column, at) =>
        at === chosen && column.kind === "string"
          ? {
              ...column,
              dictionary: [...column.dictionary, "never seen"],
              codes: column.codes.map((code) => (random.unit() < 0.02 ? column.dictionary.length : code)),
            }
          : column,
      ),
    };
  },
};

/** A data set without its identifiers; undefined where it is not there. */
export async function setOf(folder: string, [file, left]: (typeof SETS)[number]): Promise<Table | undefined> {
  const path = join(folder, file);
  if (!existsSync(path)) return undefined;
  const read = await readTable(path);
  return { rows: read.rows, columns: read.columns.filter(({ name }) => !left.includes(name)) };
}

/** Two halves of at most 8,000 rows, the same for the same split number. */
export function halvesOf(
  table: Table,
  file: string,
  split: number,
): { readonly reference: Table; readonly other: Table; readonly random: Random } {
  const random = new Random(split).fork(file);
  const order = random.shuffle(Int32Array.from({ length: table.rows }, (_, at) => at)).slice(0, MOST);
  const half = Math.floor(order.length / 2);
  return { reference: picked(table, order.slice(0, half)), other: picked(table, order.slice(half)), random };
}
