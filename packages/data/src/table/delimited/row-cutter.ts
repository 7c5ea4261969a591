import type { Dialect } from "./dialect.ts";

const LF = 0x0a;
const CR = 0x0d;

/**
 * Cuts rows of a delimited text into fields, on bytes (RFC 4180, and what real files do instead). A quote that is not
 * closed, or whose closing quote stands in another row in front of more text, is taken as it is written, so that
 * one bad quote costs one row and not the rest of the file.
 */
export class RowCutter {
  /** Fields of the row cut last: where each begins and ends (exclusive), in the bytes given, without quotes around it. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** 1 where it stood in quotes. */
  readonly quoted: Uint8Array;
  /** How many fields the row has; those above the width are counted but not kept. */
  fields = 0;
  /** The row has a quote that is never closed, or text behind a closing quote. */
  strayQuote = false;
  readonly #width: number;
  readonly #dialect: Dialect;

  constructor(dialect: Dialect, width: number) {
    this.#dialect = dialect;
    this.#width = width;
    this.starts = new Int32Array(width);
    this.ends = new Int32Array(width);
    this.quoted = new Uint8Array(width);
  }

  /**
   * Cuts the row at `at`. `bytes[end]` must be there and be a line feed (a sentinel).
   * @param last no more bytes follow `end`
   * @returns where the next row begins, or -1 where the row goes on behind `end`
   */
  cut(bytes: Uint8Array, at: number, end: number, last: boolean): number {
    const { delimiter, quote } = this.#dialect;
    const width = this.#width;
    this.strayQuote = false;
    let index = at;
    let field = 0;
    for (;;) {
      let start = index;
      let stop = -1;
      let quotedField = 0;
      if (bytes[index] === quote && index < end) {
        const closed = this.#closing(bytes, index + 1, end, last);
        if (closed === -1) return -1;
        if (closed >= 0) {
          start = index + 1;
          stop = closed;
          quotedField = 1;
          index = closed + 1;
        } else {
          this.strayQuote = true;
          index++;
        }
      }
      let byte = bytes[index] as number;
      const from = index;
      while (byte !== delimiter && byte !== LF) byte = bytes[++index] as number;
      if (stop < 0) stop = index;
      else if (index > from && !(index === from + 1 && bytes[from] === CR && byte === LF)) {
        // Text behind the closing quote: kept with the field.
        this.strayQuote = true;
        stop = index;
        start--;
        quotedField = 0;
      }
      if (byte === LF) {
        if (index >= end && !last) return -1;
        if (quotedField === 0 && stop > start && bytes[stop - 1] === CR) stop--;
        if (field < width) {
          this.starts[field] = start;
          this.ends[field] = stop;
          this.quoted[field] = quotedField;
        }
        this.fields = field + 1;
        return index + 1;
      }
      if (field < width) {
        this.starts[field] = start;
        this.ends[field] = stop;
        this.quoted[field] = quotedField;
      }
      field++;
      index++;
    }
  }

  /** Where the quote is closed; -1 where more bytes are needed; -2 where it is none. */
  #closing(bytes: Uint8Array, from: number, end: number, last: boolean): number {
    const { delimiter, quote, escape } = this.#dialect;
    let lines = false;
    for (let index = from; index < end; index++) {
      const byte = bytes[index];
      if (byte === LF) lines = true;
      if (byte === escape && escape !== quote) {
        index++;
        continue;
      }
      if (byte !== quote) continue;
      if (escape === quote && bytes[index + 1] === quote && index + 1 < end) {
        index++;
        continue;
      }
      if (index + 1 >= end) return last ? index : -1;
      const next = bytes[index + 1];
      const proper = next === delimiter || next === LF || next === CR;
      return proper || !lines ? index : -2;
    }
    return last ? -2 : -1;
  }
}
