/**
 * Poison planted in the public data sets is found, and clean resamples are left alone.
 *   node conformance/data-poisoning/run.ts [--vectors DIR] [--only NAME]
 * DIR holds the sets (default: ../shared/data/datasets). A short version of bench/data-poisoning.ts with the bounds that
 * bind: samples of at most 2,000 rows (said with each line), one seed a cell. The last line is "N passed, N failed". Exit
 * code: 0 none failed · 1 some failed · 77 the sets are not there.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { checkCell } from "../../bench/poisoning-cell.ts";
import { publicSet } from "../../bench/public-data-sets.ts";
import { type PoisonFamily, poison, Random } from "../../packages/data/src/index.ts";

const { values } = parseArgs({ options: { vectors: { type: "string" }, only: { type: "string" } } });
const given = values.vectors ?? join(import.meta.dirname, "../../../shared/data");
const folder = existsSync(join(given, "datasets")) ? join(given, "datasets") : given;
const CAP = 2000;
const SEED = 1;

interface Expectation {
  readonly data: string;
  readonly family: PoisonFamily;
  readonly rate: number;
  readonly recall: number;
  readonly cleanCarriers?: number;
}

const EXPECTED: readonly Expectation[] = [
  { data: "adult", family: "value-trigger", rate: 0.01, recall: 0.97 },
  { data: "adult", family: "value-trigger", rate: 0.03, recall: 0.7, cleanCarriers: 1 / 3 },
  { data: "nsl-kdd", family: "value-trigger", rate: 0.01, recall: 0.97 },
  { data: "nsl-kdd", family: "two-value-trigger", rate: 0.01, recall: 0.97 },
  { data: "nsl-kdd", family: "label-flips", rate: 0.05, recall: 0.9 },
  { data: "nsl-kdd", family: "flood", rate: 0.05, recall: 0.98 },
  { data: "nsl-kdd", family: "outliers", rate: 0.01, recall: 0.98 },
  { data: "sms", family: "token-trigger", rate: 0.01, recall: 0.97 },
  { data: "sms", family: "two-token-trigger", rate: 0.01, recall: 0.97 },
  { data: "enron", family: "misspelt-trigger", rate: 0.02, recall: 0.97 },
  { data: "mnist", family: "patch-trigger", rate: 0.01, recall: 0.97 },
];
const CLEAN = ["adult", "nsl-kdd", "sms"];

interface Outcome {
  readonly name: string;
  readonly held: boolean;
  readonly said: string;
}

async function poisoned({ data, family, rate, recall, cleanCarriers = 0 }: Expectation): Promise<Outcome> {
  const clean = await publicSet(folder, data, CAP, SEED);
  const planted = poison(clean, { family, rate, cleanCarriers, random: new Random(SEED).fork(`${data} ${family}`) });
  const cell = await checkCell(planted.dataset, planted.poisoned, SEED, undefined);
  const best = Math.max(0, ...Object.values(cell.single));
  const reached = cell.recall ?? 0;
  return {
    name: `${data} (${clean.rows} rows) ${family} ${rate}${cleanCarriers > 0 ? ", a third of the carriers left clean" : ""}`,
    held: reached >= recall && reached >= best - 0.03,
    said: `recall ${reached.toFixed(3)} (at least ${recall}), best single detector ${best.toFixed(3)}, ${cell.verdict}`,
  };
}

async function untouched(data: string): Promise<Outcome> {
  const clean = await publicSet(folder, data, CAP, SEED);
  const cell = await checkCell(clean, new Uint8Array(clean.rows), SEED, undefined);
  return {
    name: `${data} (${clean.rows} rows) clean`,
    held: cell.verdict !== "poisoned" && cell.quarantined <= 0.01,
    said: `${cell.verdict}, ${(100 * cell.quarantined).toFixed(2)} % of the rows held back`,
  };
}

async function main(): Promise<number> {
  if (!existsSync(join(folder, "adult-train.csv"))) {
    process.stderr.write(`data-poisoning: skipped, ${folder} is not there\n`);
    return 77;
  }
  const chosen = <T>(name: (item: T) => string, items: readonly T[]): readonly T[] =>
    items.filter((item) => values.only === undefined || name(item) === values.only);
  let [passed, failed] = [0, 0];
  const tell = ({ name, held, said }: Outcome): void => {
    held ? passed++ : failed++;
    process.stdout.write(`${held ? "pass" : "FAIL"}  ${name}: ${said}\n`);
  };
  for (const expectation of chosen(({ data }) => data, EXPECTED)) tell(await poisoned(expectation));
  for (const data of chosen((name) => name, CLEAN)) tell(await untouched(data));
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}

process.exitCode = await main();
