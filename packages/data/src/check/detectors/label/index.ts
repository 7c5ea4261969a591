import { binomialUpper } from "../../../statistics/distributions.ts";
import type { Detection, Evidence, Group } from "../../evidence.ts";
import { higherCriticism } from "../../fusion/higher-criticism.ts";
import { calibratedChances } from "./calibrated.ts";
import { labelChances } from "./label-chance.ts";

/** Odds against chance that a detector must show before its rows count. */
export const ALIVE = 1e-3;
/**
 * Where classes overlap, what looks like labels wrong in one direction can as well be overlap: below this accuracy no row is
 * held back for it.
 */
const SEPARABLE = 0.93;
/** A row whose label has less than this chance is unexpected. */
const UNEXPECTED = 0.01;
/** Share of wrong labels that public data sets have (3.3 % over ten test sets, Northcutt, Athalye and Mueller 2021). */
export const WRONG_LABELS = 0.03;

/** Labels against a model that never saw them, cleared of label noise. */
export function labelP({ outOfFold, target }: Evidence, rows: number): Float64Array {
  return outOfFold === undefined || target === undefined ? new Float64Array(rows).fill(1) : labelChances(outOfFold.probabilities, target);
}

export function detectLabels(evidence: Evidence): Detection {
  const { dataset, outOfFold, target } = evidence;
  const base = { id: "self-confidence", title: "labels against a model that never saw them", reason: "label contradicts the row" };
  if (outOfFold === undefined || target === undefined) return { ...base, live: false, livenessP: 1, groups: [], note: "no label column" };
  const p = labelP(evidence, dataset.rows);
  // Likelihood ratio of the share of wrong labels; half a chi-square, since a share cannot be negative (Self and Liang 1987).
  const ratio = 2 * dataset.rows * Math.max(0, outOfFold.likelihood - outOfFold.noiselessLikelihood);
  const livenessP = Math.min(1, Math.exp(-ratio / 2));
  const unexpected = higherCriticism(p);
  const live = livenessP < ALIVE && outOfFold.noise > 0.002;
  return {
    ...base,
    p,
    calibrated: calibratedChances(outOfFold.probabilities, target, p),
    prior: WRONG_LABELS,
    live,
    livenessP,
    groups: live ? noiseGroups(evidence, p, livenessP) : [],
    wrong: live && (outOfFold.even || outOfFold.accuracy + outOfFold.noise > SEPARABLE) ? wrongChance(evidence) : undefined,
    note: `${outOfFold.model}: ${percent(outOfFold.accuracy)} of the labels as expected, ${percent(outOfFold.noise)} estimated wrong whatever the row says; higher criticism ${unexpected.toFixed(1)}`,
  };
}

/** Per row the chance that its label is one of the wrong ones, by Bayes' rule with the estimated share. */
function wrongChance({ dataset, outOfFold, target }: Evidence): Float64Array | undefined {
  if (outOfFold === undefined || target === undefined) return undefined;
  const { classes, labels } = target;
  const { transitions, probabilities } = outOfFold;
  return Float64Array.from({ length: dataset.rows }, (_, row) => {
    const label = labels[row] ?? -1;
    if (label < 0) return 0;
    let all = 0;
    for (let truth = 0; truth < classes; truth++)
      all += (probabilities[row * classes + truth] ?? 0) * (transitions[truth * classes + label] ?? 0);
    return all <= 0 ? 0 : 1 - ((probabilities[row * classes + label] ?? 0) * (transitions[label * classes + label] ?? 0)) / all;
  });
}

/** Wrong labels as a whole, and each pair of classes that they go between more often than evenly spread ones would. */
function noiseGroups({ dataset, outOfFold, target }: Evidence, p: Float64Array, livenessP: number): readonly Group[] {
  const { label } = dataset;
  if (outOfFold === undefined || target === undefined || label === undefined) return [];
  const { classes, labels } = target;
  const rows: number[] = [];
  const pairs = new Map<number, number[]>();
  const totals = new Int32Array(classes);
  for (let row = 0; row < dataset.rows; row++) {
    const written = labels[row] ?? -1;
    if (written < 0) continue;
    let expected = 0;
    for (let other = 1; other < classes; other++)
      if ((outOfFold.probabilities[row * classes + other] ?? 0) > (outOfFold.probabilities[row * classes + expected] ?? 0))
        expected = other;
    totals[expected] = (totals[expected] ?? 0) + 1;
    if ((p[row] ?? 1) >= UNEXPECTED || expected === written) continue;
    rows.push(row);
    const pair = pairs.get(expected * classes + written) ?? [];
    pair.push(row);
    pairs.set(expected * classes + written, pair);
  }
  if (rows.length === 0) return [];
  const groups: Group[] = [
    {
      kind: "label-noise",
      description: `about ${Math.max(1, Math.round(outOfFold.noise * dataset.rows))} labels are wrong, spread over the classes`,
      where: {},
      rows: Int32Array.from(rows),
      p: Math.max(1e-300, livenessP),
      attack: false,
      rowP: Float64Array.from(rows, (row) => p[row] ?? 1),
    },
  ];
  if (rows.length < 20) return groups;
  for (const [pair, members] of [...pairs].sort(([left], [right]) => left - right)) {
    const [expected, written] = [Math.floor(pair / classes), pair % classes];
    // Evenly spread noise would take every other label alike.
    const share = (totals[expected] ?? 0) / dataset.rows / (classes - 1);
    const chance = Math.min(1, pairs.size * binomialUpper(members.length, rows.length, Math.max(share, 1e-6)));
    if (chance > 1e-6 || members.length < 2.5 * share * rows.length || members.length < 10) continue;
    const names = [label.dictionary[expected] ?? "", label.dictionary[written] ?? ""];
    groups.push({
      kind: "label-noise",
      description: `${members.length} rows that look like ${names[0]} are labelled ${names[1]}, far more than wrong labels spread evenly would be`,
      where: { [label.name]: names[1] ?? "" },
      rows: Int32Array.from(members),
      p: chance,
      attack: false,
      rowP: Float64Array.from(members, (row) => p[row] ?? 1),
    });
  }
  return groups;
}

export function percent(share: number): string {
  return `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
}
