import type { Random } from "../statistics/random.ts";
import { crew } from "../threads/crew.ts";
import { type AdditiveFit, type AdditiveModel, FIT_ADDITIVE, softmaxInPlace } from "./additive.ts";
import type { AdditiveFeatures } from "./additive-features.ts";

const FOLDS = 4;
/** Fewer entries are not worth a second thread. */
const ALONE = 60_000;

/** An additive model whose prediction for every row comes from the other folds, and can leave out parts of the row. */
export class OutOfFoldAdditive {
  readonly features: AdditiveFeatures;
  readonly classes: number;
  /** rows × classes, before softmax. */
  readonly logits: Float32Array;
  readonly #models: readonly AdditiveModel[];
  readonly #foldOf: Uint8Array;

  /** Rows of one cluster share a fold. Rows whose label is -1 are not learnt from. */
  constructor(features: AdditiveFeatures, labels: Int32Array, classes: number, clusters: Int32Array, random: Random) {
    this.features = features;
    this.classes = classes;
    this.#foldOf = drawFolds(clusters, random.fork("folds"));
    const { starts, indices, values, features: width } = features;
    const own = { starts, indices, values, features: width };
    const fits = Array.from({ length: FOLDS }, (_, fold): AdditiveFit => {
      const rows = Int32Array.from(this.#foldOf.keys()).filter((row) => this.#foldOf[row] !== fold && (labels[row] ?? -1) >= 0);
      return { features: own, labels, classes, rows, key: random.key, stream: `fold ${fold}` };
    });
    this.#models = indices.length < ALONE ? fits.map((fit) => FIT_ADDITIVE.run(fit)) : crew().run(FIT_ADDITIVE, fits);
    this.logits = new Float32Array(features.rows * classes);
    for (let row = 0; row < features.rows; row++) this.#sum(row);
  }

  #sum(row: number): void {
    const { starts, indices, values } = this.features;
    const model = this.model(row);
    const base = row * this.classes;
    for (let k = 0; k < this.classes; k++) this.logits[base + k] = model.intercepts[k] ?? 0;
    for (let entry = starts[row] ?? 0; entry < (starts[row + 1] ?? 0); entry++)
      for (let k = 0; k < this.classes; k++)
        this.logits[base + k] =
          (this.logits[base + k] ?? 0) + (values[entry] ?? 0) * (model.weights[(indices[entry] ?? 0) * this.classes + k] ?? 0);
  }

  /** The model that did not see the row. */
  model(row: number): AdditiveModel {
    const model = this.#models[this.#foldOf[row] ?? 0];
    if (model === undefined) throw new RangeError(`row ${row} has no fold`);
    return model;
  }

  /** rows.length × classes: logits with the features given at their mean instead of the row's values. */
  without(rows: Int32Array, features: Int32Array): Float32Array {
    const { starts, indices, values, means } = this.features;
    const { classes } = this;
    const constants = this.#models.map(({ weights }) => {
      const sums = new Float64Array(classes);
      for (const feature of features)
        for (let k = 0; k < classes; k++) sums[k] = (sums[k] ?? 0) + (means[feature] ?? 0) * (weights[feature * classes + k] ?? 0);
      return sums;
    });
    const runs = runsOf(features);
    const result = new Float32Array(rows.length * classes);
    for (let position = 0; position < rows.length; position++) {
      const row = rows[position] ?? 0;
      const { weights } = this.model(row);
      const constant = constants[this.#foldOf[row] ?? 0];
      for (let k = 0; k < classes; k++) result[position * classes + k] = (this.logits[row * classes + k] ?? 0) + (constant?.[k] ?? 0);
      const to = starts[row + 1] ?? 0;
      let entry = starts[row] ?? 0;
      for (let run = 0; run < runs.length; run += 2) {
        const last = runs[run + 1] as number;
        entry = firstFrom(indices, entry, to, runs[run] as number);
        for (; entry < to && (indices[entry] as number) <= last; entry++) {
          const value = values[entry] as number;
          const base = (indices[entry] as number) * classes;
          for (let k = 0; k < classes; k++)
            result[position * classes + k] = (result[position * classes + k] as number) - value * (weights[base + k] as number);
        }
      }
    }
    return result;
  }
}

/** Softmax of each group of `classes` logits, in place. */
export function probabilities(logits: Float32Array, classes: number): Float32Array {
  const buffer = new Float64Array(classes);
  for (let from = 0; from < logits.length; from += classes) {
    for (let k = 0; k < classes; k++) buffer[k] = logits[from + k] ?? 0;
    softmaxInPlace(buffer);
    logits.set(buffer, from);
  }
  return logits;
}

function drawFolds(clusters: Int32Array, random: Random): Uint8Array {
  const ids = [...new Set(clusters)].sort((left, right) => left - right);
  const folds = new Map(random.shuffle(ids).map((cluster, index) => [cluster, index % FOLDS]));
  return Uint8Array.from(clusters, (cluster) => folds.get(cluster) ?? 0);
}

/** Features as runs of neighbouring numbers: the first and the last of each, in order. */
function runsOf(features: Int32Array): readonly number[] {
  const runs: number[] = [];
  for (const feature of features.toSorted()) {
    const last = runs.at(-1);
    if (last !== undefined && feature <= last + 1) runs[runs.length - 1] = feature;
    else runs.push(feature, feature);
  }
  return runs;
}

/** The first entry of a row whose feature is at least `feature`. */
function firstFrom(indices: Int32Array, from: number, to: number, feature: number): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((indices[middle] as number) < feature) low = middle + 1;
    else high = middle;
  }
  return low;
}
