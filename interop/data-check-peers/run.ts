/**
 * cleanlab, PyOD and ART's poison defences beside data check: the same poisoned files of public data sets, in one run.
 *   node interop/data-check-peers/run.ts [--vectors DIR] [--python PYTHON] [--data NAME,…] [--family NAME,…|clean]
 *     [--rate R,…] [--seed N] [--seeds N] [--cap ROWS] [--seconds S] [--cells FILE]
 * PYTHON is that of a virtual environment with the peers, for example
 *   pip install "cleanlab[datalab]==2.9.0" pyod==3.6.7 adversarial-robustness-toolbox==1.20.1
 * Recall at 1 % false positives of every tool's scores; by their own verdict the rows that each flags, on clean files too.
 * Peers get numbers in standard deviations, categories one-hot, words as TF-IDF (for outliers its first 100 components),
 * pixels; ART's detectors a network of one hidden layer. RONI is left out: it needs trusted rows and trains a model for
 * every row. No cell is begun after S seconds, and that is said; --cells keeps
 * what was measured in a file of JSON lines and goes on from it, and --again measures Castellan anew on
 * those. Exits 77 where the data sets or the peers are absent.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { z } from "zod";
import { writeDataset } from "../../bench/poisoned-files.ts";
import { recallAt } from "../../bench/poisoning-cell.ts";
import { publicSet } from "../../bench/public-data-sets.ts";
import { checkDataset } from "../../packages/data/src/check/check-dataset.ts";
import { judge } from "../../packages/data/src/check/judge.ts";
import { type DatasetFiles, readDataset } from "../../packages/data/src/entry/check.ts";
import { applicableFamilies, type PoisonFamily, poison, Random } from "../../packages/data/src/index.ts";
import { type Cell, readCells, tables } from "./tables.ts";

const { values } = parseArgs({
  options: {
    vectors: { type: "string", default: join(import.meta.dirname, "../../../shared/data/datasets") },
    python: { type: "string", default: "python3" },
    data: { type: "string", default: "adult,nsl-kdd,mammography,enron,mnist" },
    family: {
      type: "string",
      default: "clean,label-flips,targeted-flips,value-trigger,token-trigger,patch-trigger,outliers,flood,perturbed-flood,biased-source",
    },
    rate: { type: "string", default: "0.01,0.05" },
    seed: { type: "string", default: "51" },
    seeds: { type: "string", default: "1" },
    cap: { type: "string", default: "2000" },
    seconds: { type: "string", default: "7200" },
    cells: { type: "string" },
    again: { type: "boolean", default: false },
  },
});
const Answer = z.union([
  z.object({ tool: z.string(), scores: z.array(z.number()), flagged: z.array(z.int()), seconds: z.number() }),
  z.object({ tool: z.string(), error: z.string() }),
  z.object({ done: z.literal(true) }),
]);

const probe = spawnSync(
  values.python,
  ["-c", "import art, cleanlab, pyod; print(f'cleanlab {cleanlab.__version__}, PyOD {pyod.__version__}, ART {art.__version__}')"],
  { encoding: "utf8" },
);
if (!existsSync(values.vectors) || probe.status !== 0) {
  const why = existsSync(values.vectors) ? `${values.python} lacks cleanlab, pyod or art` : `${values.vectors} is not there`;
  process.stderr.write(`data-check-peers: skipped, ${why}\n`);
  process.exit(77);
}
const versions = probe.stdout.trim().split("\n").at(-1) ?? "";
const child = spawn(values.python, [join(import.meta.dirname, "peer.py")], {
  stdio: ["pipe", "pipe", "ignore"],
  // One thread: with more, the peers' threads wait for each other on a busy machine.
  env: { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" },
});
const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();

/** What every peer says of one file. */
async function ask({ file, labelFile, roles }: DatasetFiles, poisoned: Uint8Array): Promise<Record<string, Cell["tools"][string]>> {
  child.stdin.write(`${JSON.stringify({ file, labelFile, label: roles.label, source: roles.source, text: roles.text })}\n`);
  const tools: Record<string, Cell["tools"][string]> = {};
  for (;;) {
    const { value, done } = await lines.next();
    if (done === true) throw new Error("the peers ended before their time");
    if (!value.startsWith("{")) continue;
    const answer = Answer.parse(JSON.parse(value));
    if ("done" in answer) return tools;
    if ("error" in answer) {
      process.stderr.write(`${answer.tool}: ${answer.error}\n`);
      continue;
    }
    tools[answer.tool] = told(
      Float64Array.from(answer.scores),
      Uint8Array.from(flags(answer.flagged, poisoned.length)),
      poisoned,
      answer.seconds,
    );
  }
}

function flags(rows: readonly number[], length: number): number[] {
  const set = new Set(rows);
  return Array.from({ length }, (_, row) => (set.has(row) ? 1 : 0));
}

function told(scores: Float64Array, flagged: Uint8Array, poisoned: Uint8Array, seconds: number): Cell["tools"][string] {
  const share = (of: number): number => {
    const rows = [...flagged.keys()].filter((row) => poisoned[row] === of);
    return rows.length === 0 ? Number.NaN : rows.filter((row) => flagged[row] === 1).length / rows.length;
  };
  return { recall: recallAt(scores, poisoned), flagged: share(1), falselyFlagged: share(0), seconds };
}

async function ours(files: DatasetFiles, poisoned: Uint8Array, seed: number): Promise<{ tool: Cell["tools"][string]; verdict: string }> {
  const { dataset } = await readDataset(files);
  const begun = performance.now();
  const checked = checkDataset(dataset, { random: new Random(seed) });
  const seconds = (performance.now() - begun) / 1000;
  return { tool: told(checked.scores, checked.quarantined, poisoned, seconds), verdict: found(judge(checked, {}).verdict) };
}

/** Without the self-test, which the peers have none of, what is not found is no verdict. */
function found(verdict: string): string {
  return verdict === "poisoned" || verdict === "suspicious" ? verdict : "nothing found";
}

const until = performance.now() + 1000 * Number(values.seconds);
const scratch = mkdtempSync(join(tmpdir(), "castellan-data-check-peers-"));
const kept = values.cells;
const cells: Cell[] = kept !== undefined && existsSync(kept) ? readCells(readFileSync(kept, "utf8")) : [];
let leftOut = 0;

async function measure(data: string, family: PoisonFamily | "clean", rate: number, seed: number): Promise<void> {
  const known = cells.findIndex((cell) => cell.data === data && cell.family === family && cell.rate === rate && cell.seed === seed);
  if (known >= 0 && !values.again) return;
  const clean = await publicSet(values.vectors, data, Number(values.cap), seed);
  if (family !== "clean" && !applicableFamilies(clean).includes(family)) return;
  if (performance.now() > until) {
    leftOut++;
    return;
  }
  const { dataset, poisoned } =
    family === "clean"
      ? { dataset: clean, poisoned: new Uint8Array(clean.rows) }
      : poison(clean, { family, rate, random: new Random(seed).fork(`${data} ${family}`) });
  const files = writeDataset(dataset, scratch);
  const { tool, verdict } = await ours(files, poisoned, seed);
  const tools = { ...(cells[known]?.tools ?? (await ask(files, poisoned))), Castellan: tool };
  const cell = {
    data,
    family,
    rate,
    seed,
    rows: dataset.rows,
    verdict,
    tools,
  };
  if (known >= 0) cells[known] = cell;
  else cells.push(cell);
  if (kept !== undefined) writeFileSync(kept, cells.map((each) => `${JSON.stringify(each)}\n`).join(""));
  const recalls = Object.entries(cell.tools).map(([name, { recall }]) => `${name} ${recall.toFixed(2)}`);
  process.stderr.write(`${data} ${family} ${rate} seed ${seed}: ${verdict}; ${recalls.join(", ")}\n`);
}

try {
  for (const data of values.data.split(","))
    for (const family of values.family.split(",") as (PoisonFamily | "clean")[])
      for (const rate of family === "clean" ? [0] : values.rate.split(",").map(Number))
        for (let at = 0; at < Number(values.seeds); at++) await measure(data, family, rate, Number(values.seed) + at);
} finally {
  child.stdin.end();
  rmSync(scratch, { recursive: true, force: true });
}
if (leftOut > 0) process.stdout.write(`${leftOut} cells were left out after ${values.seconds} s\n`);
process.stdout.write(`${versions}; at most ${values.cap} rows, seeds from ${values.seed}, ${values.seeds} a cell\n\n${tables(cells)}`);
