/** Lines (from 1) of offsets that are asked for in any order; the text is walked over once. */
export class LineCounter {
  readonly #starts: number[] = [0];

  constructor(text: string) {
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) this.#starts.push(at + 1);
  }

  at(offset: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }

  /** Code units before `offset` in its line, plus one. */
  column(offset: number): number {
    return offset - (this.#starts[this.at(offset) - 1] ?? 0) + 1;
  }
}
