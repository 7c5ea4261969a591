import { DataError } from "../errors.ts";
import type { Random } from "../statistics/random.ts";
import { type Calibration, calibrate, calibrated, calibrationHelps, risingOrder } from "./calibration.ts";
import type { EstimatedPerformance } from "./document.ts";

/** What is known of the predictions on one side. */
export interface Predictions {
  /** Probability of the positive class, a row each. */
  readonly probability: Float64Array;
  /** 1 where the positive class was predicted. */
  readonly predicted: Uint8Array;
  /** 1 where it was true; none where labels are missing. */
  readonly actual?: Uint8Array;
}

interface Confusion {
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
  readonly tn: number;
  readonly auroc: number;
}

const TIMES = 200;
const METRICS = ["accuracy", "precision", "recall", "f1", "auroc"] as const;

function metric(name: (typeof METRICS)[number], { tp, fp, fn, tn, auroc }: Confusion): number {
  const ratio = (part: number, whole: number): number => (whole <= 0 ? 0 : part / whole);
  if (name === "accuracy") return ratio(tp + tn, tp + fp + fn + tn);
  if (name === "precision") return ratio(tp, tp + fp);
  if (name === "recall") return ratio(tp, tp + fn);
  if (name === "f1") return ratio(2 * tp, 2 * tp + fp + fn);
  return auroc;
}

/** Expected cells where each row is positive with its probability; `order` is by rising score, for the AUROC. */
function confusion(p: Float64Array, score: Float64Array, predicted: Uint8Array, order: Int32Array, weights?: Float64Array): Confusion {
  let [tp, fp, fn, tn, below, pairs] = [0, 0, 0, 0, 0, 0];
  for (let from = 0; from < order.length; ) {
    const tied = score[order[from] ?? 0];
    let [positive, negative, to] = [0, 0, from];
    for (; to < order.length && score[order[to] ?? 0] === tied; to++) {
      const row = order[to] ?? 0;
      const weight = weights?.[row] ?? 1;
      const hit = weight * (p[row] ?? 0);
      const miss = weight - hit;
      positive += hit;
      negative += miss;
      if (predicted[row] === 1) {
        tp += hit;
        fp += miss;
      } else {
        fn += hit;
        tn += miss;
      }
    }
    pairs += positive * (below + negative / 2);
    below += negative;
    from = to;
  }
  const all = (tp + fn) * (fp + tn);
  return { tp, fp, fn, tn, auroc: all <= 0 ? 0.5 : pairs / all };
}

function interval(value: number, draws: Float64Array): { value: number; low: number; high: number } {
  const sorted = draws.slice().sort();
  return { value, low: sorted[Math.floor(0.025 * draws.length)] ?? value, high: sorted[Math.ceil(0.975 * draws.length) - 1] ?? value };
}

/** Weights of a bootstrap sample: Poisson with mean 1. */
function drawn(rows: number, random: Random): Float64Array {
  return Float64Array.from({ length: rows }, () => {
    let [count, product] = [0, random.unit()];
    for (; product > Math.exp(-1); count++) product *= random.unit();
    return count;
  });
}

/**
 * Performance without labels: confidence-based estimation (CBPE, as documented by NannyML). Probabilities are calibrated
 * on the labelled reference where that helps; the expected confusion matrix of the new rows is the sum of the calibrated
 * probabilities over what was predicted. The interval covers the draw of both samples and of the labels. Right where the
 * inputs moved, blind where their meaning did.
 * @throws DataError COLUMN_INVALID where the reference has no labels or only one class
 */
export function estimatePerformance(
  reference: Predictions,
  other: Predictions,
  classes: readonly [string, string],
  random: Random,
): EstimatedPerformance {
  const { actual } = reference;
  if (actual === undefined)
    throw new DataError("COLUMN_INVALID", "Performance is estimated from a labelled reference: name its label with --label.");
  const positives = actual.reduce((sum, hit) => sum + hit, 0);
  if (positives === 0 || positives === actual.length)
    throw new DataError("COLUMN_INVALID", "The reference's label has one class only: performance cannot be estimated from it.");
  const helps = calibrationHelps(reference.probability, actual);
  const orders = [risingOrder(reference.probability), risingOrder(other.probability)] as const;
  const truth = (hits: Uint8Array): Float64Array => Float64Array.from(hits);
  const applied = (calibration: Calibration | undefined): Float64Array =>
    calibration === undefined ? other.probability : other.probability.map((score) => calibrated(calibration, score));
  const calibration = helps ? calibrate(reference.probability, actual, undefined, orders[0]) : undefined;
  const before = confusion(truth(actual), reference.probability, reference.predicted, orders[0]);
  const expected = confusion(applied(calibration), other.probability, other.predicted, orders[1]);
  const realised = other.actual === undefined ? undefined : confusion(truth(other.actual), other.probability, other.predicted, orders[1]);
  const [past, now] = [METRICS.map(() => new Float64Array(TIMES)), METRICS.map(() => new Float64Array(TIMES))];
  for (let time = 0; time < TIMES; time++) {
    const weights = [drawn(actual.length, random), drawn(other.probability.length, random)] as const;
    const first = confusion(truth(actual), reference.probability, reference.predicted, orders[0], weights[0]);
    const p = applied(helps ? calibrate(reference.probability, actual, weights[0], orders[0]) : undefined);
    const labels = p.map((share) => (random.unit() < share ? 1 : 0));
    const second = confusion(labels, other.probability, other.predicted, orders[1], weights[1]);
    for (const [at, name] of METRICS.entries()) {
      const [own, theirs] = [past[at], now[at]];
      if (own !== undefined) own[time] = metric(name, first);
      if (theirs !== undefined) theirs[time] = metric(name, second);
    }
  }
  return {
    calibrated: helps,
    positive: classes[1],
    classes: [...classes],
    confusion: [
      [expected.tn, expected.fp],
      [expected.fn, expected.tp],
    ],
    metrics: METRICS.map((name, at) => {
      const was = interval(metric(name, before), past[at] ?? new Float64Array());
      const is = interval(metric(name, expected), now[at] ?? new Float64Array());
      const fell = is.high < was.low;
      return {
        name,
        reference: was,
        estimated: is,
        ...(realised === undefined ? {} : { realised: metric(name, realised) }),
        verdict: fell ? (was.value - is.value >= 0.1 ? "severe" : "drift") : "none",
      };
    }),
  };
}
