import { type ByteSource, viewOf } from "../../byte-source.ts";
import { sliceSource } from "../slice-source.ts";
import { zipDirectories } from "./zip-directory.ts";
import { zipEnds } from "./zip-ends.ts";
import { END_RECORD, localHeader } from "./zip-headers.ts";

const WINDOW = 1024 * 1024;
const END_SIZE = 22;
const MAX_ARCHIVES = 10_000;

/** A whole archive among others. */
export interface ConcatenatedZip {
  readonly start: number;
  readonly end: number;
}

/**
 * Whole archives one after another that fill the file, as PyTorch's distributed checkpoints are written; undefined where
 * the file is anything else, also a single archive. Reads the file once.
 */
export function concatenatedZips(source: ByteSource): readonly ConcatenatedZip[] | undefined {
  const archives: ConcatenatedZip[] = [];
  let start = 0;
  for (const record of endRecords(source)) {
    if (record < start) continue;
    const fields = source.read(record, END_SIZE);
    if (fields.length < END_SIZE) return undefined;
    const end = record + END_SIZE + viewOf(fields).getUint16(20, true);
    if (!isWhole(source, start, end)) continue;
    archives.push({ start, end });
    if (archives.length > MAX_ARCHIVES) return undefined;
    start = end;
  }
  return start === source.size && archives.length > 1 ? archives : undefined;
}

function* endRecords(source: ByteSource): Generator<number> {
  for (let base = 0; base < source.size; base += WINDOW) {
    const bytes = source.read(base, WINDOW + 3);
    for (let at = bytes.indexOf(0x50); at >= 0 && at < WINDOW && at + 4 <= bytes.length; at = bytes.indexOf(0x50, at + 1))
      if (bytes[at + 1] === 0x4b && viewOf(bytes).getUint32(at, true) === END_RECORD) yield base + at;
  }
}

/** One directory, where its end record says, of members that begin at the start. */
function isWhole(source: ByteSource, start: number, end: number): boolean {
  if (end > source.size || localHeader(source, start) === undefined) return false;
  const slice = sliceSource(source, start, end);
  const last = zipEnds(slice)[0];
  if (last === undefined || !last.last) return false;
  const directories = zipDirectories(slice, last, 100_000);
  const [directory] = directories;
  return (
    directories.length === 1 && directory !== undefined && directory.prefix === 0 && directory.asStated && directory.entries.length > 0
  );
}
