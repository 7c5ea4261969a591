/** 64 bits a row, in order; grows without copying. */
export class RowHashes {
  readonly #pieces: BigUint64Array[] = [];
  #piece = new BigUint64Array(0);
  #words = new Uint32Array(0);
  #at = 0;
  length = 0;

  push(low: number, high: number): void {
    if (this.#at === this.#piece.length) this.#grow();
    this.#words[2 * this.#at] = low;
    this.#words[2 * this.#at + 1] = high;
    this.#at++;
    this.length++;
  }

  #grow(): void {
    this.#piece = new BigUint64Array(Math.min(1 << 20, Math.max(1024, this.length)));
    this.#words = new Uint32Array(this.#piece.buffer);
    this.#pieces.push(this.#piece);
    this.#at = 0;
  }

  finish(): BigUint64Array {
    const all = new BigUint64Array(this.length);
    let at = 0;
    for (const piece of this.#pieces) {
      const part = piece.subarray(0, Math.min(piece.length, this.length - at));
      all.set(part, at);
      at += part.length;
    }
    this.#pieces.length = 0;
    return all;
  }
}
