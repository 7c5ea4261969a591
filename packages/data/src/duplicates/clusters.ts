import type { Sparse } from "../models/sparse.ts";
import type { Neighbours } from "../neighbours/nearest.ts";

/** Share of the median distance to the nearest row under which rows count as near-copies. */
const RADIUS = 0.13;
/** Cosine of TF-IDF from which texts count as near-copies. */
const COSINE = 0.75;

/** Sets that grow together (Tarjan 1975); each is called by its smallest row. */
class Sets {
  readonly #parents: Int32Array;

  constructor(size: number) {
    this.#parents = Int32Array.from({ length: size }, (_, row) => row);
  }

  find(row: number): number {
    let root = row;
    while ((this.#parents[root] ?? root) !== root) root = this.#parents[root] ?? root;
    for (let at = row; at !== root; ) {
      const next = this.#parents[at] ?? root;
      this.#parents[at] = root;
      at = next;
    }
    return root;
  }

  join(left: number, right: number): void {
    const [a, b] = [this.find(left), this.find(right)];
    if (a < b) this.#parents[b] = a;
    else this.#parents[a] = b;
  }
}

/** The middle of what is above zero; 0 where nothing is. */
export function medianPositive(values: Float32Array): number {
  const positive = values.filter((value) => value > 0 && Number.isFinite(value)).sort();
  return positive[positive.length >> 1] ?? 0;
}

/**
 * Clusters of near-copies: rows joined to their neighbours within a radius, or, for texts, with a cosine of at least
 * 0.75 between their words. Returns for each row the first row of its cluster.
 */
export function nearDuplicateClusters(rows: number, neighbours: Neighbours, words?: Sparse): Int32Array {
  const { count, indexes, distances } = neighbours;
  const nearest = new Float32Array(rows);
  for (let row = 0; row < rows; row++) nearest[row] = distances[row * count] ?? 0;
  const radius = RADIUS * medianPositive(nearest);
  const sets = new Sets(rows);
  for (let row = 0; row < rows; row++)
    for (let at = row * count; at < (row + 1) * count; at++) {
      const other = indexes[at] ?? -1;
      if (other < 0) break;
      if (words === undefined ? (distances[at] ?? 1) <= radius + 1e-3 : cosine(words, row, other) >= COSINE) sets.join(row, other);
    }
  return Int32Array.from({ length: rows }, (_, row) => sets.find(row));
}

/** Of two rows whose indexes need not be in order. */
function cosine({ starts, indexes, values }: Sparse, left: number, right: number): number {
  const weights = new Map<number, number>();
  for (let at = starts[left] ?? 0; at < (starts[left + 1] ?? 0); at++) weights.set(indexes[at] ?? 0, values[at] ?? 0);
  let sum = 0;
  for (let at = starts[right] ?? 0; at < (starts[right + 1] ?? 0); at++) sum += (weights.get(indexes[at] ?? 0) ?? 0) * (values[at] ?? 0);
  return sum;
}
