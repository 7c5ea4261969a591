import type { Target } from "../../../models/model.ts";

/**
 * The p-value of each row's label: the chance that the true label is one at most as likely as the written one, the sum of
 * the probabilities that do not exceed the written label's. Exact where the probabilities (rows × classes) are calibrated;
 * 1 where a row has no label.
 */
export function labelChances(probabilities: Float32Array, { classes, labels }: Target): Float64Array {
  return Float64Array.from(labels, (label, row) => {
    if (label < 0) return 1;
    const own = probabilities[row * classes + label] ?? 0;
    let sum = 0;
    for (let index = row * classes; index < (row + 1) * classes; index++) {
      const probability = probabilities[index] ?? 0;
      if (probability <= own) sum += probability;
    }
    return Math.max(1e-12, Math.min(1, sum));
  });
}
