import { multiplyBlocks, rowMajor, transposed } from "../statistics/multiply.ts";
import type { Matrix } from "../table/table.ts";

/** The nearest other rows of each row, nearest first. */
export interface Neighbours {
  readonly count: number;
  /** rows × count row numbers; -1 where there are fewer. */
  readonly indexes: Int32Array;
  /** rows × count distances (Euclidean). */
  readonly distances: Float32Array;
}

/** Squared length of each row. */
export function squaredLengths({ rows, columns, values }: Matrix): Float32Array {
  const result = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let at = row * columns; at < (row + 1) * columns; at++) sum += (values[at] ?? 0) * (values[at] ?? 0);
    result[row] = sum;
  }
  return result;
}

/** All pairs, by blocks of one matrix product: exact up to rounding of single precision. */
export function exactNeighbours(points: Matrix, count: number): Neighbours {
  const { rows, columns, values } = points;
  const lengths = squaredLengths(points);
  const indexes = new Int32Array(rows * count).fill(-1);
  const distances = new Float32Array(rows * count).fill(Number.POSITIVE_INFINITY);
  const view = rowMajor(values, columns);
  multiplyBlocks({ m: rows, n: rows, k: columns }, view, transposed(view), (block, stride, row, column, height, width) => {
    for (let i = 0; i < height; i++) {
      const own = row + i;
      const last = (own + 1) * count - 1;
      let limit = distances[last] ?? 0;
      const from = i * stride;
      for (let j = 0; j < width; j++) {
        // Squared distance without the row's own length, which orders alike.
        const squared = (lengths[column + j] ?? 0) - 2 * (block[from + j] ?? 0);
        if (squared >= limit || column + j === own) continue;
        let at = last;
        while (at > own * count && (distances[at - 1] ?? 0) > squared) {
          distances[at] = distances[at - 1] ?? 0;
          indexes[at] = indexes[at - 1] ?? 0;
          at--;
        }
        distances[at] = squared;
        indexes[at] = column + j;
        limit = distances[last] ?? 0;
      }
    }
  });
  for (let index = 0; index < distances.length; index++)
    distances[index] = Math.sqrt(Math.max(0, (distances[index] ?? 0) + (lengths[Math.floor(index / count)] ?? 0)));
  return { count, indexes, distances };
}
