/** Rows of few entries each (compressed sparse rows). */
export interface Sparse {
  readonly rows: number;
  readonly columns: number;
  /** rows + 1 positions into `indexes` and `values`. */
  readonly starts: Int32Array;
  readonly indexes: Int32Array;
  readonly values: Float32Array;
}

/** Collects entries row after row. */
export class SparseBuilder {
  #indexes = new Int32Array(4096);
  #values = new Float32Array(4096);
  #length = 0;
  readonly #starts: number[] = [0];

  add(index: number, value: number): void {
    if (this.#length === this.#indexes.length) {
      const [indexes, values] = [new Int32Array(2 * this.#length), new Float32Array(2 * this.#length)];
      indexes.set(this.#indexes);
      values.set(this.#values);
      this.#indexes = indexes;
      this.#values = values;
    }
    this.#indexes[this.#length] = index;
    this.#values[this.#length++] = value;
  }

  endRow(): void {
    this.#starts.push(this.#length);
  }

  finish(columns: number): Sparse {
    return {
      rows: this.#starts.length - 1,
      columns,
      starts: Int32Array.from(this.#starts),
      indexes: this.#indexes.slice(0, this.#length),
      values: this.#values.slice(0, this.#length),
    };
  }
}
