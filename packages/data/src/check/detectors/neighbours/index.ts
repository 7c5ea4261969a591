import { calibrate } from "../../../models/calibrate.ts";
import type { Target } from "../../../models/model.ts";
import { normalUpper } from "../../../statistics/distributions.ts";
import type { Random } from "../../../statistics/random.ts";
import type { Detection, Evidence } from "../../evidence.ts";
import { ALIVE } from "../label/index.ts";
import { labelChances } from "../label/label-chance.ts";
import { classShares, voteLogits, voteWeights } from "./votes.ts";

/** Times that labels are drawn anew to see how far neighbours disagree by chance. */
const DRAWS = 20;
/** Rows that the voices are calibrated on, at most. */
const CALIBRATED = 2500;

/**
 * Labels against those of the nearest rows (Wilson 1972; Peri and others 2020, deep k-NN). The voices are calibrated as
 * the base model's logits are, and a row's p-value is that of its label given them. Null of the whole: labels drawn from
 * what the base model, cleared of wrong labels, says of each row; then neighbours disagree as far as classes overlap.
 */
export function detectNeighbourLabels(evidence: Evidence): Detection | undefined {
  const { own, neighbours, clusters, target, outOfFold, random } = evidence;
  if (target === undefined || outOfFold === undefined) return undefined;
  const { classes, labels } = target;
  const weights = voteWeights(neighbours, clusters);
  const shares = classShares(target);
  const logits = voteLogits(neighbours, weights, target, shares);
  const labelled = Int32Array.from({ length: own }, (_, row) => row).filter((row) => (labels[row] ?? -1) >= 0);
  const step = Math.ceil(labelled.length / CALIBRATED);
  const sample = labelled.filter((_, index) => index % step === 0);
  const p = labelChances(calibrate(logits, labels, sample, classes).probabilities, target);
  const observed = disagreement(logits, target, own);
  const chance = new Float64Array(DRAWS);
  const stream = random.fork("neighbour labels");
  for (let draw = 0; draw < DRAWS; draw++) {
    const drawn = { classes, labels: drawnLabels(outOfFold.probabilities, target, own, stream) };
    chance[draw] = disagreement(voteLogits(neighbours, weights, drawn, shares), drawn, own);
  }
  const mean = chance.reduce((sum, value) => sum + value, 0) / DRAWS;
  const deviation = Math.sqrt(chance.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (DRAWS - 1));
  // A deviation estimated from few draws: the t quantile is further out than the normal one.
  const z = (observed - mean) / Math.max(1e-9, 1.3 * deviation);
  const livenessP = Math.max(1e-300, normalUpper(z));
  return {
    id: "neighbour-labels",
    title: "labels against those of the nearest rows",
    p,
    live: livenessP < ALIVE,
    livenessP,
    groups: [],
    note: `${neighbours.count} nearest rows; they disagree ${observed.toFixed(3)} nats a row, ${mean.toFixed(3)} where all labels are as the row bears out`,
    reason: "the nearest rows have another label",
  };
}

/** Mean surprise of a row's label given its neighbours', in nats. */
function disagreement(logits: Float32Array, { classes, labels }: Target, rows: number): number {
  let [sum, count] = [0, 0];
  for (let row = 0; row < rows; row++) {
    const label = labels[row] ?? -1;
    if (label < 0) continue;
    sum -= logits[row * classes + label] ?? 0;
    count++;
  }
  return sum / Math.max(1, count);
}

/** Trusted rows keep their labels. */
function drawnLabels(probabilities: Float32Array, { classes, labels }: Target, own: number, random: Random): Int32Array {
  return labels.map((label, row) => {
    if (label < 0 || row >= own) return label;
    let left = random.unit();
    for (let other = 0; other < classes; other++) {
      left -= probabilities[row * classes + other] ?? 0;
      if (left < 0) return other;
    }
    return label;
  });
}
