/**
 * Personal data in labelled texts.
 *   node conformance/personal-data/run.ts [--vectors DIR] [--half choose|report] [--verbose] [--json]
 * F1 is strict. Where the text itself shows that a label is missing (contested.ts), a second figure counts it as there, and
 * the floors are held against that one.
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { findPersonalData } from "../../packages/text/src/index.ts";
import { findNames } from "../../packages/text/src/names/index.ts";
import { type Label, readRows, rowFolder } from "./rows.ts";
import { ratesOf, scoreRows } from "./score.ts";

/** Both together: label sets differ in whether a town or a country inside an address is a place of its own. */
const PLACE = "LOCATION|ADDRESS";

/** Least F1 over all rows. */
const floors: Readonly<Record<string, number>> = {
  CREDIT_CARD: 0.97,
  PHONE_NUMBER: 0.97,
  EMAIL_ADDRESS: 0.97,
  US_SSN: 0.97,
  IBAN_CODE: 0.97,
  IP_ADDRESS: 0.97,
  PERSON: 0.88,
};
const reported = [...Object.keys(floors), "LOCATION", "ADDRESS", PLACE, "ORGANIZATION", "DATE_TIME", "URL", "IN_PAN", "US_DRIVER_LICENSE"];

const { values } = parseArgs({
  options: {
    vectors: { type: "string", default: join(import.meta.dirname, "../../../shared/data") },
    half: { type: "string" },
    verbose: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});

function find(text: string): readonly Label[] {
  const personal = findPersonalData(text);
  return withPlaces([...personal, ...findNames(text, { taken: personal.filter((one) => one.class !== "time") })]);
}

function withPlaces(labels: readonly Label[]): readonly Label[] {
  return [...labels, ...labels.flatMap((one) => (one.type === "LOCATION" || one.type === "ADDRESS" ? [{ ...one, type: PLACE }] : []))];
}

const folder = rowFolder(values.vectors);
if (folder === undefined) {
  process.stderr.write("personal-data: skipped, no labelled texts found; give --vectors DIR (a folder with *.jsonl or its pii/)\n");
  process.exitCode = 77;
} else {
  const sets = new Map(
    [...readRows(folder)].map(([name, rows]) => [name, rows.map((row) => ({ ...row, labels: withPlaces(row.labels) }))] as const),
  );
  const all = [...sets.values()].flat().filter(({ half }) => values.half === undefined || half === values.half);
  const parts: (readonly [string, typeof all])[] = [
    ...[...sets].map(([name, rows]) => [name, rows.filter((row) => all.includes(row))] as const),
    ["choosing half", all.filter(({ half }) => half === "choose")],
    ["reporting half", all.filter(({ half }) => half === "report")],
    ["all", all],
  ];
  const results = parts.map(([name, rows]) => ({ name, rows: rows.length, ...scoreRows(rows, find, reported) }));
  const whole = results.at(-1);
  if (values.verbose)
    for (const { what, row, type, value, text } of whole?.misses ?? [])
      process.stdout.write(`${what}\t${type}\t${row}\t${JSON.stringify(value)}\t${JSON.stringify(text.slice(0, 300))}\n`);
  if (values.json) process.stdout.write(`${JSON.stringify(results.map(({ misses: _, ...rest }) => rest))}\n`);
  else
    for (const { name, rows, tallies } of results) {
      process.stdout.write(`\n${name} (${rows} rows)\ntype               labels  found  precision  recall     F1  with labels completed\n`);
      for (const tally of tallies) {
        const { precision, recall, f1 } = ratesOf(tally);
        const completed = ratesOf({ ...tally, right: tally.right + tally.contested });
        const show = (rate: number | undefined): string => (rate === undefined ? "-" : rate.toFixed(3));
        if (tally.labels + tally.found > 0)
          process.stdout.write(
            `${tally.type.padEnd(18)} ${String(tally.labels).padStart(6)} ${String(tally.found).padStart(6)} ${show(precision).padStart(10)} ${show(recall).padStart(7)} ${show(f1).padStart(6)}${tally.contested > 0 ? `  ${show(completed.f1)} (${tally.contested})` : ""}\n`,
          );
      }
    }
  const below = (whole?.tallies ?? []).filter(
    (tally) => tally.labels > 0 && (ratesOf({ ...tally, right: tally.right + tally.contested }).f1 ?? 0) < (floors[tally.type] ?? 0),
  );
  for (const { type } of below) process.stderr.write(`personal-data: ${type} is below its floor of ${floors[type] ?? 0}\n`);
  if (below.length > 0) process.exitCode = 1;
}
