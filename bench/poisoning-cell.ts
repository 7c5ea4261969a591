import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkDataset } from "../packages/data/src/check/check-dataset.ts";
import { judge } from "../packages/data/src/check/judge.ts";
import { readDataset } from "../packages/data/src/entry/check.ts";
import { type Dataset, Random } from "../packages/data/src/index.ts";
import { writeDataset } from "./poisoned-files.ts";

/** What one check of one file showed. */
export interface Cell {
  /** Of the poisoned rows above 99 % of the others; ties are counted by their share. Undefined on clean data. */
  readonly recall: number | undefined;
  /** The same for every detector by itself. */
  readonly single: Readonly<Record<string, number>>;
  /** Of the rows in groups below 1e-4, the share that is poisoned. */
  readonly precision: number | undefined;
  readonly verdict: string;
  /** Share of the rows held back. */
  readonly quarantined: number;
  /** Where of the surest group: the compromised source, when one is named. */
  readonly source: string | undefined;
  readonly seconds: number;
}

/** Share of the poisoned rows whose score lies above that of 99 % of the others, ties shared out evenly. */
export function recallAt(scores: Float64Array, poisoned: Uint8Array, falsePositives = 0.01): number {
  const order = [...scores.keys()].sort((left, right) => (scores[right] ?? 0) - (scores[left] ?? 0));
  const total = poisoned.reduce((sum, each) => sum + each, 0);
  let budget = falsePositives * (poisoned.length - total);
  let found = 0;
  for (let from = 0; from < order.length && budget > 0; ) {
    let [to, bad, good] = [from, 0, 0];
    for (; to < order.length && scores[order[to] ?? 0] === scores[order[from] ?? 0]; to++) poisoned[order[to] ?? 0] === 1 ? bad++ : good++;
    const share = good === 0 ? 1 : Math.min(1, budget / good);
    found += share * bad;
    budget -= good;
    from = to;
  }
  return total === 0 ? 0 : found / total;
}

/** Writes the data set, checks the file with the function behind `castellan data check`, or with the command itself. */
export async function checkCell(dataset: Dataset, poisoned: Uint8Array, seed: number, command: string | undefined): Promise<Cell> {
  const folder = mkdtempSync(join(tmpdir(), "castellan-poisoning-"));
  try {
    const files = writeDataset(dataset, folder);
    const began = performance.now();
    if (command !== undefined) return byCommand(command, files, folder, poisoned, seed);
    const { dataset: read } = await readDataset(files);
    const checked = checkDataset(read, { random: new Random(seed) });
    const seconds = (performance.now() - began) / 1000;
    const planted = poisoned.some((each) => each === 1);
    const single: Record<string, number> = {};
    for (const { id, p, groups } of planted ? checked.detections : []) {
      const own = p?.map((value) => -Math.log10(Math.max(1e-300, value))) ?? new Float64Array(read.rows);
      for (const { rows, rowP, p: groupP } of groups)
        for (const [index, row] of rows.entries())
          own[row] = Math.max(own[row] ?? 0, -Math.log10(Math.max(1e-300, rowP?.[index] ?? groupP)));
      single[id] = recallAt(own, poisoned);
    }
    const sure = new Set(checked.groups.filter(({ p, attack }) => attack && p < 1e-4).flatMap(({ rows }) => [...rows]));
    const source = checked.groups.find(({ kind }) => kind === "source");
    return {
      recall: planted ? recallAt(checked.scores, poisoned) : undefined,
      single,
      precision: sure.size === 0 ? undefined : [...sure].filter((row) => poisoned[row] === 1).length / sure.size,
      verdict: judge(checked, {}).verdict,
      quarantined: checked.quarantined.reduce((sum, each) => sum + each, 0) / read.rows,
      source: Object.values(source?.where ?? {})[0],
      seconds,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function byCommand(command: string, files: ReturnType<typeof writeDataset>, folder: string, poisoned: Uint8Array, seed: number): Cell {
  const out = join(folder, "scores.csv");
  const { label, source, time, text } = files.roles;
  const options = [
    ...(label === undefined ? [] : ["--label", label]),
    ...(source === undefined ? [] : ["--source", source]),
    ...(time === undefined ? [] : ["--time", time]),
    ...(text ?? []).flatMap((name) => ["--text", name]),
    ...(files.labelFile === undefined ? [] : ["--label-file", files.labelFile]),
  ];
  const began = performance.now();
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [command, "data", "check", files.file, ...options, "--scores", out, "--seed", String(seed), "--format", "json"],
    { encoding: "utf8", maxBuffer: 2 ** 28 },
  );
  const seconds = (performance.now() - began) / 1000;
  const verdict = /"verdict":\s*"(\w+)"/.exec(stdout)?.[1];
  if (verdict === undefined) throw new Error(`the command said no verdict: ${stderr.slice(0, 400)}`);
  const lines = readFileSync(out, "utf8").trim().split("\n").slice(1);
  const scores = Float64Array.from(lines, (line) => Number(line.split(",")[1]));
  return {
    recall: poisoned.some((each) => each === 1) ? recallAt(scores, poisoned) : undefined,
    single: {},
    precision: undefined,
    verdict,
    quarantined: lines.filter((line) => line.split(",")[3] === "true").length / lines.length,
    source: undefined,
    seconds,
  };
}
