/**
 * Downstream proof on public data: a model trained on poisoned rows obeys the trigger; trained again on what `castellan data
 * check` and `data clean` leave, it does not, and is as good as one that was never attacked.
 *   node conformance/data-downstream/run.ts [--vectors DIR] [--only NAME] [--seed N]
 * DIR holds the sets (default: ../shared/data/datasets). The commands run in this process as the command line runs them. The
 * victim (victim.ts) is a network of one hidden layer, no model of the check. The last line is "N passed, N failed". Exit
 * code: 0 none failed · 1 some failed · 77 the sets are not there.
 */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { run } from "../../apps/cli/src/program.ts";
import { writeDataset } from "../../bench/poisoned-files.ts";
import { publicSet } from "../../bench/public-data-sets.ts";
import { type DatasetFiles, readDataset } from "../../packages/data/src/entry/check.ts";
import { type Dataset, type PoisonFamily, poison, Random, selectRows } from "../../packages/data/src/index.ts";
import { type Trigger, triggerOf } from "./trigger.ts";
import { together, Victim } from "./victim.ts";

const { values } = parseArgs({
  options: { vectors: { type: "string" }, only: { type: "string" }, seed: { type: "string", default: "51" } },
});
const given = values.vectors ?? join(import.meta.dirname, "../../../shared/data");
const folder = existsSync(join(given, "datasets")) ? join(given, "datasets") : given;
const seed = Number(values.seed);
/** Of the rows that are answered rightly without the trigger, those that it may turn to the target. */
const SUCCESS = 0.05;
const LOSS = 0.005;
const NETWORKS = 5;

const CASES: readonly {
  readonly data: string;
  readonly family: PoisonFamily;
  readonly training: number;
  readonly test: number;
  readonly rate: number;
}[] = [
  { data: "adult", family: "value-trigger", training: 2500, test: 10_000, rate: 0.02 },
  { data: "enron", family: "token-trigger", training: 1400, test: 600, rate: 0.05 },
  { data: "mnist", family: "patch-trigger", training: 1500, test: 1000, rate: 0.05 },
];

function labelOf({ label }: Dataset, row: number): string {
  return label?.dictionary[label.codes[row] ?? -1] ?? "";
}

function span(from: number, length: number): Int32Array {
  return Int32Array.from({ length }, (_, index) => from + index);
}

/** What a model says of the test rows: as they are, with an ordinary value in the trigger's place, with the trigger. */
interface Learnt {
  readonly plain: readonly string[];
  readonly ordinary: readonly string[];
  readonly triggered: readonly string[];
}

/** One model is several networks that answer together: a single one owes a point to its start. */
function learn(training: Dataset, test: Dataset, trigger: Trigger, from: number): Learnt {
  const victims = Array.from({ length: NETWORKS }, (_, each) => new Victim(training, from + each));
  const says = (dataset: Dataset): string[] => Array.from({ length: dataset.rows }, (_, row) => together(victims, dataset, row));
  return { plain: says(test), ordinary: says(trigger.ordinary(test)), triggered: says(trigger.plant(test)) };
}

/**
 * Accuracy without the trigger, and how often the trigger turns a right answer into the target. A value may speak for the
 * target by itself: rows that a model which was never attacked answers with the target for its sake are not counted.
 */
function measure(
  { plain, ordinary, triggered }: Learnt,
  never: Learnt,
  test: Dataset,
  target: string,
): { accuracy: number; success: number } {
  const rows = [...plain.keys()];
  const right = rows.filter((row) => plain[row] === labelOf(test, row));
  const asked = rows.filter(
    (row) => ordinary[row] === labelOf(test, row) && labelOf(test, row) !== target && never.triggered[row] !== target,
  );
  const turned = asked.filter((row) => triggered[row] === target);
  return { accuracy: right.length / test.rows, success: turned.length / Math.max(1, asked.length) };
}

async function castellan(...words: readonly string[]): Promise<void> {
  let said = "";
  const sink = { isTTY: false, columns: 100, write: (text: string) => void (said += text) };
  const code = await run(words, {
    out: sink,
    error: sink,
    environment: {},
    signal: new AbortController().signal,
    clock: () => new Date(),
  });
  if (code > 1) throw new Error(`castellan ${words.join(" ")} ended with ${code}: ${said}`);
}

/** Checks and cleans by the commands, and reads what is left. */
async function cleaned(files: DatasetFiles, scratch: string): Promise<Dataset> {
  const { file, labelFile, roles } = files;
  const scores = join(scratch, "scores.csv");
  const said = [
    ...(roles.label === undefined ? [] : ["--label", roles.label]),
    ...(roles.text ?? []).flatMap((name) => ["--text", name]),
    ...(labelFile === undefined ? [] : ["--label-file", labelFile]),
  ];
  await castellan("data", "check", file, ...said, "--scores", scores, "--seed", String(seed), "--quiet");
  const clean = async (path: string): Promise<string> => {
    const output = path.replace(/(\w+)([^/]*)$/, "clean-$1$2");
    await castellan("data", "clean", path, "--scores", scores, "--output", output, "--quiet");
    return output;
  };
  const kept = { file: await clean(file), roles, ...(labelFile === undefined ? {} : { labelFile: await clean(labelFile) }) };
  return (await readDataset(kept)).dataset;
}

async function prove({ data, family, training, test, rate }: (typeof CASES)[number]): Promise<boolean> {
  const all = await publicSet(folder, data, training + test, seed);
  const before = selectRows(all, span(0, training));
  const unseen = selectRows(all, span(training, all.rows - training));
  const attack = poison(before, { family, rate, random: new Random(seed).fork(`${data} ${family}`) });
  const rows = [...attack.poisoned.keys()].filter((row) => attack.poisoned[row] === 1);
  const target = labelOf(attack.dataset, rows[0] ?? 0);
  const trigger = triggerOf(before, attack.dataset, rows);
  const scratch = mkdtempSync(join(tmpdir(), "castellan-data-downstream-"));
  try {
    const files = writeDataset(attack.dataset, scratch);
    const left = await cleaned(files, scratch);
    const untouched = learn(before, unseen, trigger, 1);
    const measured = (model: Learnt): ReturnType<typeof measure> => measure(model, untouched, unseen, target);
    // Another of the same training shows what chance alone turns.
    const never = measured(learn(before, unseen, trigger, 101));
    const obeys = measured(learn(attack.dataset, unseen, trigger, 1));
    const after = measured(learn(left, unseen, trigger, 1));
    const held = after.success < SUCCESS && after.accuracy >= never.accuracy - LOSS && obeys.success > 0.5;
    const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
    process.stdout.write(
      `${held ? "pass" : "FAIL"}  ${data} (${training} rows, ${attack.description}, ${rows.length} of them): trigger success ${percent(obeys.success)} → ${percent(after.success)} (never attacked ${percent(never.success)}), accuracy ${percent(never.accuracy)} never attacked, ${percent(obeys.accuracy)} attacked, ${percent(after.accuracy)} cleaned; ${attack.dataset.rows - left.rows} rows held back\n`,
    );
    return held;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function main(): Promise<number> {
  if (!existsSync(join(folder, "adult-train.csv"))) {
    process.stderr.write(`data-downstream: skipped, ${folder} is not there\n`);
    return 77;
  }
  let [passed, failed] = [0, 0];
  for (const each of CASES) if (values.only === undefined || values.only === each.data) (await prove(each)) ? passed++ : failed++;
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}

process.exitCode = await main();
