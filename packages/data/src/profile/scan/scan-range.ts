import { closeSync, openSync, readSync } from "node:fs";
import { builtInSecretEngine, type TextDetector } from "@castellan/text";
import type { Dialect } from "../../table/delimited/dialect.ts";
import { RowCutter } from "../../table/delimited/row-cutter.ts";
import type { RowNote } from "../../table/delimited/row-notes.ts";
import { CellHash } from "./cell-hash.ts";
import { type Cell, ColumnScan } from "./column-scan.ts";
import type { RangeFacts } from "./facts.ts";
import type { ValueForm } from "./read-value.ts";
import { RowHashes } from "./row-hashes.ts";

/** What one column needs; in the order of the file. */
export interface ColumnRole {
  readonly name: string;
  /** How it writes numbers or times, where it does. */
  readonly form?: ValueForm;
  /** It is left out of the row when rows are compared: an identifier. */
  readonly identifier: boolean;
  /** Free text: compared loosely for near duplicates. */
  readonly prose: boolean;
}

export interface RangeTask {
  readonly path: string;
  readonly dialect: Dialect;
  readonly roles: readonly ColumnRole[];
  readonly start: number;
  /** The row that begins before this offset is the last. */
  readonly end: number;
  /** Values kept a column before they are sampled. */
  readonly distinctLimit: number;
  /** What is looked for in cells. */
  readonly detect: readonly TextDetector[];
  /** Rows whose hash begins with so many zero bits are kept. */
  readonly hashLevel: number;
  /** Rows whose hash, from 0 to 2^32 - 1, is below this are drawn. */
  readonly draw: number;
  readonly seed: number;
}

const WINDOW = 8 * 1024 * 1024;
/** A field or row that is longer is not kept in memory. */
export const LONGEST_ROW = 32 * 1024 * 1024;
const SHOWN = 10;
const LF = 0x0a;

class Note {
  count = 0;
  readonly rows: number[] = [];
  fields: number | undefined;

  add(row: number, fields?: number): void {
    this.count++;
    if (this.rows.length < SHOWN) this.rows.push(row);
    this.fields ??= fields;
  }

  state(): RowNote {
    return { count: this.count, rows: this.rows, ...(this.fields === undefined ? {} : { fields: this.fields }) };
  }
}

/**
 * Reads a range of a delimited file once, in bounded memory, and takes from its bytes all that needs every cell: missing
 * and distinct values, lengths, hashes of rows, personal data and secrets.
 * @param progress told of bytes done
 */
export function scanRange(task: RangeTask, progress: (bytes: number) => void): RangeFacts {
  const file = openSync(task.path, "r");
  try {
    return new RangeScan(task).run(file, progress);
  } finally {
    closeSync(file);
  }
}

class RangeScan {
  readonly #task: RangeTask;
  readonly #cutter: RowCutter;
  readonly #columns: readonly ColumnScan[];
  readonly #short = new Note();
  readonly #long = new Note();
  readonly #stray = new Note();
  readonly #tooLong = new Note();
  #tooLongBytes = 0;
  readonly #exact = new RowHashes();
  readonly #loose = new RowHashes();
  readonly #cell: Cell = { start: 0, end: 0, row: 0, quoted: false, keyword: false, hash: new CellHash() };
  readonly #prose: boolean;
  readonly #hashMask: number;
  #rows = 0;
  readonly #drawn: number[] = [];
  #base = 0;
  #hits = new Int32Array(4096);
  #hitCount = 0;

  constructor(task: RangeTask) {
    this.#task = task;
    this.#cutter = new RowCutter(task.dialect, task.roles.length);
    this.#columns = task.roles.map((role) => new ColumnScan(role, task.distinctLimit, task.detect));
    this.#prose = task.roles.some(({ prose }) => prose);
    this.#hashMask = task.hashLevel === 0 ? 0 : ((1 << task.hashLevel) - 1) | 0;
  }

  run(file: number, progress: (bytes: number) => void): RangeFacts {
    const { start, end } = this.#task;
    let buffer = Buffer.allocUnsafeSlow(WINDOW + 1);
    let held = 0;
    let offset = start;
    let told = start;
    let ended = start;
    for (let done = false; !done; ) {
      const got = readSync(file, buffer, held, buffer.length - 1 - held, offset);
      offset += got;
      held += got;
      const last = got === 0;
      buffer[held] = LF;
      const base = offset - held;
      const used = this.#window(buffer, held, { base, end, last });
      ended = base + used;
      done = last || ended >= end;
      progress(ended - told);
      told = ended;
      if (done) break;
      if (used > 0) {
        buffer.copyWithin(0, used, held);
        held -= used;
      } else if (held === buffer.length - 1) {
        if (buffer.length <= LONGEST_ROW) {
          const larger = Buffer.allocUnsafeSlow(2 * (buffer.length - 1) + 1);
          buffer.copy(larger, 0, 0, held);
          buffer = larger;
        } else {
          const skipped = skipLine(file, base, progress);
          this.#tooLong.add(this.#rows, undefined);
          this.#tooLongBytes += skipped - base;
          offset = skipped;
          held = 0;
          told = skipped;
          ended = skipped;
          done = skipped >= end;
        }
      }
    }
    return {
      rows: this.#rows,
      columns: this.#columns.map((column) => column.facts()),
      short: this.#short.state(),
      long: this.#long.state(),
      stray: this.#stray.state(),
      tooLong: { ...this.#tooLong.state(), bytes: this.#tooLongBytes },
      end: ended,
      hashes: this.#exact.finish(),
      drawn: this.#drawn,
      loose: this.#prose ? this.#loose.finish() : undefined,
    };
  }

  /** Cuts the whole rows of a window that begin before `end`. Returns how many bytes were used. */
  #window(
    bytes: Buffer,
    held: number,
    { base, end, last }: { readonly base: number; readonly end: number; readonly last: boolean },
  ): number {
    const cutter = this.#cutter;
    if (this.#task.detect.includes("secrets")) this.#keywords(bytes, held);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const limit = end - base;
    this.#base = base;
    let at = 0;
    let hit = 0;
    while (at < held && at < limit) {
      const next = cutter.cut(bytes, at, held, last);
      if (next < 0) break;
      // An empty line is no row where rows have more than one field.
      if (cutter.fields === 1 && cutter.starts[0] === cutter.ends[0] && (cutter.starts.length > 1 || cutter.quoted[0] === 0)) {
        at = next;
        continue;
      }
      while (hit < this.#hitCount && (this.#hits[hit] as number) <= at) hit++;
      hit = this.#row(bytes, view, hit, at);
      at = Math.min(next, held);
    }
    return at;
  }

  /** Where keywords of secrets end, over the whole window in one pass of the automaton. */
  #keywords(bytes: Buffer, held: number): void {
    this.#hitCount = 0;
    builtInSecretEngine().prefilter.scan(bytes.toString("latin1", 0, held), (_, end) => {
      if (this.#hitCount === this.#hits.length) {
        const grown = new Int32Array(2 * this.#hits.length);
        grown.set(this.#hits);
        this.#hits = grown;
      }
      this.#hits[this.#hitCount++] = end;
    });
  }

  #row(bytes: Buffer, view: DataView, from: number, at: number): number {
    const { starts, ends, quoted, fields, strayQuote } = this.#cutter;
    const columns = this.#columns;
    const cell = this.#cell;
    const { hash } = cell;
    const row = this.#rows++;
    cell.row = row;
    const width = columns.length;
    if (fields !== width) (fields < width ? this.#short : this.#long).add(row, fields);
    if (strayQuote) this.#stray.add(row);
    let hit = from;
    let low = fields;
    let high = 1;
    let looseLow = 1;
    let looseHigh = 7;
    // Over all columns, identifiers too, so that rows that are otherwise the same are drawn apart.
    let lot = this.#task.seed;
    for (let index = 0; index < width; index++) {
      const column = columns[index] as ColumnScan;
      if (index >= fields) {
        column.missing();
        continue;
      }
      const start = starts[index] as number;
      const end = ends[index] as number;
      const firstHit = hit;
      while (hit < this.#hitCount && (this.#hits[hit] as number) <= end) hit++;
      hash.of(view, start, end);
      lot = Math.imul(lot ^ hash.low, 0x9e3779b1);
      lot ^= lot >>> 15;
      if (!column.role.identifier) {
        low = Math.imul(low ^ hash.low, 0x9e3779b1) ^ (high >>> 15);
        high = Math.imul(high ^ hash.high, 0x85ebca77) ^ (low >>> 13);
      }
      cell.start = start;
      cell.end = end;
      cell.quoted = quoted[index] === 1;
      cell.keyword = hit > firstHit;
      column.cell(bytes, cell);
      if (column.role.prose) {
        looseLow = Math.imul(looseLow ^ column.looseLow, 0x9e3779b1) ^ (looseHigh >>> 15);
        looseHigh = Math.imul(looseHigh ^ column.looseHigh, 0x85ebca77) ^ (looseLow >>> 13);
      }
    }
    if (((high ^ (high >>> 16)) & this.#hashMask) === 0) this.#exact.push(low >>> 0, (high ^ (high >>> 16)) >>> 0);
    if (this.#prose && ((looseHigh ^ (looseHigh >>> 16)) & this.#hashMask) === 0)
      this.#loose.push(looseLow >>> 0, (looseHigh ^ (looseHigh >>> 16)) >>> 0);
    lot = Math.imul(lot ^ (lot >>> 16), 0x85ebca6b);
    if ((lot ^ (lot >>> 13)) >>> 0 < this.#task.draw) this.#drawn.push(this.#base + at);
    return hit;
  }
}

/** Offset behind the next line feed, read past without keeping it. */
function skipLine(file: number, from: number, progress: (bytes: number) => void): number {
  const buffer = Buffer.allocUnsafe(1024 * 1024);
  for (let at = from; ; ) {
    const got = readSync(file, buffer, 0, buffer.length, at);
    if (got === 0) return at;
    const found = buffer.subarray(0, got).indexOf(LF);
    if (found >= 0) return at + found + 1;
    at += got;
    progress(got);
  }
}
