/**
 * False alarms and power of data drift on the public data sets.
 *   node conformance/data-drift/run.ts [--vectors DIR] [--splits N] [--json FILE]
 * DIR holds the tables (default: ../shared/data/datasets). Each clean set is split at random N / sets times: the share of
 * splits that are called drift must be at most 5 %. The same splits are shifted and compared again for the power.
 */
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { detectDrift } from "../../packages/data/src/drift/detect-drift.ts";
import { sideOfSketch, sideOfTable } from "../../packages/data/src/drift/side.ts";
import { readTable } from "../../packages/data/src/index.ts";
import { TableSketch } from "../../packages/data/src/sketches/table-sketch.ts";
import { Random } from "../../packages/data/src/statistics/random.ts";
import type { Column, Table } from "../../packages/data/src/table/table.ts";

const { values } = parseArgs({
  options: { vectors: { type: "string" }, splits: { type: "string", default: "200" }, json: { type: "string" } },
});
const folder = values.vectors ?? join(import.meta.dirname, "../../../shared/data/datasets");
/** Names of people and cases are identifiers: left out, as with --id. */
const SETS: readonly (readonly [string, readonly string[]])[] = [
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
const LEVEL = 0.05;

function picked(table: Table, rows: Int32Array): Table {
  const columns = table.columns.map(
    (column): Column =>
      column.kind === "string"
        ? { ...column, codes: Int32Array.from(rows, (row) => column.codes[row] ?? -1) }
        : { ...column, values: Float64Array.from(rows, (row) => column.values[row] ?? Number.NaN) },
  );
  return { rows: rows.length, columns };
}

type Shift = (table: Table, random: Random) => Table;

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

const SHIFTS: Readonly<Record<string, Shift>> = {
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

interface Row {
  readonly set: string;
  splits: number;
  alerts: number;
  sketchAlerts: number;
  readonly power: Record<string, [number, number]>;
}

if (!existsSync(folder)) {
  process.stderr.write(`data-drift: skipped, ${folder} is not there\n`);
  process.exit(77);
}
const each = Math.max(1, Math.ceil(Number(values.splits) / SETS.length));
const rows: Row[] = [];
for (const [file, left] of SETS) {
  const path = join(folder, file);
  if (!existsSync(path)) continue;
  const read = await readTable(path);
  const table: Table = { rows: read.rows, columns: read.columns.filter(({ name }) => !left.includes(name)) };
  const row: Row = { set: file, splits: 0, alerts: 0, sketchAlerts: 0, power: {} };
  for (let split = 1; split <= each; split++) {
    const random = new Random(split).fork(file);
    const order = random.shuffle(Int32Array.from({ length: table.rows }, (_, at) => at)).slice(0, MOST);
    const half = Math.floor(order.length / 2);
    const [reference, other] = [picked(table, order.slice(0, half)), picked(table, order.slice(half))];
    const options = { seed: split, times: 1 };
    row.splits++;
    if (detectDrift(sideOfTable(reference), sideOfTable(other), options).verdict !== "none") row.alerts++;
    const sketches = [reference, other].map((side) => sideOfSketch(TableSketch.of(side)));
    const [a, b] = sketches;
    if (a !== undefined && b !== undefined && detectDrift(a, b, options).verdict !== "none") row.sketchAlerts++;
    if (split > 5) continue;
    for (const [name, shift] of Object.entries(SHIFTS)) {
      const shifted = shift(other, random);
      if (shifted.columns.every((column, at) => column === other.columns[at])) continue;
      const [seen = 0, tried = 0] = row.power[name] ?? [];
      const found = detectDrift(sideOfTable(reference), sideOfTable(shifted), options).verdict !== "none";
      row.power[name] = [seen + (found ? 1 : 0), tried + 1];
    }
  }
  rows.push(row);
  process.stdout.write(`${file}: ${row.alerts} of ${row.splits} clean splits called drift, ${row.sketchAlerts} by sketches\n`);
}
const splits = rows.reduce((sum, row) => sum + row.splits, 0);
const alerts = rows.reduce((sum, row) => sum + row.alerts, 0);
const sketched = rows.reduce((sum, row) => sum + row.sketchAlerts, 0);
process.stdout.write(`\nfalse alarms: ${alerts} of ${splits} (${((100 * alerts) / splits).toFixed(1)} %), by sketches ${sketched}\n`);
for (const name of Object.keys(SHIFTS)) {
  const counts = rows.map((row): readonly [number, number] => [row.power[name]?.[0] ?? 0, row.power[name]?.[1] ?? 0]);
  process.stdout.write(
    `power, ${name}: ${counts.reduce((sum, [seen]) => sum + seen, 0)} of ${counts.reduce((sum, [, tried]) => sum + tried, 0)}\n`,
  );
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`);
process.exitCode = alerts <= LEVEL * splits && sketched <= LEVEL * splits ? 0 : 1;
