import type { Random } from "../statistics/random.ts";
import { crew } from "../threads/crew.ts";
import type { Task } from "../threads/task.ts";
import { type Calibration, calibrate } from "./calibrate.ts";
import type { BaseModel, Target } from "./model.ts";
import { SCORES, type ScoreWork } from "./score-task.ts";

/** What a model says of rows that it did not learn from. */
export interface OutOfFold extends Calibration {
  readonly model: string;
  /** Share of rows whose label is the likeliest one. */
  readonly accuracy: number;
}

/** Rows of one cluster stand in one fold, so that no copy of a row is learnt from. */
export function foldsOf(clusters: Int32Array, folds: number, random: Random): Int32Array {
  const numbers = [...new Set(clusters)].sort((a, b) => a - b);
  random.shuffle(numbers);
  const sizes = new Map<number, number>();
  for (const cluster of clusters) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1);
  const filled = new Int32Array(folds);
  const foldOf = new Map<number, number>();
  for (const cluster of numbers) {
    let least = 0;
    for (let fold = 1; fold < folds; fold++) if ((filled[fold] ?? 0) < (filled[least] ?? 0)) least = fold;
    foldOf.set(cluster, least);
    filled[least] = (filled[least] ?? 0) + (sizes.get(cluster) ?? 1);
  }
  return clusters.map((cluster) => foldOf.get(cluster) ?? 0);
}

/** A model and the folds that it learns from, all of one draw or each of its own. */
export interface Run {
  readonly model: BaseModel;
  readonly folds: Int32Array;
}

/** Fewer rows are not worth a second thread. */
const ALONE = 1000;

/**
 * For each run the logits of all labelled rows among `rows`, each from a model that learnt from the other folds; rows ×
 * classes of the whole set. Rows of fold -1 are learnt from always and judged never.
 */
export function outOfFold(runs: readonly Run[], target: Target, rows: Int32Array, count: number): readonly OutOfFold[] {
  const { classes, labels } = target;
  const work = runs.flatMap(({ model, folds }, run) =>
    Array.from({ length: count }, (_, fold) => ({
      run,
      model,
      train: rows.filter((row) => folds[row] !== fold),
      test: rows.filter((row) => folds[row] === fold),
    })).filter(({ train, test }) => train.length > 0 && test.length > 0),
  );
  const judgedOf = ({ folds }: Run): Int32Array => rows.filter((row) => (folds[row] ?? -1) >= 0);
  const apart = work.filter(({ model }) => model.spec !== undefined);
  const tasks = apart.flatMap(({ model: { spec }, train, test }): readonly ScoreWork[] =>
    spec === undefined ? [] : [{ spec, target, train, test }],
  );
  const threads = rows.length < ALONE ? undefined : crew();
  const found = threads === undefined ? tasks.map((task) => SCORES.run(task)) : threads.run(SCORES, tasks);
  const logits = runs.map(() => new Float32Array(labels.length * classes));
  const place = (run: number, test: Int32Array, scores: Float32Array): void => {
    for (const [position, row] of test.entries())
      logits[run]?.set(scores.subarray(position * classes, (position + 1) * classes), row * classes);
  };
  for (const [index, { run, test }] of apart.entries()) place(run, test, found[index] ?? new Float32Array(0));
  for (const { run, model, train, test } of work) if (model.spec === undefined) place(run, test, model.scores(target, train, test));
  const assessments = runs.map(
    (run, index): Assessment => ({ model: run.model.name, logits: logits[index] ?? new Float32Array(0), target, judged: judgedOf(run) }),
  );
  return threads === undefined ? assessments.map((each) => ASSESS.run(each)) : threads.run(ASSESS, assessments);
}

/** Logits with the rows that they are out of fold for. */
interface Assessment {
  readonly model: string;
  readonly logits: Float32Array;
  readonly target: Target;
  readonly judged: Int32Array;
}

export const ASSESS: Task<Assessment, OutOfFold> = {
  name: "calibration",
  run: ({ model, logits, target, judged }) => assess(model, logits, target, judged),
};

/** Calibrates logits on the rows that they are out of fold for. */
function assess(model: string, logits: Float32Array, { classes, labels }: Target, judged: Int32Array): OutOfFold {
  const calibration = calibrate(logits, labels, judged, classes);
  let right = 0;
  for (const row of judged) {
    let best = 0;
    for (let label = 1; label < classes; label++)
      if ((logits[row * classes + label] ?? 0) > (logits[row * classes + best] ?? 0)) best = label;
    if (best === labels[row]) right++;
  }
  return { ...calibration, model, accuracy: right / Math.max(1, judged.length) };
}

/** Several runs of one model over other folds as one: their logits' mean, which chance moves less. */
export function averaged(runs: readonly OutOfFold[], target: Target, rows: Int32Array, folds: Int32Array): OutOfFold | undefined {
  const [first] = runs;
  if (first === undefined || runs.length === 1) return first;
  const logits = first.logits.map((_, index) => runs.reduce((sum, run) => sum + (run.logits[index] ?? 0), 0) / runs.length);
  return assess(
    first.model,
    logits,
    target,
    rows.filter((row) => (folds[row] ?? -1) >= 0),
  );
}

/** Two models as one: their calibrated logits added. */
export function together(left: OutOfFold, right: OutOfFold, target: Target, rows: Int32Array, folds: Int32Array): OutOfFold {
  const logits = left.logits.map((value, index) => left.slope * value + right.slope * (right.logits[index] ?? 0));
  return assess(
    `${left.model} + ${right.model}`,
    logits,
    target,
    rows.filter((row) => (folds[row] ?? -1) >= 0),
  );
}
