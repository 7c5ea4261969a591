import { softmaxRows } from "./logistic.ts";

/** How logits become probabilities of true labels, and which share of the labels was redrawn on top. */
export interface Calibration {
  /** Factor on the logits. */
  readonly slope: number;
  /** Share of labels that are wrong independently of the features. */
  readonly noise: number;
  /** Mean log-likelihood of the labels, in nats. */
  readonly likelihood: number;
  /** The same with noise 0. */
  readonly noiselessLikelihood: number;
  /** rows × classes, of the true label. */
  readonly probabilities: Float32Array;
}

/**
 * Maximum likelihood of P(y|x) = (1-e)·s_y + e·(1-s_y)/(classes-1) with s = softmax(slope · logits), over slope and e:
 * natural overlap of the classes goes into the slope, labels that are wrong whatever the features say into e (the
 * symmetric noise model of Natarajan et al. 2013 on top of temperature scaling, Guo et al. 2017).
 */
export function calibrate(logits: Float32Array, labels: Int32Array, rows: Int32Array, classes: number): Calibration {
  const step = Math.max(1, Math.floor(rows.length / 20_000));
  const sample = rows.filter((_, index) => index % step === 0);
  const own = new Float64Array(sample.length);
  const at = (slope: number): void => {
    for (const [position, row] of sample.entries()) {
      const start = row * classes;
      const mine = logits[start + (labels[row] ?? 0)] ?? 0;
      let sum = 0;
      for (let index = start; index < start + classes; index++) sum += Math.exp(Math.min(700, slope * ((logits[index] ?? 0) - mine)));
      own[position] = 1 / sum;
    }
  };
  const value = (noise: number): number => {
    let sum = 0;
    for (const share of own) sum += Math.log(Math.max(1e-12, (1 - noise) * share + (noise * (1 - share)) / (classes - 1)));
    return sum / own.length;
  };
  const best = { slope: 1, noise: 0, likelihood: Number.NEGATIVE_INFINITY };
  const plain = { ...best };
  const grid = Array.from({ length: 29 }, (_, index) => 2 ** (index / 4 - 4));
  for (const slope of grid) {
    at(slope);
    const noiseless = value(0);
    if (noiseless > plain.likelihood) Object.assign(plain, { slope, likelihood: noiseless });
    const noise = highest(value, 0, Math.min(0.45, 1 - 1 / classes));
    const likelihood = value(noise);
    if (likelihood > best.likelihood) Object.assign(best, { slope, noise, likelihood });
  }
  const probabilities = new Float32Array(logits.length);
  for (let index = 0; index < logits.length; index++) probabilities[index] = best.slope * (logits[index] ?? 0);
  softmaxRows(probabilities, classes);
  return { ...best, noiselessLikelihood: plain.likelihood, probabilities };
}

/** Where a function of one maximum is highest, by golden section. */
function highest(value: (point: number) => number, from: number, to: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [from, to];
  let [left, right] = [high - ratio * (high - low), low + ratio * (high - low)];
  let [atLeft, atRight] = [value(left), value(right)];
  for (let step = 0; step < 18; step++)
    if (atLeft >= atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - ratio * (high - low);
      atLeft = value(left);
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + ratio * (high - low);
      atRight = value(right);
    }
  const middle = (low + high) / 2;
  return value(from) >= value(middle) ? from : middle;
}
