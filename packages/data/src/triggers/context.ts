import type { AdditiveFeatures } from "../models/additive-features.ts";
import { OutOfFoldAdditive, probabilities } from "../models/additive-out-of-fold.ts";
import type { Random } from "../statistics/random.ts";
import type { StringColumn } from "../table/table.ts";
import { calibrate } from "./calibration.ts";

/** What every search shares: labels, clusters, and what the rest of a row says about its label. */
export interface SearchContext {
  readonly rows: number;
  readonly labels: Int32Array;
  readonly classes: number;
  readonly labelNames: readonly string[];
  readonly clusters: Int32Array;
  /** Rows of each cluster. */
  readonly clusterSizes: ReadonlyMap<number, number>;
  /** Share of each label. */
  readonly shares: Float64Array;
  readonly model: OutOfFoldAdditive;
  /** rows × classes, out of fold, with nothing masked. */
  readonly predicted: Float32Array;
  /** By class: predicted to observed probability. */
  readonly calibrations: readonly ((probability: number) => number)[];
  /** By class: nats by which an ordinary row of another class looks so. */
  readonly ordinary: Float64Array;
  /** The features are blocks of pixels: those that hardly vary must not drown the others. */
  readonly pictures: boolean;
  /** Items that fewer rows carry are not looked at. */
  readonly fewest: number;
  /** Items that more rows carry are not looked at by themselves. */
  readonly most: number;
}

export function buildContext(label: StringColumn, clusters: Int32Array, features: AdditiveFeatures, random: Random): SearchContext {
  const { rows } = features;
  const { labels, names } = presentLabels(label);
  const classes = names.length;
  const model = new OutOfFoldAdditive(features, labels, classes, clusters, random);
  const predicted = probabilities(model.logits.slice(), classes);
  const shares = new Float64Array(classes);
  for (const code of labels) if (code >= 0) shares[code] = (shares[code] ?? 0) + 1 / rows;
  const clusterSizes = new Map<number, number>();
  for (const cluster of clusters) clusterSizes.set(cluster, (clusterSizes.get(cluster) ?? 0) + 1);
  const calibrations = Array.from({ length: classes }, (_, k) =>
    calibrate(
      Float32Array.from({ length: rows }, (_, row) => predicted[row * classes + k] ?? 0),
      (row) => labels[row] === k,
    ),
  );
  return {
    rows,
    labels,
    classes,
    labelNames: names,
    clusters,
    clusterSizes,
    shares,
    model,
    predicted,
    calibrations,
    ordinary: Float64Array.from(calibrations, (calibration, k) => {
      const share = shares[k] ?? 0;
      let [sum, count] = [0, 0];
      for (let row = 0; row < rows; row++) {
        if (labels[row] === k) continue;
        const chance = calibration(predicted[row * classes + k] ?? 0);
        sum += Math.log((1 - chance) / chance) + Math.log(share / Math.max(1e-9, 1 - share));
        count++;
      }
      return count === 0 ? 0 : sum / count;
    }),
    pictures: [...features.parts.keys()].every((part) => part.startsWith("block ")),
    fewest: Math.max(8, Math.ceil(0.002 * rows)),
    most: Math.floor(0.2 * rows),
  };
}

/** Labels numbered without those that no row carries. */
function presentLabels(label: StringColumn): { readonly labels: Int32Array; readonly names: readonly string[] } {
  const present = [...new Set(label.codes)].filter((code) => code >= 0).sort((left, right) => left - right);
  const renumbered = new Map(present.map((code, index) => [code, index]));
  return {
    labels: label.codes.map((code) => renumbered.get(code) ?? -1),
    names: present.map((code) => label.dictionary[code] ?? ""),
  };
}

/** rows.length × classes: what the rest of the rows says, the features given left out. */
export function restProbabilities(context: SearchContext, rows: Int32Array, features: Int32Array): Float32Array {
  const { classes, predicted } = context;
  if (features.length === 0) {
    const rest = new Float32Array(rows.length * classes);
    for (const [position, row] of rows.entries()) rest.set(predicted.subarray(row * classes, (row + 1) * classes), position * classes);
    return rest;
  }
  return probabilities(context.model.without(rows, features), context.classes);
}
