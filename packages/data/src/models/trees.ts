import { forkOf, type Random } from "../statistics/random.ts";
import { softmaxRows } from "./logistic.ts";
import type { BaseModel, Target } from "./model.ts";

/** Columns cut into at most 64 bins each; a category is a bin. */
export interface Binned {
  readonly rows: number;
  /** One array of `rows` bins per column. */
  readonly columns: readonly Uint8Array[];
  readonly categorical: readonly boolean[];
}

export const BINS = 64;
/** Rows that one forest learns from; more hardly change it. */
export const TREE_ROWS = 12_000;
const SETTINGS = { rate: 0.1, rounds: 80, leaves: 16, minimum: 10, lambda: 1, share: 0.6 } as const;

interface Split {
  readonly gain: number;
  readonly column: number;
  /** 1 for each bin that goes left. */
  readonly left: Uint8Array;
}

interface Leaf {
  readonly begin: number;
  readonly end: number;
  readonly depth: number;
  readonly histogram: Float64Array;
  readonly split: Split | undefined;
}

/**
 * Gradient-boosted trees on histograms (Friedman 2001; Ke et al. 2017, LightGBM: leaf-wise growth, histogram
 * subtraction, categories sorted by gradient). For many classes one tree a round carries a value per class, and its
 * splits are sought on one random projection of the gradients (Iosipoi and Vakhrushev 2022, SketchBoost).
 */
export function boostedTrees(binned: Binned, { key }: { readonly key: number }): BaseModel {
  return {
    name: "boosted trees",
    spec: { kind: "boosted trees", binned, key },
    scores: (target, train, test) => {
      const own = forkOf(key, `trees ${train.length} ${train[0] ?? 0}`);
      const rows = train.length <= TREE_ROWS ? train : own.shuffle(train.slice()).subarray(0, TREE_ROWS).sort();
      return new Booster(binned, target, rows, own).scores(test);
    },
  };
}

class Booster {
  readonly #binned: Binned;
  readonly #target: Target;
  readonly #random: Random;
  /** Row numbers, ordered so that a leaf's rows stand together. */
  readonly #order: Int32Array;
  readonly #train: Int32Array;

  constructor(binned: Binned, target: Target, train: Int32Array, random: Random) {
    this.#binned = binned;
    this.#target = target;
    this.#train = train;
    this.#order = train.slice();
    this.#random = random;
  }

  scores(test: Int32Array): Float32Array {
    const { classes, labels } = this.#target;
    const train = this.#train;
    const { rows } = this.#binned;
    const prior = new Float64Array(classes).fill(1);
    for (const row of train) prior[labels[row] ?? 0] = (prior[labels[row] ?? 0] ?? 0) + 1;
    const outputs = classes === 2 ? 1 : classes;
    const base = outputs === 1 ? [Math.log((prior[1] ?? 1) / (prior[0] ?? 1))] : [...prior].map((count) => Math.log(count / train.length));
    const logits = new Float32Array(rows * outputs);
    for (let index = 0; index < logits.length; index++) logits[index] = base[index % outputs] ?? 0;
    const gradients = new Float64Array(rows * outputs);
    const [sketch, weights] = [new Float64Array(rows), new Float64Array(rows)];
    const probabilities = new Float32Array(outputs);
    for (let round = 0; round < SETTINGS.rounds; round++) {
      const projection = Float64Array.from({ length: outputs }, () => (outputs === 1 ? 1 : this.#random.normal()));
      for (const row of train) {
        const label = labels[row] ?? 0;
        let [along, weight] = [0, 0];
        if (outputs === 1) {
          const probability = 1 / (1 + Math.exp(-(logits[row] ?? 0)));
          along = probability - (label === 1 ? 1 : 0);
          gradients[row] = along;
          weight = probability * (1 - probability);
        } else {
          probabilities.set(logits.subarray(row * outputs, (row + 1) * outputs));
          softmaxRows(probabilities, outputs);
          for (let output = 0; output < outputs; output++) {
            const probability = probabilities[output] ?? 0;
            const gradient = probability - (output === label ? 1 : 0);
            gradients[row * outputs + output] = gradient;
            along += gradient * (projection[output] ?? 0);
            weight += probability * (1 - probability);
          }
        }
        sketch[row] = along;
        weights[row] = weight;
      }
      this.#grow(sketch, weights, gradients, outputs, logits, test);
    }
    const result = new Float32Array(test.length * classes);
    for (let position = 0; position < test.length; position++)
      for (let output = 0; output < outputs; output++)
        result[position * classes + (outputs === 1 ? 1 : output)] = logits[(test[position] ?? 0) * outputs + output] ?? 0;
    return result;
  }

  /** One tree, added to the logits of training and test rows. */
  #grow(
    sketch: Float64Array,
    weights: Float64Array,
    gradients: Float64Array,
    outputs: number,
    logits: Float32Array,
    test: Int32Array,
  ): void {
    const columns = this.#chosenColumns();
    const leaf = (begin: number, end: number, depth: number, histogram: Float64Array): Leaf => ({
      begin,
      end,
      depth,
      histogram,
      split: end - begin < 2 * SETTINGS.minimum || depth >= 7 ? undefined : this.#bestSplit(columns, histogram),
    });
    const order = this.#order;
    const leaves = [leaf(0, order.length, 0, this.#histogram(columns, 0, order.length, sketch, weights))];
    const nodes: { readonly split: Split; left: number; right: number }[] = [];
    const owner: number[] = [-1];
    const side: boolean[] = [false];
    while (leaves.length < SETTINGS.leaves) {
      let best = -1;
      for (const [index, { split }] of leaves.entries())
        if (split !== undefined && split.gain > (leaves[best]?.split?.gain ?? 1e-9)) best = index;
      const chosen = leaves[best];
      if (chosen?.split === undefined) break;
      const middle = this.#partition(chosen);
      const small = middle - chosen.begin <= chosen.end - middle;
      const part = small
        ? this.#histogram(columns, chosen.begin, middle, sketch, weights)
        : this.#histogram(columns, middle, chosen.end, sketch, weights);
      const rest = chosen.histogram;
      for (let index = 0; index < rest.length; index++) rest[index] = (rest[index] ?? 0) - (part[index] ?? 0);
      const node = nodes.push({ split: chosen.split, left: ~best, right: ~leaves.length }) - 1;
      const above = nodes[owner[best] ?? -1];
      if (above !== undefined) {
        if (side[best] === true) above.right = node;
        else above.left = node;
      }
      owner[best] = node;
      side[best] = false;
      owner.push(node);
      side.push(true);
      leaves[best] = leaf(chosen.begin, middle, chosen.depth + 1, small ? part : rest);
      leaves.push(leaf(middle, chosen.end, chosen.depth + 1, small ? rest : part));
    }
    const values = leaves.map(({ begin, end }) => this.#leafValues(begin, end, weights, gradients, outputs));
    for (const [index, { begin, end }] of leaves.entries())
      for (let position = begin; position < end; position++) add(logits, (order[position] ?? 0) * outputs, values[index]);
    if (nodes.length === 0) {
      for (const row of test) add(logits, row * outputs, values[0]);
      return;
    }
    for (const row of test) {
      let at = 0;
      while (at >= 0) {
        const node = nodes[at];
        if (node === undefined) break;
        const bin = this.#binned.columns[node.split.column]?.[row] ?? 0;
        at = node.split.left[bin] === 1 ? node.left : node.right;
      }
      add(logits, row * outputs, values[~at]);
    }
  }

  #chosenColumns(): readonly number[] {
    const all = this.#random.shuffle(Int32Array.from(this.#binned.columns.keys()));
    const wanted = all.length <= 8 ? all.length : Math.ceil(SETTINGS.share * all.length);
    return [...all.subarray(0, wanted)];
  }

  /** Per chosen column and bin: sum of gradients, sum of weights, rows. */
  #histogram(columns: readonly number[], begin: number, end: number, sketch: Float64Array, weights: Float64Array): Float64Array {
    const result = new Float64Array(columns.length * BINS * 3);
    const order = this.#order;
    const count = end - begin;
    const [orderedSketch, orderedWeights] = [new Float64Array(count), new Float64Array(count)];
    for (let position = 0; position < count; position++) {
      const row = order[begin + position] ?? 0;
      orderedSketch[position] = sketch[row] ?? 0;
      orderedWeights[position] = weights[row] ?? 0;
    }
    for (const [index, column] of columns.entries()) {
      const bins = this.#binned.columns[column];
      if (bins === undefined) continue;
      const base = index * BINS * 3;
      for (let position = 0; position < count; position++) {
        const at = base + 3 * (bins[order[begin + position] ?? 0] ?? 0);
        result[at] = (result[at] ?? 0) + (orderedSketch[position] ?? 0);
        result[at + 1] = (result[at + 1] ?? 0) + (orderedWeights[position] ?? 0);
        result[at + 2] = (result[at + 2] ?? 0) + 1;
      }
    }
    return result;
  }

  #bestSplit(columns: readonly number[], histogram: Float64Array): Split | undefined {
    let [bestGain, bestColumn, bestCount] = [0, -1, 0];
    const { lambda, minimum } = SETTINGS;
    const sequence: Int32Array = Int32Array.from({ length: BINS }, (_, bin) => bin);
    let bestSequence: Int32Array = sequence;
    for (const [index, column] of columns.entries()) {
      const base = index * BINS * 3;
      let [gradient, weight, rows] = [0, 0, 0];
      for (let bin = 0; bin < BINS; bin++) {
        gradient += histogram[base + 3 * bin] ?? 0;
        weight += histogram[base + 3 * bin + 1] ?? 0;
        rows += histogram[base + 3 * bin + 2] ?? 0;
      }
      const parent = (gradient * gradient) / (weight + lambda);
      const bins = this.#binned.categorical[column] === true ? byGradient(histogram, base) : sequence;
      let [leftGradient, leftWeight, leftRows] = [0, 0, 0];
      for (let position = 0; position < BINS - 1; position++) {
        const at = base + 3 * (bins[position] ?? 0);
        const here = histogram[at + 2] ?? 0;
        if (here === 0) continue;
        leftGradient += histogram[at] ?? 0;
        leftWeight += histogram[at + 1] ?? 0;
        leftRows += here;
        if (leftRows < minimum) continue;
        if (rows - leftRows < minimum) break;
        const right = gradient - leftGradient;
        const gain = (leftGradient * leftGradient) / (leftWeight + lambda) + (right * right) / (weight - leftWeight + lambda) - parent;
        if (gain > bestGain) [bestGain, bestColumn, bestCount, bestSequence] = [gain, column, position + 1, bins];
      }
    }
    if (bestColumn < 0) return undefined;
    const left = new Uint8Array(BINS);
    for (let position = 0; position < bestCount; position++) left[bestSequence[position] ?? 0] = 1;
    return { gain: bestGain, column: bestColumn, left };
  }

  /** Puts the rows that go left first; returns where the others begin. */
  #partition({ begin, end, split }: Leaf): number {
    const bins = this.#binned.columns[split?.column ?? 0];
    if (split === undefined || bins === undefined) return end;
    const order = this.#order;
    const right: number[] = [];
    let at = begin;
    for (let position = begin; position < end; position++) {
      const row = order[position] ?? 0;
      if (split.left[bins[row] ?? 0] === 1) order[at++] = row;
      else right.push(row);
    }
    order.set(right, at);
    return at;
  }

  #leafValues(begin: number, end: number, weights: Float64Array, gradients: Float64Array, outputs: number): Float64Array {
    const result = new Float64Array(outputs);
    let weight: number = SETTINGS.lambda;
    for (let position = begin; position < end; position++) {
      const row = this.#order[position] ?? 0;
      // With several classes the row's weight is the trace of its Hessian: an equal part each.
      weight += (weights[row] ?? 0) / outputs;
      for (let output = 0; output < outputs; output++) result[output] = (result[output] ?? 0) - (gradients[row * outputs + output] ?? 0);
    }
    for (let output = 0; output < outputs; output++) result[output] = (SETTINGS.rate * (result[output] ?? 0)) / weight;
    return result;
  }
}

function add(logits: Float32Array, at: number, values: Float64Array | undefined): void {
  if (values === undefined) return;
  for (let output = 0; output < values.length; output++) logits[at + output] = (logits[at + output] ?? 0) + (values[output] ?? 0);
}

/** Bins in order of their mean gradient, smoothed as LightGBM does. */
function byGradient(histogram: Float64Array, base: number): Int32Array {
  const mean = (bin: number): number => (histogram[base + 3 * bin] ?? 0) / ((histogram[base + 3 * bin + 1] ?? 0) + 10);
  return Int32Array.from({ length: BINS }, (_, bin) => bin).sort((a, b) => mean(a) - mean(b) || a - b);
}
