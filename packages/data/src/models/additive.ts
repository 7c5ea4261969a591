import { forkOf } from "../statistics/random.ts";
import type { Task } from "../threads/task.ts";
import type { AdditiveFeatures } from "./additive-features.ts";

/** Weights of a multinomial logistic model, feature after feature, one per class, and an intercept per class. */
export interface AdditiveModel {
  readonly weights: Float32Array;
  readonly intercepts: Float32Array;
}

const EPOCHS = 10;
const STEP = 0.25;
/** Errors of probability that are not worth a step. */
const NEGLIGIBLE = 0.004;
const PENALTY = 2e-4;

/** What a fit needs, as another thread takes it. */
export interface AdditiveFit {
  readonly features: Pick<AdditiveFeatures, "starts" | "indices" | "values" | "features">;
  readonly labels: Int32Array;
  readonly classes: number;
  /** Rows that are learnt from. */
  readonly rows: Int32Array;
  /** Key and name of the random stream. */
  readonly key: number;
  readonly stream: string;
}

/**
 * Fits p(class | row) = softmax(intercept + sum of weights) on the rows given, by adaptive stochastic gradients (Adagrad,
 * Duchi and others 2011) with a small quadratic penalty.
 */
function fitAdditive({ features, labels, classes, rows, key, stream }: AdditiveFit): AdditiveModel {
  const random = forkOf(key, stream);
  const { starts, indices, values, features: width } = features;
  const weights = new Float32Array(width * classes);
  const squares = new Float32Array(width * classes).fill(0.1);
  const intercepts = new Float32Array(classes);
  const interceptSquares = new Float32Array(classes).fill(1);
  const logits = new Float64Array(classes);
  const order = rows.slice();
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    random.shuffle(order);
    for (const row of order) {
      const [from, to] = [starts[row] as number, starts[row + 1] as number];
      for (let k = 0; k < classes; k++) logits[k] = intercepts[k] as number;
      if (classes === 2) {
        let [first, second] = [logits[0] as number, logits[1] as number];
        for (let entry = from; entry < to; entry++) {
          const base = (indices[entry] as number) * 2;
          const value = values[entry] as number;
          first += value * (weights[base] as number);
          second += value * (weights[base + 1] as number);
        }
        logits[0] = first;
        logits[1] = second;
      } else
        for (let entry = from; entry < to; entry++) {
          const base = (indices[entry] as number) * classes;
          const value = values[entry] as number;
          for (let k = 0; k < classes; k++) logits[k] = (logits[k] as number) + value * (weights[base + k] as number);
        }
      softmaxInPlace(logits);
      const label = labels[row] as number;
      logits[label] = (logits[label] as number) - 1;
      for (let k = 0; k < classes; k++) {
        const gradient = logits[k] as number;
        interceptSquares[k] = (interceptSquares[k] as number) + gradient * gradient;
        intercepts[k] = (intercepts[k] as number) - (STEP * gradient) / Math.sqrt(interceptSquares[k] as number);
      }
      for (let k = 0; k < classes; k++) {
        const error = logits[k] as number;
        if (Math.abs(error) < NEGLIGIBLE) continue;
        for (let entry = from; entry < to; entry++) {
          const value = values[entry] as number;
          if (value === 0) continue;
          const at = (indices[entry] as number) * classes + k;
          const weight = weights[at] as number;
          const gradient = error * value + PENALTY * weight;
          const sum = (squares[at] as number) + gradient * gradient;
          squares[at] = sum;
          weights[at] = weight - (STEP * gradient) / Math.sqrt(sum);
        }
      }
    }
  }
  return { weights, intercepts };
}

export const FIT_ADDITIVE: Task<AdditiveFit, AdditiveModel> = { name: "additive model", run: fitAdditive };

export function softmaxInPlace(logits: Float64Array): void {
  let highest = Number.NEGATIVE_INFINITY;
  for (const value of logits) if (value > highest) highest = value;
  let sum = 0;
  for (let k = 0; k < logits.length; k++) {
    const value = Math.exp((logits[k] ?? 0) - highest);
    logits[k] = value;
    sum += value;
  }
  for (let k = 0; k < logits.length; k++) logits[k] = (logits[k] ?? 0) / sum;
}
