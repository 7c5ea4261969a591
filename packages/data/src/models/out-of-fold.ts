import type { Random } from "../statistics/random.ts";
import { type Calibration, calibrate } from "./calibrate.ts";
import type { BaseModel, Target } from "./model.ts";

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

/**
 * Logits of all labelled rows among `rows`, each from a model that learnt from the other folds; rows × classes of the
 * whole set. Rows of fold -1 are learnt from always and judged never.
 */
export function outOfFold(model: BaseModel, target: Target, rows: Int32Array, folds: Int32Array, count: number): OutOfFold {
  const { classes, labels } = target;
  const logits = new Float32Array(labels.length * classes);
  for (let fold = 0; fold < count; fold++) {
    const train = rows.filter((row) => folds[row] !== fold);
    const test = rows.filter((row) => folds[row] === fold);
    if (test.length === 0 || train.length === 0) continue;
    const scores = model.scores(target, train, test);
    for (const [position, row] of test.entries()) logits.set(scores.subarray(position * classes, (position + 1) * classes), row * classes);
  }
  return assess(
    model.name,
    logits,
    target,
    rows.filter((row) => (folds[row] ?? -1) >= 0),
  );
}

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
