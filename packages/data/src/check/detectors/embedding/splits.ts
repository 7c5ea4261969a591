import type { Random } from "../../../statistics/random.ts";
import type { Matrix } from "../../../table/table.ts";
import { solved, withinCovariance } from "./whiten.ts";

/** A line through the space of the vectors: rows fall to either side of `cut`. */
export interface Split {
  readonly direction: Float64Array;
  readonly cut: number;
}

/** Finds how the rows of one label fall apart, looking at `rows` only. */
export type Splitter = (points: Matrix, rows: Int32Array, random: Random) => Split | undefined;

const ROUNDS = 40;
const RESTARTS = 6;
const DISCRIMINANT_ROUNDS = 5;

export function along({ columns, values }: Matrix, row: number, direction: Float64Array): number {
  let sum = 0;
  for (let column = 0; column < columns; column++) sum += (values[row * columns + column] ?? 0) * (direction[column] ?? 0);
  return sum;
}

function meanOf({ columns, values }: Matrix, rows: Iterable<number>): Float64Array {
  const mean = new Float64Array(columns);
  let count = 0;
  for (const row of rows) {
    count++;
    for (let column = 0; column < columns; column++) mean[column] = (mean[column] ?? 0) + (values[row * columns + column] ?? 0);
  }
  return mean.map((sum) => sum / Math.max(1, count));
}

/** Where a line of numbers is best cut in two by the least squares within (Otsu 1979). */
export function cutOf(values: Float64Array): number {
  const sorted = values.slice().sort();
  const total = sorted.reduce((sum, value) => sum + value, 0);
  let [best, cut, left] = [Number.NEGATIVE_INFINITY, sorted[0] ?? 0, 0];
  for (let index = 0; index + 1 < sorted.length; index++) {
    left += sorted[index] ?? 0;
    const [below, above] = [index + 1, sorted.length - index - 1];
    const between = left ** 2 / below + (total - left) ** 2 / above;
    if (between > best) [best, cut] = [between, ((sorted[index] ?? 0) + (sorted[index + 1] ?? 0)) / 2];
  }
  return cut;
}

/** Spectral signatures (Tran, Li, Madry 2018): along the leading direction of the centred rows. */
export const spectralSplit: Splitter = (points, rows, random) => {
  const { columns, values } = points;
  const mean = meanOf(points, rows);
  let direction = Float64Array.from({ length: columns }, () => random.normal());
  for (let round = 0; round < ROUNDS; round++) {
    const next = new Float64Array(columns);
    const offset = mean.reduce((sum, value, column) => sum + value * (direction[column] ?? 0), 0);
    for (const row of rows) {
      const weight = along(points, row, direction) - offset;
      for (let column = 0; column < columns; column++)
        next[column] = (next[column] ?? 0) + weight * ((values[row * columns + column] ?? 0) - (mean[column] ?? 0));
    }
    const length = Math.sqrt(next.reduce((sum, value) => sum + value * value, 0));
    if (length === 0) return undefined;
    direction = next.map((value) => value / length);
  }
  return { direction, cut: cutOf(Float64Array.from(rows, (row) => along(points, row, direction))) };
};

/** Two means (MacQueen 1967) from several random starts; the split of least squares within. */
export const twoMeansSplit: Splitter = (points, rows, random) => {
  const { columns } = points;
  let best: { readonly split: Split; readonly between: number } | undefined;
  for (let start = 0; start < RESTARTS; start++) {
    let side = Uint8Array.from(rows, () => random.below(2));
    // Half of the starts set out from one row: small groups are not found from two halves.
    if (start % 2 === 1) side = nearest(points, rows, rows[random.below(rows.length)] ?? 0, 4 * (start + 1));
    let found: { readonly split: Split; readonly between: number } | undefined;
    for (let round = 0; round < ROUNDS; round++) {
      const means = [0, 1].map((wanted) =>
        meanOf(
          points,
          rows.filter((_, index) => side[index] === wanted),
        ),
      );
      const size = side.reduce((sum, each) => sum + each, 0);
      if (size === 0 || size === rows.length) break;
      const direction = new Float64Array(columns);
      let [cut, squares] = [0, 0];
      for (let column = 0; column < columns; column++) {
        const [low, high] = [means[0]?.[column] ?? 0, means[1]?.[column] ?? 0];
        direction[column] = high - low;
        squares += (high - low) ** 2;
        cut += ((high - low) * (high + low)) / 2;
      }
      found = { split: { direction, cut }, between: (size * (rows.length - size) * squares) / rows.length };
      const next = Uint8Array.from(rows, (row) => (along(points, row, direction) > cut ? 1 : 0));
      if (next.every((each, index) => each === side[index])) break;
      side = next;
    }
    if (found !== undefined && (best === undefined || found.between > best.between)) best = found;
  }
  return best?.split;
};

/** 1 for the `count` rows nearest to one. */
function nearest(points: Matrix, rows: Int32Array, from: number, count: number): Uint8Array<ArrayBuffer> {
  const { columns, values } = points;
  const distances = Float64Array.from(rows, (row) => {
    let sum = 0;
    for (let column = 0; column < columns; column++)
      sum += ((values[row * columns + column] ?? 0) - (values[from * columns + column] ?? 0)) ** 2;
    return sum;
  });
  const limit = distances.slice().sort()[Math.min(count, rows.length - 1)] ?? 0;
  return Uint8Array.from(distances, (distance) => (distance <= limit ? 1 : 0));
}

/**
 * The line on which two groups lie furthest apart for their own spread (Fisher 1936): from the two means, with the rows
 * assigned anew a few times.
 */
export const discriminantSplit: Splitter = (points, rows, random) => {
  let split = twoMeansSplit(points, rows, random);
  for (let round = 0; round < DISCRIMINANT_ROUNDS && split !== undefined; round++) {
    const { direction, cut } = split;
    const sides = new Int32Array(points.rows).fill(-1);
    for (const row of rows) sides[row] = along(points, row, direction) > cut ? 1 : 0;
    const [low, high] = [0, 1].map((side) =>
      meanOf(
        points,
        rows.filter((row) => sides[row] === side),
      ),
    );
    const across = Float64Array.from(high ?? [], (value, column) => value - (low?.[column] ?? 0));
    const turned = solved(withinCovariance(points, sides, -1), across);
    split = { direction: turned, cut: cutOf(Float64Array.from(rows, (row) => along(points, row, turned))) };
  }
  return split;
};
