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

/** The `count` best of each row so far: of a·b - |b|²/2, which orders as the distance does, the other way round. */
class Best {
  readonly #count: number;
  readonly indexes: Int32Array;
  readonly scores: Float32Array;
  /** The least of each row's best. */
  readonly limits: Float32Array;

  constructor(rows: number, count: number) {
    this.#count = count;
    this.indexes = new Int32Array(rows * count).fill(-1);
    this.scores = new Float32Array(rows * count).fill(Number.NEGATIVE_INFINITY);
    this.limits = new Float32Array(rows).fill(Number.NEGATIVE_INFINITY);
  }

  add(row: number, other: number, score: number): void {
    const { indexes, scores } = this;
    const first = row * this.#count;
    const last = first + this.#count - 1;
    let at = last;
    while (at > first && (scores[at - 1] ?? 0) < score) {
      scores[at] = scores[at - 1] ?? 0;
      indexes[at] = indexes[at - 1] ?? 0;
      at--;
    }
    scores[at] = score;
    indexes[at] = other;
    this.limits[row] = scores[last] ?? 0;
  }
}

/** All pairs once, by blocks of one matrix product: exact up to rounding of single precision. */
export function exactNeighbours(points: Matrix, count: number): Neighbours {
  const { rows, columns, values } = points;
  const halves = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let at = row * columns; at < (row + 1) * columns; at++) sum += (values[at] ?? 0) * (values[at] ?? 0);
    halves[row] = sum / 2;
  }
  const best = new Best(rows, count);
  const { limits } = best;
  const view = rowMajor(values, columns);
  multiplyBlocks(
    { m: rows, n: rows, k: columns },
    view,
    transposed(view),
    (block, stride, row, column, height, width) => {
      for (let i = 0; i < height; i++) {
        const own = row + i;
        const ownHalf = halves[own] ?? 0;
        let ownLimit = limits[own] ?? 0;
        const from = i * stride;
        for (let j = Math.max(0, own + 1 - column); j < width; j++) {
          const product = block[from + j] ?? 0;
          const other = column + j;
          const otherHalf = halves[other] ?? 0;
          if (product - otherHalf > ownLimit) {
            best.add(own, other, product - otherHalf);
            ownLimit = limits[own] ?? 0;
          }
          if (product - ownHalf > (limits[other] ?? 0)) best.add(other, own, product - ownHalf);
        }
      }
    },
    true,
  );
  const distances = best.scores;
  for (let index = 0; index < distances.length; index++)
    distances[index] = Math.sqrt(Math.max(0, 2 * ((halves[Math.floor(index / count)] ?? 0) - (distances[index] ?? 0))));
  return { count, indexes: best.indexes, distances };
}
