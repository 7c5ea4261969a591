import type { Outlines } from "./outlines.ts";
import type { PickleValue } from "./value.ts";

const NOTHING = -0x80000000;
/** Texts farther away than this from the first of their chunk are not found again. */
const FARTHEST = 2 ** 30 - 1;

/**
 * Old entries of the memo in 4 bytes each: where a text or bytes stand, which can be read again (an even number, from a
 * place on), or the number of an outline (an odd one).
 */
export class AgedEntries {
  readonly #entries: Int32Array;
  readonly #outlines: Outlines;
  readonly #from: number;

  constructor(values: readonly (PickleValue | undefined)[], length: number, outlines: Outlines) {
    const entries = new Int32Array(length).fill(NOTHING);
    let from = -1;
    for (let index = 0; index < length; index++) {
      const value = values[index];
      if (value === undefined) continue;
      if (value.kind === "text" || value.kind === "bytes") {
        if (from < 0) from = value.offset;
        const distance = value.offset - from;
        entries[index] = Math.abs(distance) > FARTHEST ? 1 : 2 * distance;
      } else entries[index] = 2 * outlines.numberOf(value) + 1;
    }
    this.#entries = entries;
    this.#outlines = outlines;
    this.#from = from;
  }

  has(index: number): boolean {
    return this.#entries[index] !== NOTHING;
  }

  get(index: number, reread: (offset: number) => PickleValue): PickleValue | undefined {
    const entry = this.#entries[index] ?? NOTHING;
    if (entry === NOTHING) return undefined;
    return entry % 2 === 0 ? reread(this.#from + entry / 2) : this.#outlines.valueAt((entry - 1) / 2);
  }
}
