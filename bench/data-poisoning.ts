/**
 * Poison planted in clean public data sets, and what the check finds of it.
 *   node bench/data-poisoning.ts [--data NAME,…] [--family NAME,…|clean] [--rate R,…] [--seeds N] [--first-seed N] [--cap ROWS]
 *     [--folder DIR] [--clean-carriers SHARE] [--command MAIN.js] [--quick] [--json]
 * Each set (a seeded sample of at most --cap rows, 5,000 unless told) is poisoned by every family that fits it, at every
 * rate and seed, written as CSV or IDX, and checked with the function behind `castellan data check` (with --command by the
 * built command on the file). Per cell: recall at 1 % false positives of the fused score, of the best single detector chosen
 * with hindsight, the gap, how pure the groups are, the verdicts; for `clean` the share of poisoned verdicts and of
 * rows held back. --quick: five sets, one rate, one seed.
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { applicableFamilies, POISON_FAMILIES, type PoisonFamily, poison, Random } from "../packages/data/src/index.ts";
import { type Cell, checkCell } from "./poisoning-cell.ts";
import { FURTHER_SETS, PUBLIC_SETS, publicSet } from "./public-data-sets.ts";

const { values } = parseArgs({
  options: {
    data: { type: "string" },
    family: { type: "string" },
    rate: { type: "string" },
    seeds: { type: "string" },
    "first-seed": { type: "string", default: "1" },
    cap: { type: "string" },
    folder: { type: "string", default: join(import.meta.dirname, "../../shared/data/datasets") },
    "clean-carriers": { type: "string", default: "0" },
    command: { type: "string" },
    quick: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});
const { quick } = values;
const sets = values.data?.split(",") ?? (quick ? ["adult", "wisconsin", "nsl-kdd", "sms", "mnist"] : PUBLIC_SETS);
const wanted = values.family?.split(",");
const seeds = Number(values.seeds ?? (quick ? 1 : 3));
const firstSeed = Number(values["first-seed"]);
const cap = Number(values.cap ?? (quick ? 2000 : 5000));

interface Row {
  readonly data: string;
  readonly family: PoisonFamily | "clean";
  readonly rate: number;
  readonly rows: number;
  readonly cells: readonly Cell[];
  /** Share of seeds in which the surest source group names the compromised source. */
  readonly named: number | undefined;
}

function ratesOf(family: PoisonFamily): readonly number[] {
  if (values.rate !== undefined) return values.rate.split(",").map(Number);
  const { rates } = POISON_FAMILIES[family];
  return quick ? rates.slice(-1) : rates;
}

async function measure(data: string, family: PoisonFamily | "clean", rate: number): Promise<Row | undefined> {
  const cells: Cell[] = [];
  let [rows, named, sources] = [0, 0, 0];
  for (let seed = firstSeed; seed < firstSeed + seeds; seed++) {
    const clean = await publicSet(values.folder, data, cap, seed);
    if (family !== "clean" && !applicableFamilies(clean).includes(family)) return undefined;
    const planted =
      family === "clean"
        ? { dataset: clean, poisoned: new Uint8Array(clean.rows), source: undefined }
        : poison(clean, {
            family,
            rate,
            random: new Random(seed).fork(`${data} ${family}`),
            cleanCarriers: Number(values["clean-carriers"]),
          });
    const cell = await checkCell(planted.dataset, planted.poisoned, seed, values.command);
    cells.push(cell);
    rows = planted.dataset.rows;
    if (planted.source !== undefined) {
      sources++;
      if (cell.source === planted.source) named++;
    }
  }
  return { data, family, rate, rows, cells, named: sources === 0 ? undefined : named / sources };
}

function mean(numbers: readonly (number | undefined)[]): number {
  const known = numbers.filter((number) => number !== undefined);
  return known.length === 0 ? Number.NaN : known.reduce((sum, number) => sum + number, 0) / known.length;
}

function shown(number: number): string {
  return Number.isNaN(number) ? "   –" : number.toFixed(2).padStart(4);
}

function line({ data, family, rate, rows, cells, named }: Row): string {
  const best = cells.map(({ single }) => Math.max(0, ...Object.values(single)));
  const fused = cells.map(({ recall }) => recall);
  const gap = cells.map(({ recall }, index) => (recall === undefined ? undefined : (best[index] ?? 0) - recall));
  const names = [...new Set(cells.flatMap(({ single }) => Object.keys(single)))].sort();
  const single = names.map((name) => `${name} ${shown(mean(cells.map((cell) => cell.single[name])))}`).join("  ");
  const verdicts = [...new Set(cells.map(({ verdict }) => verdict))].map(
    (verdict) => `${verdict} ${cells.filter((cell) => cell.verdict === verdict).length}`,
  );
  return [
    data.padEnd(12),
    family.padEnd(18),
    String(rate).padStart(5),
    String(rows).padStart(5),
    family === "clean"
      ? `held back ${shown(100 * mean(cells.map(({ quarantined }) => quarantined)))} %`
      : `fused ${shown(mean(fused))} best ${shown(mean(best))} gap ${shown(mean(gap))} pure ${shown(mean(cells.map(({ precision }) => precision)))}`,
    `${mean(cells.map(({ seconds }) => seconds)).toFixed(1)} s`,
    verdicts.join(" "),
    named === undefined ? "" : `source named ${shown(named)}`,
    single,
  ].join("  ");
}

process.stdout.write(`at most ${cap} rows of a set, ${seeds} seeds a cell; recall at 1 % false positives\n`);
const table: Row[] = [];
for (const data of sets) {
  const known = [...PUBLIC_SETS, ...FURTHER_SETS];
  if (!known.includes(data)) throw new Error(`no set ${data}; there are ${known.join(", ")}`);
  const families: readonly (PoisonFamily | "clean")[] = ["clean", ...applicableFamilies(await publicSet(values.folder, data, cap, 1))];
  for (const family of families) {
    if (wanted !== undefined && !wanted.includes(family)) continue;
    for (const rate of family === "clean" ? [0] : ratesOf(family)) {
      const row = await measure(data, family, rate);
      if (row === undefined) continue;
      table.push(row);
      process.stdout.write(`${line(row)}\n`);
    }
  }
}
const clean = table.filter(({ family }) => family === "clean").flatMap(({ cells }) => cells);
if (clean.length > 0)
  process.stdout.write(
    `clean resamples: ${clean.length}, poisoned verdicts ${clean.filter(({ verdict }) => verdict === "poisoned").length}, rows held back ${(100 * mean(clean.map(({ quarantined }) => quarantined))).toFixed(2)} %\n`,
  );
if (values.json) process.stdout.write(`${JSON.stringify(table)}\n`);
