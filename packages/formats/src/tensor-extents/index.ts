/** Where tensors lie, without an object for each: a header of 100 MB can list a million. */
export class TensorExtents {
  size = 0;
  #begins = new Float64Array(64);
  #ends = new Float64Array(64);
  #sorted = true;

  add(begin: number, end: number): void {
    if (this.size === this.#begins.length) {
      this.#begins = grown(this.#begins);
      this.#ends = grown(this.#ends);
    }
    if (this.size > 0 && begin < (this.#begins[this.size - 1] ?? 0)) this.#sorted = false;
    this.#begins[this.size] = begin;
    this.#ends[this.size] = end;
    this.size++;
  }

  /** Ranges by their beginning, shorter ones first. */
  *inOrder(): Generator<readonly [begin: number, end: number]> {
    const begins = this.#begins;
    const ends = this.#ends;
    if (this.#sorted) {
      for (let index = 0; index < this.size; index++) yield [begins[index] ?? 0, ends[index] ?? 0];
      return;
    }
    const order = Uint32Array.from({ length: this.size }, (_, index) => index);
    order.sort((a, b) => (begins[a] ?? 0) - (begins[b] ?? 0) || (ends[a] ?? 0) - (ends[b] ?? 0));
    for (const index of order) yield [begins[index] ?? 0, ends[index] ?? 0];
  }
}

function grown(old: Float64Array): Float64Array<ArrayBuffer> {
  const next = new Float64Array(old.length * 2);
  next.set(old);
  return next;
}

/** How ranges cover [start, end): what two of them share, what none holds, and where the last ends. */
export interface Cover {
  readonly overlaps: readonly (readonly [number, number])[];
  readonly holes: readonly (readonly [number, number])[];
  readonly end: number;
}

const KEPT = 5;

/** At most five overlaps and five holes are named. Empty ranges cover nothing and disturb nothing. */
export function coverOf(extents: TensorExtents, start: number): Cover {
  const overlaps: [number, number][] = [];
  const holes: [number, number][] = [];
  let covered = start;
  for (const [begin, end] of extents.inOrder()) {
    if (end <= begin) continue;
    if (begin > covered && holes.length < KEPT) holes.push([covered, begin]);
    if (begin < covered && overlaps.length < KEPT) overlaps.push([begin, Math.min(covered, end)]);
    if (end > covered) covered = end;
  }
  return { overlaps, holes, end: covered };
}
