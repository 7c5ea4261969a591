import type { Target } from "../../../models/model.ts";
import type { Neighbours } from "../../../neighbours/nearest.ts";

/** How much each neighbour of each row counts: rows × count. */
export type Weights = Float32Array;

/**
 * Near-copies of one row among the neighbours of another count as one voice together, or a flood would outvote all that
 * lies near it. Rows of the row's own cluster count each.
 */
export function voteWeights({ count, indexes }: Neighbours, clusters: Int32Array): Weights {
  const weights = new Float32Array(indexes.length);
  for (let from = 0; from < indexes.length; from += count) {
    const own = clusters[from / count] ?? -1;
    for (let at = from; at < from + count; at++) {
      const other = indexes[at] ?? -1;
      if (other < 0) break;
      const cluster = clusters[other] ?? -1;
      let alike = 1;
      if (cluster !== own)
        for (let before = from; before < from + count; before++)
          if (before !== at && (indexes[before] ?? -1) >= 0 && clusters[indexes[before] ?? 0] === cluster) alike++;
      weights[at] = 1 / alike;
    }
  }
  return weights;
}

/**
 * Logarithms of the share of the neighbours' voices for each class (rows × classes), with one voice spread as the classes
 * are: log((v_k + s_k) / (Σv + 1)). A row has no voice in its own vote.
 */
export function voteLogits(neighbours: Neighbours, weights: Weights, { classes, labels }: Target, shares: Float64Array): Float32Array {
  const { count, indexes } = neighbours;
  const logits = new Float32Array(labels.length * classes);
  const votes = new Float64Array(classes);
  for (let row = 0; row < labels.length; row++) {
    votes.set(shares);
    let total = 1;
    for (let at = row * count; at < (row + 1) * count; at++) {
      const label = labels[indexes[at] ?? -1] ?? -1;
      if (label < 0) continue;
      votes[label] = (votes[label] ?? 0) + (weights[at] ?? 0);
      total += weights[at] ?? 0;
    }
    for (let label = 0; label < classes; label++) logits[row * classes + label] = Math.log(Math.max(1e-9, (votes[label] ?? 0) / total));
  }
  return logits;
}

/** Share of each class among the labelled rows. */
export function classShares({ classes, labels }: Target): Float64Array {
  const shares = new Float64Array(classes);
  let total = 0;
  for (const label of labels) {
    if (label < 0) continue;
    shares[label] = (shares[label] ?? 0) + 1;
    total++;
  }
  return shares.map((count) => count / Math.max(1, total));
}
