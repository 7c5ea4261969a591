import { RowCutter } from "../table/delimited/row-cutter.ts";
import { FileSource } from "../table/source/file-source.ts";
import type { PartFacts } from "./scan/scan-parts.ts";

const READ = 16 * 1024;
const LARGEST_READ = 64 * 1024 * 1024;
const KEPT = 200;

/** Cells of the rows that were drawn, by column, in the order of the table; undefined is missing. */
export type DrawnRows = ReadonlyMap<string, (string | undefined)[]>;

/** Reads the rows that the scan drew; at most `most` of them, evenly. */
export function readDrawn(facts: readonly PartFacts[], columns: readonly string[], most: number): DrawnRows {
  const wanted = new Map(columns.map((name): [string, (string | undefined)[]] => [name, []]));
  const total = facts.reduce((sum, { ranges }) => sum + ranges.reduce((all, { drawn }) => all + drawn.length, 0), 0);
  const step = Math.max(1, total / most);
  let index = 0;
  let next = 0;
  for (const { part, ranges } of facts) {
    const file = new FileSource(part.path);
    const cutter = new RowCutter(part.dialect, part.names.length);
    const places = columns.map((name) => part.names.indexOf(name));
    let window: Buffer = Buffer.alloc(0);
    let base = 0;
    try {
      for (const { drawn } of ranges)
        for (const offset of drawn) {
          if (index++ < next) continue;
          next += step;
          for (let size = READ; ; size *= 4) {
            if (offset < base || offset >= base + window.length - 1) {
              window = Buffer.concat([file.read(offset, size), Buffer.from("\n")]);
              base = offset;
            }
            const last = base + window.length - 1 >= file.size;
            if (cutter.cut(window, offset - base, window.length - 1, last) >= 0) {
              for (const [at, name] of columns.entries()) wanted.get(name)?.push(cellOf(window, cutter, places[at] ?? -1));
              break;
            }
            if (size > LARGEST_READ) break;
            window = Buffer.alloc(0);
          }
        }
    } finally {
      file.close();
    }
  }
  return wanted;
}

function cellOf(bytes: Buffer, cutter: RowCutter, place: number): string | undefined {
  if (place < 0 || place >= cutter.fields) return undefined;
  const [start, end] = [cutter.starts[place] ?? 0, cutter.ends[place] ?? 0];
  return start === end ? undefined : bytes.toString("utf8", start, Math.min(end, start + KEPT));
}
