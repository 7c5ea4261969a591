/**
 * A queue of nodes by a small whole number, least first; of equal ones the last that came in (Dial, "Algorithm 360:
 * shortest-path forest with topological ordering", 1969). A node may stand in it several times.
 */
export class BucketQueue {
  readonly #buckets: number[][] = [];
  #least = 0;

  push(node: number, rank: number): void {
    const bucket = this.#buckets[rank];
    if (bucket === undefined) this.#buckets[rank] = [node];
    else bucket.push(node);
    if (rank < this.#least) this.#least = rank;
  }

  /** Takes out a node of the least rank; -1 when nothing is left. */
  pop(): number {
    for (; this.#least < this.#buckets.length; this.#least++) {
      const node = this.#buckets[this.#least]?.pop();
      if (node !== undefined) return node;
    }
    return -1;
  }
}
