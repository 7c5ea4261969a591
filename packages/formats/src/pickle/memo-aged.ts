import type { Outlines } from "./outlines.ts";
import type { PickleValue } from "./value.ts";

const NOTHING = Number.NaN;

/**
 * Old entries of the memo in 8 bytes each: the offset of a text or of bytes, which can be read again, or -1 less the
 * number of an outline.
 */
export class AgedEntries {
  readonly #entries: Float64Array;
  readonly #outlines: Outlines;

  constructor(values: readonly (PickleValue | undefined)[], length: number, outlines: Outlines) {
    const entries = new Float64Array(length).fill(NOTHING);
    for (let index = 0; index < length; index++) {
      const value = values[index];
      if (value === undefined) continue;
      entries[index] = value.kind === "text" || value.kind === "bytes" ? value.offset : -1 - outlines.numberOf(value);
    }
    this.#entries = entries;
    this.#outlines = outlines;
  }

  has(index: number): boolean {
    return !Number.isNaN(this.#entries[index] ?? NOTHING);
  }

  get(index: number, reread: (offset: number) => PickleValue): PickleValue | undefined {
    const entry = this.#entries[index] ?? NOTHING;
    if (Number.isNaN(entry)) return undefined;
    return entry >= 0 ? reread(entry) : this.#outlines.valueAt(-1 - entry);
  }
}
