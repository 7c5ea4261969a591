/** The `count` nearest of each row so far, nearest first; of equally near ones those with the lower number. */
export class Best {
  readonly count: number;
  /** rows × count; -1 where there are fewer. */
  readonly indexes: Int32Array;
  /** rows × count squared distances. */
  readonly squares: Float64Array;

  constructor(
    rows: number,
    count: number,
    indexes: Int32Array = new Int32Array(rows * count).fill(-1),
    squares: Float64Array = new Float64Array(rows * count).fill(Number.POSITIVE_INFINITY),
  ) {
    this.count = count;
    this.indexes = indexes;
    this.squares = squares;
  }

  /** The squared distance that a further one must not exceed. */
  worst(row: number): number {
    return this.squares[(row + 1) * this.count - 1] ?? 0;
  }

  /** Whether it is among the nearest. */
  offer(row: number, other: number, square: number): boolean {
    const { indexes, squares, count } = this;
    const first = row * count;
    let at = first + count - 1;
    const worst = squares[at] as number;
    // Not a number, and further than any number, is no distance.
    if (!(square <= worst) || square === Number.POSITIVE_INFINITY || (square === worst && other > (indexes[at] as number))) return false;
    while (at > first) {
      const before = squares[at - 1] as number;
      if (before < square || (before === square && (indexes[at - 1] as number) < other)) break;
      squares[at] = before;
      indexes[at] = indexes[at - 1] as number;
      at--;
    }
    squares[at] = square;
    indexes[at] = other;
    return true;
  }

  /** Takes in what another search over the same rows found among other pairs. */
  merge(other: Best): void {
    const { count } = this;
    for (let place = 0; place < other.indexes.length; place++) {
      const index = other.indexes[place] as number;
      if (index >= 0) this.offer(Math.floor(place / count), index, other.squares[place] as number);
    }
  }
}
