import type { Random } from "../statistics/random.ts";
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

/**
 * Fits p(class | row) = softmax(intercept + sum of weights) on the rows given, by adaptive stochastic gradients (Adagrad,
 * Duchi and others 2011) with a small quadratic penalty.
 */
export function fitAdditive(
  { starts, indices, values, features }: AdditiveFeatures,
  labels: Int32Array,
  classes: number,
  rows: Int32Array,
  random: Random,
): AdditiveModel {
  const weights = new Float32Array(features * classes);
  const squares = new Float32Array(features * classes).fill(0.1);
  const intercepts = new Float32Array(classes);
  const interceptSquares = new Float32Array(classes).fill(1);
  const logits = new Float64Array(classes);
  const order = rows.slice();
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    random.shuffle(order);
    for (const row of order) {
      const [from, to] = [starts[row] ?? 0, starts[row + 1] ?? 0];
      for (let k = 0; k < classes; k++) logits[k] = intercepts[k] ?? 0;
      for (let entry = from; entry < to; entry++) {
        const base = (indices[entry] ?? 0) * classes;
        const value = values[entry] ?? 0;
        for (let k = 0; k < classes; k++) logits[k] = (logits[k] ?? 0) + value * (weights[base + k] ?? 0);
      }
      softmaxInPlace(logits);
      const label = labels[row] ?? 0;
      logits[label] = (logits[label] ?? 0) - 1;
      for (let k = 0; k < classes; k++) {
        const gradient = logits[k] ?? 0;
        interceptSquares[k] = (interceptSquares[k] ?? 0) + gradient * gradient;
        intercepts[k] = (intercepts[k] ?? 0) - (STEP * gradient) / Math.sqrt(interceptSquares[k] ?? 1);
      }
      for (let entry = from; entry < to; entry++) {
        const base = (indices[entry] ?? 0) * classes;
        const value = values[entry] ?? 0;
        if (value === 0) continue;
        for (let k = 0; k < classes; k++) {
          if (Math.abs(logits[k] ?? 0) < NEGLIGIBLE) continue;
          const at = base + k;
          const weight = weights[at] ?? 0;
          const gradient = (logits[k] ?? 0) * value + PENALTY * weight;
          const sum = (squares[at] ?? 0) + gradient * gradient;
          squares[at] = sum;
          weights[at] = weight - (STEP * gradient) / Math.sqrt(sum);
        }
      }
    }
  }
  return { weights, intercepts };
}

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
