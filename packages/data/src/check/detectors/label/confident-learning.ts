import { logUpperTail } from "../../../triggers/chance.ts";
import type { Detection, Evidence, Group } from "../../evidence.ts";
import { ALIVE, percent } from "./index.ts";

/** Pairs of classes of which fewer rows look mislabelled are not told. */
const FEWEST = 10;
/** Told where corrected chance is under this: the model's errors are no coin tosses. */
const SURE = 1e-6;
/** Places for margins: 0.01 nats each, from -40 to 40. */
const WIDTH = 0.01;
const PLACES = 8000;

interface Pair {
  readonly written: number;
  readonly looks: number;
  readonly rows: number[];
  observed: number;
  expected: number;
}

/**
 * Confident learning (Northcutt, Jiang, Chuang 2021): a row counts as looking like class j where its probability reaches
 * the mean of the rows labelled j; the counts off the diagonal of (written, looks like) are labels likely wrong. Null:
 * every label drawn from the model's probabilities, cleared of wrong labels, which gives each count its expectation and
 * each row's margin its distribution over all rows.
 */
export function detectConfidentLearning({ dataset, own, clusters, target: whole, outOfFold }: Evidence): Detection | undefined {
  const { label } = dataset;
  if (whole === undefined || outOfFold === undefined || label === undefined) return undefined;
  const { classes } = whole;
  // Trusted rows are learnt from; the model says nothing of them.
  const labels = whole.labels.map((code, row) => (row < own ? code : -1));
  const { probabilities } = outOfFold;
  const thresholds = classThresholds(probabilities, labels, classes);
  const looks = labels.map((_, row) => confidentClass(probabilities, thresholds, row, classes));
  const pairs = new Map<number, Pair>();
  const wrong: number[] = [];
  const voices = voicesOf(clusters, labels);
  const heard: number[] = [];
  let observed = 0;
  for (const [row, like] of looks.entries()) {
    const written = labels[row] ?? -1;
    if (like < 0 || written < 0) continue;
    const voice = voices[row] ?? 1;
    wrong.push(1 - (probabilities[row * classes + like] ?? 0));
    heard.push(voice);
    for (let other = 0; other < classes; other++) {
      if (other === like) continue;
      const key = other * classes + like;
      const pair = pairs.get(key) ?? { written: other, looks: like, rows: [], observed: 0, expected: 0 };
      pair.expected += voice * (probabilities[row * classes + other] ?? 0);
      if (other === written) {
        pair.rows.push(row);
        pair.observed += voice;
      }
      pairs.set(key, pair);
    }
    if (written !== like) observed += voice;
  }
  const chances = Float64Array.from(wrong);
  const weights = Float64Array.from(heard);
  const expected = chances.reduce((sum, chance, index) => sum + (weights[index] ?? 0) * chance, 0);
  const livenessP = observed <= expected ? 1 : Math.exp(logUpperTail(chances, weights, observed));
  const live = livenessP < 0.01 * ALIVE && observed - expected > 0.001 * dataset.rows;
  const p = marginChances(probabilities, thresholds, labels, classes);
  const groups: Group[] = [];
  if (live)
    for (const { written, looks: like, rows, observed: seen, expected: mean } of pairs.values()) {
      if (seen < FEWEST || seen < 2 * mean) continue;
      const chance = pairs.size * Math.exp(poissonBound(seen, mean));
      if (chance > SURE) continue;
      const names = [label.dictionary[written] ?? "", label.dictionary[like] ?? ""];
      groups.push({
        kind: "label-noise",
        description: `${rows.length} rows labelled ${names[0]} look like ${names[1]} as surely as rows so labelled do; ${mean.toFixed(mean < 10 ? 1 : 0)} would by chance`,
        where: { [label.name]: names[0] ?? "" },
        rows: Int32Array.from(rows),
        p: Math.max(1e-300, Math.min(1, chance)),
        attack: false,
        rowP: Float64Array.from(rows, (row) => p[row] ?? 1),
      });
    }
  return {
    id: "confident-learning",
    title: "labels that the model surely takes for another",
    p,
    live,
    livenessP: Math.max(1e-300, Math.min(1, livenessP)),
    groups,
    note: `${Math.round(observed)} rows look surely like another class than is written, ${expected.toFixed(expected < 10 ? 1 : 0)} (${percent(expected / dataset.rows)}) would by chance`,
    reason: "surely looks like another class",
  };
}

/** Near-copies with one label count as one row together: a flood is one wrong label. */
function voicesOf(clusters: Int32Array, labels: Int32Array): Float64Array {
  const counts = new Map<string, number>();
  const key = (row: number): string => `${clusters[row]} ${labels[row]}`;
  for (let row = 0; row < labels.length; row++) counts.set(key(row), (counts.get(key(row)) ?? 0) + 1);
  return Float64Array.from(labels, (_, row) => 1 / (counts.get(key(row)) ?? 1));
}

/** Mean probability of a class among the rows labelled so. */
function classThresholds(probabilities: Float32Array, labels: Int32Array, classes: number): Float64Array {
  const [sums, counts] = [new Float64Array(classes), new Int32Array(classes)];
  for (const [row, label] of labels.entries()) {
    if (label < 0) continue;
    sums[label] = (sums[label] ?? 0) + (probabilities[row * classes + label] ?? 0);
    counts[label] = (counts[label] ?? 0) + 1;
  }
  return sums.map((sum, label) => ((counts[label] ?? 0) === 0 ? 2 : Math.max(1e-9, sum / (counts[label] ?? 1))));
}

/** The likeliest class that reaches its threshold; -1 where none does. */
function confidentClass(probabilities: Float32Array, thresholds: Float64Array, row: number, classes: number): number {
  let best = -1;
  for (let label = 0; label < classes; label++) {
    const probability = probabilities[row * classes + label] ?? 0;
    if (probability >= (thresholds[label] ?? 2) && (best < 0 || probability > (probabilities[row * classes + best] ?? 0))) best = label;
  }
  return best;
}

/** By how much a class lies before the best other one, each against its threshold, in nats; as a place from 0. */
function marginPlace(probabilities: Float32Array, thresholds: Float64Array, row: number, label: number, classes: number): number {
  const logOf = (other: number): number => Math.log(Math.max(1e-15, probabilities[row * classes + other] ?? 0) / (thresholds[other] ?? 2));
  let highest = Number.NEGATIVE_INFINITY;
  for (let other = 0; other < classes; other++) if (other !== label) highest = Math.max(highest, logOf(other));
  return Math.max(0, Math.min(PLACES - 1, Math.round((logOf(label) - highest) / WIDTH) + PLACES / 2));
}

/** For each row whose label is not the best class the chance of so small a margin in any row, labels drawn from the model. */
function marginChances(probabilities: Float32Array, thresholds: Float64Array, labels: Int32Array, classes: number): Float64Array {
  const expected = new Float64Array(PLACES);
  let rows = 0;
  for (const [row, label] of labels.entries()) {
    if (label < 0) continue;
    rows++;
    for (let other = 0; other < classes; other++) {
      const place = marginPlace(probabilities, thresholds, row, other, classes);
      expected[place] = (expected[place] ?? 0) + (probabilities[row * classes + other] ?? 0);
    }
  }
  for (let place = 1; place < PLACES; place++) expected[place] = (expected[place] ?? 0) + (expected[place - 1] ?? 0);
  return Float64Array.from(labels, (label, row) => {
    const place = label < 0 ? PLACES : marginPlace(probabilities, thresholds, row, label, classes);
    return place >= PLACES / 2 ? 1 : Math.max(1e-12, Math.min(1, (expected[place] ?? rows) / Math.max(1, rows)));
  });
}

/** Logarithm of the Chernoff bound on a Poisson count at least so large. */
function poissonBound(count: number, mean: number): number {
  return count <= mean ? 0 : count - mean - count * Math.log(count / Math.max(1e-9, mean));
}
