import { FileSource } from "../source/file-source.ts";
import type { TablePart } from "../source/prepare.ts";
import { RowCutter } from "./row-cutter.ts";

const HEAD = 4 * 1024 * 1024;

/** Lines before the first row: line feeds up to there. */
export function linesBefore(part: TablePart): number {
  const file = new FileSource(part.path);
  try {
    let lines = 0;
    for (const byte of file.read(0, firstRowOf(part))) if (byte === 0x0a) lines++;
    return lines;
  } finally {
    file.close();
  }
}

/** Offset of the first row behind the header; 0 where there is none. */
export function firstRowOf(part: TablePart): number {
  if (!part.dialect.header) return 0;
  const file = new FileSource(part.path);
  try {
    const bytes = new Uint8Array(Math.min(HEAD, file.size) + 1);
    const end = file.readInto(0, bytes.subarray(0, -1));
    bytes[end] = 0x0a;
    const cutter = new RowCutter(part.dialect, part.names.length);
    for (let at = 0; at < end; ) {
      const next = cutter.cut(bytes, at, end, true);
      if (next < 0) break;
      // Empty lines before the header are no rows.
      if (cutter.fields > 1 || cutter.starts[0] !== cutter.ends[0]) return Math.min(next, end);
      at = next;
    }
    return 0;
  } finally {
    file.close();
  }
}
