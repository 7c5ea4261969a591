import { softmaxRows } from "./logistic.ts";
import { type Noise, noNoise, symmetricNoise, transitionNoise } from "./noise.ts";

/** How logits become probabilities of true labels, and which labels were written instead on top. */
export interface Calibration {
  /** rows × classes, the logits as the model gave them. */
  readonly logits: Float32Array;
  /** Factor on the logits. */
  readonly slope: number;
  /** Share of labels that are wrong independently of the features. */
  readonly noise: number;
  /** classes × classes: chance that true class j is written as k. */
  readonly transitions: Float64Array;
  /** Whether wrong labels go all ways alike. */
  readonly even: boolean;
  /** Mean log-likelihood of the labels, in nats. */
  readonly likelihood: number;
  /** The same if no label were wrong. */
  readonly noiselessLikelihood: number;
  /** rows × classes, of the true label. */
  readonly probabilities: Float32Array;
}

const SAMPLE = 8000;
const SLOPES = Array.from({ length: 15 }, (_, index) => 2 ** (index / 2 - 4));
const SHIFTS = [-3, -2, -1.2, -0.6, 0, 0.6, 1.2, 2, 3];

/**
 * Maximum likelihood of P(written k|x) = sum over j of s_j(x)·T_jk with s = softmax(slope · logits): natural overlap of
 * the classes goes into the slope (temperature scaling, Guo et al. 2017), labels that are wrong whatever the features
 * say into T (Natarajan et al. 2013, Patrini et al. 2017). Three hypotheses, the simplest that the Bayesian information
 * criterion does not reject: no wrong labels; wrong ones spread evenly; any T, with two classes also a shift of the logit,
 * since a model that learnt from labels wrong in one direction leans that way.
 */
export function calibrate(logits: Float32Array, labels: Int32Array, rows: Int32Array, classes: number): Calibration {
  const step = Math.max(1, Math.ceil(rows.length / SAMPLE));
  const sample = rows.filter((_, index) => index % step === 0);
  const written = Int32Array.from(sample, (row) => labels[row] ?? 0);
  const best = { none: start(), even: start(), any: start() };
  const keep = (name: "none" | "even" | "any", slope: number, shift: number, noise: Noise): void => {
    if (noise.likelihood > best[name].noise.likelihood) best[name] = { slope, shift, noise };
  };
  for (const slope of SLOPES) {
    for (const shift of classes === 2 ? SHIFTS : [0]) {
      const probabilities = scaled(logits, sample, classes, slope, shift);
      keep("none", slope, shift, noNoise(probabilities, written, classes));
      if (shift === 0) keep("even", slope, 0, symmetricNoise(probabilities, written, classes));
      keep("any", slope, shift, transitionNoise(probabilities, written, classes));
    }
  }
  // Differences of log-likelihoods of all rows against the price of a parameter.
  const price = Math.log(rows.length) / 2 / rows.length;
  const free = Math.min(classes * (classes - 1), 30);
  let chosen = best.none;
  if (best.even.noise.likelihood - chosen.noise.likelihood > 4 * price) chosen = best.even;
  if (best.any.noise.likelihood - chosen.noise.likelihood > (free + 4) * price) chosen = best.any;
  const everyone = Int32Array.from({ length: logits.length / classes }, (_, row) => row);
  const share = noiseShare(chosen.noise, scaled(logits, sample, classes, chosen.slope, chosen.shift), classes);
  return {
    logits,
    slope: chosen.slope,
    noise: share,
    transitions: chosen.noise.transitions,
    even: chosen !== best.any,
    likelihood: chosen.noise.likelihood,
    noiselessLikelihood: best.none.noise.likelihood,
    probabilities: scaled(logits, everyone, classes, chosen.slope, chosen.shift),
  };
}

function start(): { slope: number; shift: number; noise: Noise } {
  return { slope: 1, shift: 0, noise: { likelihood: Number.NEGATIVE_INFINITY, transitions: new Float64Array(0) } };
}

function scaled(logits: Float32Array, rows: Int32Array, classes: number, slope: number, shift: number): Float32Array {
  const result = new Float32Array(rows.length * classes);
  for (let position = 0; position < rows.length; position++)
    for (let label = 0; label < classes; label++)
      result[position * classes + label] = slope * (logits[(rows[position] ?? 0) * classes + label] ?? 0) + (label === 1 ? shift : 0);
  softmaxRows(result, classes);
  return result;
}

function noiseShare({ transitions }: Noise, probabilities: Float32Array, classes: number): number {
  let sum = 0;
  for (let index = 0; index < probabilities.length; index++)
    sum += (probabilities[index] ?? 0) * (1 - (transitions[(index % classes) * (classes + 1)] ?? 1));
  return Math.max(0, (sum * classes) / probabilities.length);
}
