import type { Matrix } from "../table/table.ts";
import { type Crew, crew } from "../threads/crew.ts";
import { sharedFloats, sharedIntegers } from "../threads/shared-memory.ts";
import { Best } from "./best.ts";
import { type EqualRows, equalRows } from "./equal-rows.ts";
import { NEAREST_PAIRS, openLimits, type PairBest, type PairWork } from "./nearest-pairs.ts";
import { farRows, quantised } from "./quantise.ts";

/** The nearest other rows of each row, nearest first; of equally near ones that with the lower number. */
export interface Neighbours {
  readonly count: number;
  /** rows × count row numbers; -1 where there are fewer. */
  readonly indexes: Int32Array;
  /** rows × count distances (Euclidean). */
  readonly distances: Float32Array;
}

/** Fewer points are not worth a second thread. */
const ALONE = 4000;

/**
 * The exact nearest neighbours, whatever the number of threads: equal rows are found first and count as one point; of all
 * pairs of points once, products of 16-bit numbers rule out those that no rounding could bring among the nearest.
 */
export function exactNeighbours(points: Matrix, count: number, threads: () => Crew = crew): Neighbours {
  const { rows, columns, values } = points;
  const equal = equalRows(values, rows, columns);
  const { work, order } = prepared(points, equal.firsts, count);
  const found =
    work.rows < ALONE ? [NEAREST_PAIRS.run(work)] : threads().run(NEAREST_PAIRS, new Array<PairWork>(threads().size).fill(work));
  return everyRow(rows, count, equal, merged(work.rows, count, found), order);
}

/** The first rows of all groups as points, those far out last; `order` holds the group of each point. */
function prepared({ columns, values }: Matrix, firsts: Int32Array, count: number): { readonly work: PairWork; readonly order: Int32Array } {
  const rows = firsts.length;
  const unordered = gathered(values, columns, firsts, new Float32Array(rows * columns));
  const far = farRows(unordered, rows, columns);
  const isFar = new Uint8Array(rows);
  for (const row of far) isFar[row] = 1;
  const near = rows - far.length;
  const order = new Int32Array(rows);
  for (let row = 0, at = 0; row < rows; row++) if (isFar[row] === 0) order[at++] = row;
  order.set(far, near);
  const ordered = gathered(unordered, columns, order, sharedFloats(rows * columns));
  const work: PairWork = {
    values: ordered,
    rows,
    columns,
    count,
    near,
    quantised: quantised(ordered, near, columns),
    limits: openLimits(sharedIntegers(rows)),
    taken: sharedIntegers(1),
  };
  return { work, order };
}

function gathered(values: Float32Array, columns: number, rows: Int32Array, target: Float32Array): Float32Array {
  for (let position = 0; position < rows.length; position++) {
    const row = rows[position] as number;
    target.set(values.subarray(row * columns, (row + 1) * columns), position * columns);
  }
  return target;
}

function merged(rows: number, count: number, parts: readonly PairBest[]): Best {
  const [first, ...others] = parts.map(({ indexes, squares }) => new Best(rows, count, indexes, squares));
  if (first === undefined) return new Best(rows, count);
  for (const other of others) first.merge(other);
  return first;
}

/** From points back to rows: those equal to a row come first, then those of the nearest points. */
function everyRow(rows: number, count: number, { groupOf, members, starts }: EqualRows, best: Best, order: Int32Array): Neighbours {
  const indexes = new Int32Array(rows * count).fill(-1);
  const distances = new Float32Array(rows * count).fill(Number.POSITIVE_INFINITY);
  const pointOf = new Int32Array(order.length);
  for (const [point, group] of order.entries()) pointOf[group] = point;
  const ties: number[] = [];
  for (let row = 0; row < rows; row++) {
    const group = groupOf[row] as number;
    const first = row * count;
    let filled = 0;
    const fill = (other: number, distance: number): void => {
      if (filled >= count || other === row) return;
      indexes[first + filled] = other;
      distances[first + filled++] = distance;
    };
    for (let at = starts[group] as number; at < (starts[group + 1] as number) && filled < count; at++) fill(members[at] as number, 0);
    const own = (pointOf[group] as number) * count;
    for (let place = 0; place < count && filled < count; ) {
      const square = best.squares[own + place] as number;
      ties.length = 0;
      for (; place < count && best.squares[own + place] === square; place++) {
        const point = best.indexes[own + place] as number;
        if (point < 0) continue;
        const other = order[point] as number;
        const from = starts[other] as number;
        const to = Math.min(starts[other + 1] as number, from + count);
        for (let at = from; at < to; at++) ties.push(members[at] as number);
      }
      if (ties.length > 1) ties.sort((left, right) => left - right);
      for (const other of ties) fill(other, Math.sqrt(square));
    }
  }
  return { count, indexes, distances };
}
