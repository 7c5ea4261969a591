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
import { TableSketch } from "../../packages/data/src/sketches/table-sketch.ts";
import { halvesOf, SETS, SHIFTS, setOf } from "./cases.ts";

const { values } = parseArgs({
  options: { vectors: { type: "string" }, splits: { type: "string", default: "200" }, json: { type: "string" } },
});
const folder = values.vectors ?? join(import.meta.dirname, "../../../shared/data/datasets");
const LEVEL = 0.05;

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
for (const set of SETS) {
  const [file] = set;
  const table = await setOf(folder, set);
  if (table === undefined) continue;
  const row: Row = { set: file, splits: 0, alerts: 0, sketchAlerts: 0, power: {} };
  for (let split = 1; split <= each; split++) {
    const { reference, other, random } = halvesOf(table, file, split);
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
