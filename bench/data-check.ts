/**
 * Speed of `data check`: 50,000 rows of 64 numbers with a label that they bear out, one call with all detectors and the
 * self-test, against reading the same bytes of memory. Prints a table and JSON.
 *   node bench/data-check.ts [--rows 50000] [--columns 64] [--jobs N]
 */
import { parseArgs } from "node:util";
import { checkDataset } from "../packages/data/src/check/check-dataset.ts";
import { selfTest } from "../packages/data/src/check/self-test.ts";
import { Random } from "../packages/data/src/statistics/random.ts";
import type { Dataset } from "../packages/data/src/table/table.ts";
import { limitThreads } from "../packages/data/src/threads/crew.ts";

const { values } = parseArgs({
  options: { rows: { type: "string", default: "50000" }, columns: { type: "string", default: "64" }, jobs: { type: "string" } },
});
const [rows, columns] = [Number(values.rows), Number(values.columns)];

function generated(): Dataset {
  const random = new Random(1);
  const classes = Int32Array.from({ length: rows }, () => random.below(2));
  const features = Array.from({ length: columns }, (_, index) => ({
    kind: "number" as const,
    name: `x${index}`,
    values: Float64Array.from(classes, (label) => random.normal() + (index % 4 === 0 ? 0.4 * label : 0)),
  }));
  return {
    rows,
    ids: Array.from({ length: rows }, (_, row) => String(row)),
    features,
    label: { kind: "string", name: "label", codes: classes, dictionary: ["no", "yes"] },
  };
}

if (values.jobs !== undefined) limitThreads(Number(values.jobs));
const dataset = generated();
const random = new Random(2);
const stages: { readonly stage: string; readonly seconds: number; readonly processor: number }[] = [];
let [stage, since, used] = ["", performance.now(), process.cpuUsage().user];
const say = (next: string): void => {
  const [now, user] = [performance.now(), process.cpuUsage().user];
  if (stage !== "") stages.push({ stage, seconds: (now - since) / 1000, processor: (user - used) / 1e6 });
  [stage, since, used] = [next, now, user];
};
const began = performance.now();
const { gathered } = checkDataset(dataset, { random, say });
say("self-test");
selfTest(dataset, gathered.outOfFold?.model, random.fork("self-test"));
say("");
const seconds = (performance.now() - began) / 1000;
const total = process.cpuUsage();
for (const { stage: name, seconds: took, processor } of stages)
  console.log(`${name.padEnd(48)} ${took.toFixed(2).padStart(8)} s, processor ${processor.toFixed(2).padStart(7)} s`);
console.log(
  `${rows} x ${columns}: ${seconds.toFixed(1)} s, ${Math.round(rows / seconds)} rows/s, processor ${((total.user + total.system) / 1e6).toFixed(1)} s`,
);
console.log(JSON.stringify({ rows, columns, seconds, rowsPerSecond: rows / seconds, stages }));
