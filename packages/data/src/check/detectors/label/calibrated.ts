import type { Target } from "../../../models/model.ts";

/** Bins of the logarithm, from 1 down to {@link LEAST}. */
const BINS = 4800;
const LEAST = 1e-12;
const SCALE = BINS / Math.log(LEAST);

/**
 * Of every p-value of `labelChances` the chance that a row drawn from all rows, with a label drawn by the model, has one as
 * small. A label's own p-value is near 1 or far below its level almost everywhere (few rows can have an unlikely label
 * at all), so that it cannot be compared with those of other detectors; this one is even where the labels are as the
 * model expects. Monotone in `p`.
 */
export function calibratedChances(probabilities: Float32Array, { classes, labels }: Target, p: Float64Array): Float64Array {
  const mass = new Float64Array(BINS + 1);
  const own = new Float64Array(classes);
  let total = 0;
  for (let row = 0; row < p.length; row++) {
    if ((labels[row] ?? -1) < 0) continue;
    for (let label = 0; label < classes; label++) own[label] = probabilities[row * classes + label] ?? 0;
    own.sort();
    let sum = 0;
    for (let first = 0; first < classes; ) {
      let [last, block] = [first, 0];
      for (; last < classes && own[last] === own[first]; last++) block += own[last] ?? 0;
      sum += block;
      const bin = Math.floor(position(sum));
      mass[bin] = (mass[bin] ?? 0) + block;
      first = last;
    }
    total += sum;
  }
  const below = new Float64Array(BINS + 1);
  for (let bin = BINS - 1; bin >= 0; bin--) below[bin] = (below[bin + 1] ?? 0) + (mass[bin + 1] ?? 0);
  return p.map((value) => {
    if (value >= 1 || total === 0) return 1;
    const at = position(value);
    const bin = Math.floor(at);
    return Math.max(LEAST * LEAST * value, ((below[bin] ?? 0) + (mass[bin] ?? 0) * (1 - (at - bin))) / total);
  });
}

/** 0 for 1, {@link BINS} for what is least. */
function position(value: number): number {
  return Math.min(BINS, Math.max(0, SCALE * Math.log(Math.max(LEAST, value))));
}
