import { FileSource } from "../source/file-source.ts";
import type { TablePart } from "../source/prepare.ts";
import { RowCutter } from "./row-cutter.ts";
import { type RowNotes, RowTally } from "./row-notes.ts";

const WINDOW = 8 * 1024 * 1024;
/** A row that is longer is not kept in memory. */
export const LONGEST_ROW = 64 * 1024 * 1024;
const LF = 0x0a;

export interface VisitedRows {
  readonly rows: number;
  readonly notes: RowNotes;
}

/**
 * Visits the rows of a part one after the other; `cell` gives a field as text, undefined where the row ends before it.
 * Rows that do not fit into memory are passed over.
 * @returns how many there were, and which were not as the header says
 */
export function eachRow(part: TablePart, firstRow: number, visit: (cell: (index: number) => string | undefined) => void): VisitedRows {
  const file = new FileSource(part.path);
  const cutter = new RowCutter(part.dialect, part.names.length);
  let buffer = Buffer.allocUnsafeSlow(WINDOW + 1);
  const width = part.names.length;
  const [short, long, stray, tooLong] = [new RowTally(), new RowTally(), new RowTally(), new RowTally()];
  let [rows, left] = [0, 0];
  const cell = (index: number): string | undefined => {
    if (index >= cutter.fields) return undefined;
    const raw = buffer.toString("utf8", cutter.starts[index] ?? 0, cutter.ends[index] ?? 0);
    return cutter.quoted[index] === 1 ? raw.replaceAll('""', '"') : raw;
  };
  try {
    for (let at = firstRow; at < file.size; ) {
      const held = file.readInto(at, buffer.subarray(0, -1));
      const last = at + held >= file.size;
      buffer[held] = LF;
      let used = 0;
      while (used < held) {
        const next = cutter.cut(buffer, used, held, last);
        if (next < 0) break;
        used = Math.min(next, held);
        if (cutter.fields === 1 && cutter.starts[0] === cutter.ends[0] && (part.names.length > 1 || cutter.quoted[0] === 0)) continue;
        if (cutter.fields !== width) (cutter.fields < width ? short : long).add(rows, cutter.fields);
        if (cutter.strayQuote) stray.add(rows);
        rows++;
        visit(cell);
      }
      if (used === 0 && held === buffer.length - 1) {
        if (buffer.length <= LONGEST_ROW) {
          buffer = Buffer.allocUnsafeSlow(2 * (buffer.length - 1) + 1);
          continue;
        }
        used = lineEnd(file, at) - at;
        left += used;
        tooLong.add(rows);
      }
      at += Math.max(1, used);
    }
    return { rows, notes: { short: short.note(), long: long.note(), stray: stray.note(), tooLong: { ...tooLong.note(), bytes: left } } };
  } finally {
    file.close();
  }
}

function lineEnd(file: FileSource, from: number): number {
  for (let at = from; at < file.size; at += WINDOW) {
    const found = Buffer.from(file.read(at, WINDOW)).indexOf(LF);
    if (found >= 0) return at + found + 1;
  }
  return file.size;
}
