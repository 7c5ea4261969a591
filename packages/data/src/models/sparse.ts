import { sharedFloats, sharedIntegers } from "../threads/shared-memory.ts";

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
    const starts = sharedIntegers(this.#starts.length);
    starts.set(this.#starts);
    const [indexes, values] = [sharedIntegers(this.#length), sharedFloats(this.#length)];
    indexes.set(this.#indexes.subarray(0, this.#length));
    values.set(this.#values.subarray(0, this.#length));
    return { rows: this.#starts.length - 1, columns, starts, indexes, values };
  }
}
