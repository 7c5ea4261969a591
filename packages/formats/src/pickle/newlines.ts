import type { ByteSource } from "../byte-source.ts";

/** Bytes read in one go: few at first, since lines are short. */
const FIRST_CHUNK = 512;
const CHUNK = 256 * 1024;

/**
 * Where the next newline is. Each byte is searched once for all questions that are asked in ascending order, so that
 * many attempts at reading the same bytes stay linear.
 */
export class Newlines {
  readonly #source: ByteSource;
  /** There is none in [#from, #newline); the size of the source stands for none at all. */
  #from = 0;
  #newline = -1;

  constructor(source: ByteSource) {
    this.#source = source;
  }

  /** The first newline at or behind `from`, or -1. */
  next(from: number): number {
    if (from < this.#from || from > this.#newline) {
      this.#from = from;
      this.#newline = this.#search(from);
    }
    return this.#newline < this.#source.size ? this.#newline : -1;
  }

  #search(from: number): number {
    const { size } = this.#source;
    for (let at = from, length = FIRST_CHUNK; at < size; length = Math.min(CHUNK, 4 * length)) {
      const chunk = this.#source.read(at, length);
      const index = chunk.indexOf(10);
      if (index >= 0) return at + index;
      if (chunk.length === 0) break;
      at += chunk.length;
    }
    return size;
  }
}
