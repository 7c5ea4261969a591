import { z } from "zod";

/** JSON has no NaN: a share of no rows is null. */
const share = z
  .number()
  .nullable()
  .transform((value) => value ?? Number.NaN);

const Told = z.object({
  /** Of the poisoned rows above 99 % of the others. */
  recall: share,
  /** Of the poisoned rows, those that its own verdict flags; of the others. */
  flagged: share,
  falselyFlagged: share,
  seconds: z.number(),
});

/** One file: a data set, what was planted, and what every tool said. */
const Cell = z.object({
  data: z.string(),
  family: z.string(),
  rate: z.number(),
  seed: z.int(),
  rows: z.int(),
  verdict: z.string(),
  tools: z.record(z.string(), Told),
});
type Told = z.output<typeof Told>;
export type Cell = z.output<typeof Cell>;

/** What an earlier run kept. */
export function readCells(lines: string): Cell[] {
  return lines
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => Cell.parse(JSON.parse(line)));
}

function mean(numbers: readonly number[]): number {
  return numbers.length === 0 ? Number.NaN : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

function shown(number: number, digits = 2): string {
  return Number.isNaN(number) ? "–" : number.toFixed(digits);
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |\n`;
}

/** The best tool of a library over the cells of one line, chosen with hindsight. */
function best(cells: readonly Cell[], library: string): string {
  const names = [...new Set(cells.flatMap(({ tools }) => Object.keys(tools)))].filter((name) => name.startsWith(library));
  const rated = names.map((name) => ({ name, recall: mean(cells.flatMap(({ tools }) => tools[name]?.recall ?? [])) }));
  const first = rated.sort((left, right) => right.recall - left.recall)[0];
  return first === undefined ? "–" : `${shown(first.recall)} ${first.name.slice(library.length + 1)}`;
}

/** Recall a line, each library by its best tool; then every tool's own verdicts and times. */
export function tables(cells: readonly Cell[]): string {
  const planted = cells.filter(({ family }) => family !== "clean");
  const lines = Map.groupBy(planted, ({ data, family, rate }) => `${data}\t${family}\t${rate}`);
  let out = row(["data", "poison", "share", "Castellan", "cleanlab's best", "PyOD's best", "ART's best"]) + row(Array(7).fill("---"));
  for (const [line, own] of lines) {
    const [data = "", family = "", rate = ""] = line.split("\t");
    const castellan = shown(mean(own.flatMap(({ tools }) => tools["Castellan"]?.recall ?? [])));
    out += row([data, family, `${100 * Number(rate)} %`, castellan, best(own, "cleanlab"), best(own, "PyOD"), best(own, "ART")]);
  }
  const heads = [
    "tool",
    "mean recall at 1 %",
    "poisoned rows flagged",
    "others flagged",
    "flagged in clean files",
    "clean files with a flag",
    "s a file",
  ];
  out += `\n${row(heads)}${row(heads.map(() => "---"))}`;
  const clean = cells.filter(({ family }) => family === "clean");
  for (const name of new Set(["Castellan", ...cells.flatMap(({ tools }) => Object.keys(tools))])) {
    const of = (some: readonly Cell[]): readonly Told[] => some.flatMap(({ tools }) => tools[name] ?? []);
    const quiet = of(clean);
    out += row([
      name,
      `${shown(mean(of(planted).map(({ recall }) => recall)))} (${of(planted).length} files)`,
      shown(mean(of(planted).map(({ flagged }) => flagged))),
      `${shown(100 * mean(of(planted).map(({ falselyFlagged }) => falselyFlagged)))} %`,
      `${shown(100 * mean(quiet.map(({ falselyFlagged }) => falselyFlagged)))} %`,
      `${quiet.filter(({ falselyFlagged }) => falselyFlagged > 0).length} of ${quiet.length}`,
      shown(mean(of(cells).map(({ seconds }) => seconds)), 1),
    ]);
  }
  return `${out}\nVerdicts of Castellan on clean files: ${clean.map(({ data, verdict }) => `${data} ${verdict}`).join(", ")}\n`;
}
