/** A model of wrong labels: the chance that true class j is written as k, and how well it explains the labels. */
export interface Noise {
  /** Mean log-likelihood, in nats. */
  readonly likelihood: number;
  /** classes × classes, row-major; rows sum to 1. */
  readonly transitions: Float64Array;
}

const FLOOR = 1e-9;
/** Of expectation and maximisation. */
const STEPS = 12;

/** Every label is the true one. */
export function noNoise(probabilities: Float32Array, written: Int32Array, classes: number): Noise {
  let sum = 0;
  for (let row = 0; row < written.length; row++) sum += Math.log(Math.max(FLOOR, probabilities[row * classes + (written[row] ?? 0)] ?? 0));
  return { likelihood: sum / written.length, transitions: even(classes, 0) };
}

/** A share of all labels is written as one of the other classes, each alike: by golden section over the share. */
export function symmetricNoise(probabilities: Float32Array, written: Int32Array, classes: number): Noise {
  const own = Float64Array.from(written, (label, row) => probabilities[row * classes + label] ?? 0);
  const value = (share: number): number => {
    let sum = 0;
    for (const p of own) sum += Math.log(Math.max(FLOOR, (1 - share) * p + (share * (1 - p)) / (classes - 1)));
    return sum / own.length;
  };
  const share = highest(value, 0, Math.min(0.45, 1 - 1 / classes));
  return { likelihood: value(share), transitions: even(classes, share) };
}

/** Any transitions: by expectation and maximisation (Dawid and Skene 1979, with the model as the prior of the truth). */
export function transitionNoise(probabilities: Float32Array, written: Int32Array, classes: number): Noise {
  let transitions = even(classes, 0.05);
  let likelihood = 0;
  const totals = new Float64Array(classes);
  for (let step = 1; step <= STEPS; step++) {
    const counts = new Float64Array(classes * classes);
    totals.fill(1e-9);
    for (let row = 0; row < written.length; row++) {
      const label = written[row] as number;
      const from = row * classes;
      let sum = 0;
      for (let truth = 0; truth < classes; truth++)
        sum += (probabilities[from + truth] as number) * (transitions[truth * classes + label] as number);
      // Only the last step's likelihood is told.
      if (step === STEPS) likelihood += Math.log(Math.max(FLOOR, sum));
      const scale = 1 / Math.max(FLOOR, sum);
      for (let truth = 0; truth < classes; truth++) {
        const place = truth * classes + label;
        const part = (probabilities[from + truth] as number) * (transitions[place] as number) * scale;
        counts[place] = (counts[place] as number) + part;
        totals[truth] = (totals[truth] as number) + part;
      }
    }
    transitions = counts.map((count, place) => count / (totals[Math.floor(place / classes)] ?? 1));
  }
  return { likelihood: likelihood / written.length, transitions };
}

function even(classes: number, share: number): Float64Array {
  return Float64Array.from({ length: classes * classes }, (_, place) => (place % (classes + 1) === 0 ? 1 - share : share / (classes - 1)));
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
