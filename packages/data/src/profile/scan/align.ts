import type { Dialect } from "../../table/delimited/dialect.ts";
import { RowCutter } from "../../table/delimited/row-cutter.ts";
import { FileSource } from "../../table/source/file-source.ts";

const AHEAD = 512 * 1024;
const PROOF = 20;

/** How many of the rows from `at` on have the right width, until the first that has not. */
function fitting(bytes: Uint8Array, at: number, end: number, dialect: Dialect, width: number): number {
  const cutter = new RowCutter(dialect, width);
  let rows = 0;
  for (let next = at; next < end && rows < PROOF; ) {
    const after = cutter.cut(bytes, next, end, false);
    if (after < 0) return rows;
    if (cutter.fields !== width || cutter.strayQuote) return -1;
    rows++;
    next = after;
  }
  return rows;
}

/**
 * Places near even parts of the file where a row begins, by all appearance: the line feed is taken both as the end of
 * a row and as text in quotes, and one of the two must make rows of the right width. The scan of the range before
 * must end exactly there, so that a wrong guess is noticed. No places where it is not plain.
 */
export function rowStarts(path: string, dialect: Dialect, width: number, parts: number): readonly number[] {
  const file = new FileSource(path);
  try {
    const found: number[] = [];
    for (let part = 1; part < parts; part++) {
      const from = Math.floor((file.size * part) / parts);
      const bytes = new Uint8Array(AHEAD + 1);
      const got = file.readInto(from, bytes.subarray(0, AHEAD));
      bytes[got] = 0x0a;
      const start = plainStart(bytes, got, dialect, width);
      if (start === undefined || from + start <= (found.at(-1) ?? 0) || from + start >= file.size) continue;
      found.push(from + start);
    }
    return found;
  } finally {
    file.close();
  }
}

function plainStart(bytes: Uint8Array, end: number, dialect: Dialect, width: number): number | undefined {
  let tries = 0;
  for (let at = bytes.indexOf(0x0a); at >= 0 && at < end && tries < 200; at = bytes.indexOf(0x0a, at + 1), tries++) {
    if (fitting(bytes, at + 1, end, dialect, width) >= PROOF) return at + 1;
  }
  return undefined;
}
