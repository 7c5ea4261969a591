import type { Random } from "../statistics/random.ts";
import type { SearchContext } from "./context.ts";

const DRAWS = 60;
const ROWS = 200;

export interface PlantedTest {
  /** Mean shift of the carriers' other features against rows of other labels, over its mean for random rows of them. */
  readonly ratio: number;
  /** The same for rows of the carriers' own label: natural carriers come close to these. */
  readonly own: number;
  /** Deviations by which the shift exceeds that of random rows of other labels. */
  readonly excess: number;
}

/**
 * Are the rows that carry an item and the label ordinary rows of other labels (planted), or rows of a kind of their own
 * (natural)? The mean shift of their other features, scaled by each feature's variance, is compared with that of random
 * rows of other labels drawn with the same predicted classes (a permutation test).
 */
export function plantedTest(
  context: SearchContext,
  carriers: Int32Array,
  label: number,
  features: Int32Array,
  random: Random,
): PlantedTest {
  const { labels, rows, model } = context;
  const isCarrier = new Uint8Array(rows);
  for (const row of carriers) isCarrier[row] = 1;
  const labelled = random.shuffle(carriers.filter((row) => labels[row] === label)).slice(0, ROWS);
  const masked = new Uint8Array(model.features.features);
  for (const feature of features) masked[feature] = 1;
  const ratioTo = (isReference: (row: number) => boolean, byClass: boolean): { ratio: number; excess: number } => {
    const pools = poolsOf(context, label, byClass, (row) => isCarrier[row] === 0 && isReference(row));
    const shift = shiftMeter(context, pools, labelled, label, byClass, masked);
    const drawn = new Int32Array(labelled.length);
    let [sum, squares] = [0, 0];
    for (let draw = 0; draw < DRAWS; draw++) {
      for (let position = 0; position < labelled.length; position++) {
        const pool = pools.get(byClass ? otherClass(context, labelled[position] ?? 0, label) : 0) ?? pools.get(-1);
        drawn[position] = pool?.[random.below(pool.length)] ?? 0;
      }
      const value = shift(drawn);
      sum += value;
      squares += value * value;
    }
    const mean = sum / DRAWS;
    const deviation = Math.sqrt(Math.max(squares / DRAWS - mean * mean, 1e-12 * mean * mean));
    const value = shift(labelled);
    return { ratio: value / Math.max(mean, 1e-12), excess: (value - mean) / Math.max(deviation, 1e-12) };
  };
  const others = ratioTo((row) => labels[row] !== label && (labels[row] ?? -1) >= 0, true);
  const own = ratioTo((row) => labels[row] === label, false);
  return { ratio: others.ratio, own: own.ratio, excess: others.excess };
}

/** The likeliest class of a row besides the label. */
function otherClass({ predicted, classes }: SearchContext, row: number, label: number): number {
  let best = -1;
  for (let k = 0; k < classes; k++)
    if (k !== label && (best < 0 || (predicted[row * classes + k] ?? 0) > (predicted[row * classes + best] ?? 0))) best = k;
  return best;
}

/** Reference rows by likeliest other class; under -1 all of them. */
function poolsOf(
  context: SearchContext,
  label: number,
  byClass: boolean,
  holds: (row: number) => boolean,
): ReadonlyMap<number, Int32Array> {
  const pools = new Map<number, number[]>([[-1, []]]);
  for (let row = 0; row < context.rows; row++) {
    if (!holds(row)) continue;
    const pool = byClass ? otherClass(context, row, label) : 0;
    const known = pools.get(pool);
    if (known === undefined) pools.set(pool, [row]);
    else known.push(row);
    pools.get(-1)?.push(row);
  }
  return new Map([...pools].filter(([pool, rows]) => pool === -1 || rows.length >= 5).map(([pool, rows]) => [pool, Int32Array.from(rows)]));
}

/** A function that measures how far the mean of some rows lies from the mean of the pools, over unmasked features. */
function shiftMeter(
  context: SearchContext,
  pools: ReadonlyMap<number, Int32Array>,
  labelled: Int32Array,
  label: number,
  byClass: boolean,
  masked: Uint8Array,
): (rows: Int32Array) => number {
  const { starts, indices, values, features } = context.model.features;
  const add = (rows: Int32Array, weight: number, sums: Float64Array, squares?: Float64Array): void => {
    for (const row of rows)
      for (let entry = starts[row] ?? 0; entry < (starts[row + 1] ?? 0); entry++) {
        const feature = indices[entry] ?? 0;
        const value = values[entry] ?? 0;
        sums[feature] = (sums[feature] ?? 0) + weight * value;
        if (squares !== undefined) squares[feature] = (squares[feature] ?? 0) + weight * value * value;
      }
  };
  const [mean, squares] = [new Float64Array(features), new Float64Array(features)];
  const shares = new Map<number, number>();
  for (const row of labelled) {
    const wanted = byClass ? otherClass(context, row, label) : 0;
    const pool = pools.has(wanted) ? wanted : -1;
    shares.set(pool, (shares.get(pool) ?? 0) + 1 / labelled.length);
  }
  for (const [pool, share] of shares) {
    const rows = pools.get(pool) ?? new Int32Array(0);
    if (rows.length > 0) add(rows, share / rows.length, mean, squares);
  }
  const usable = Int32Array.from(mean.keys()).filter(
    (feature) => masked[feature] === 0 && (squares[feature] ?? 0) - (mean[feature] ?? 0) ** 2 > 1e-4 * (squares[feature] ?? 0) + 1e-9,
  );
  const varianceOf = (feature: number): number => (squares[feature] ?? 0) - (mean[feature] ?? 0) ** 2;
  const floor = context.pictures
    ? 0.5 * (usable.reduce((sum, feature) => sum + varianceOf(feature), 0) / Math.max(1, usable.length))
    : 1e-6;
  const sums = new Float64Array(features);
  return (rows) => {
    sums.fill(0);
    add(rows, 1 / rows.length, sums);
    let total = 0;
    for (const feature of usable) {
      total += ((sums[feature] ?? 0) - (mean[feature] ?? 0)) ** 2 / (varianceOf(feature) + floor);
    }
    return total;
  };
}
