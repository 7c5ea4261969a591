import { RowCutter } from "../table/delimited/row-cutter.ts";
import { FileSource } from "../table/source/file-source.ts";
import type { TablePart } from "../table/source/prepare.ts";
import { MISSING_WORDS } from "./scan/missing-words.ts";

const BYTES = 4 * 1024 * 1024;
const ROWS = 5000;
const LONGEST = 4000;

export interface PartSample {
  /** Offset of the first row behind the header. */
  readonly firstRow: number;
  /** Cells of the first rows, by column of the part; missing ones left out. */
  readonly cells: readonly (readonly string[])[];
  readonly rows: number;
}

/** The first rows of a part, to guess by: what is guessed is checked over all rows later. */
export function sampleOf(part: TablePart): PartSample {
  const file = new FileSource(part.path);
  try {
    const bytes = new Uint8Array(Math.min(BYTES, file.size) + 1);
    const end = file.readInto(0, bytes.subarray(0, -1));
    bytes[end] = 0x0a;
    const width = part.names.length;
    const cutter = new RowCutter(part.dialect, width);
    const cells: string[][] = Array.from({ length: width }, () => []);
    const whole = end >= file.size;
    const buffer = Buffer.from(bytes.buffer, 0, bytes.length);
    let at = 0;
    let firstRow = 0;
    let rows = -1;
    const most = Math.max(50, Math.min(ROWS, Math.floor(2_000_000 / width)));
    while (at < end && rows < most) {
      const next = cutter.cut(bytes, at, end, whole);
      if (next < 0) break;
      at = Math.min(next, end);
      if (rows < 0) {
        // A header that is no row of its own does not exist: names were made from the first one.
        rows = 0;
        if (part.dialect.header) {
          firstRow = at;
          continue;
        }
      }
      rows++;
      for (let index = 0; index < width && index < cutter.fields; index++) {
        const [start, stop] = [cutter.starts[index] ?? 0, cutter.ends[index] ?? 0];
        if (start === stop) continue;
        const text = buffer.toString("utf8", start, Math.min(stop, start + LONGEST)).trim();
        if (text !== "" && !MISSING_WORDS.has(text)) cells[index]?.push(cutter.quoted[index] === 1 ? text.replaceAll('""', '"') : text);
      }
    }
    return { firstRow, cells, rows: Math.max(0, rows) };
  } finally {
    file.close();
  }
}
