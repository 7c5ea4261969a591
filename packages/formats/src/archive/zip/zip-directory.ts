import type { ByteSource } from "../../byte-source.ts";
import type { ZipEntry } from "./zip-archive.ts";
import type { ZipEnd } from "./zip-ends.ts";
import { centralEntry } from "./zip-headers.ts";

/** Of the directory; 100,000 members take about 10 MB. */
const MAX_DIRECTORY = 32 * 1024 * 1024;

export interface ZipDirectory {
  readonly start: number;
  readonly end: number;
  readonly entries: readonly ZipEntry[];
  /** To add to the offsets that it states. */
  readonly prefix: number;
  /** Whether number and size are those that its end record states. */
  readonly asStated: boolean;
  readonly complete: boolean;
}

/**
 * The directories that one end record leads to: where its offset says, and right before the record, which is where
 * Python and others look. They are one in an honest archive.
 */
export function zipDirectories(source: ByteSource, end: ZipEnd, limit: number): readonly ZipDirectory[] {
  const found = new Map<number, ZipDirectory>();
  const views = [{ entries: end.entries, size: end.size, offset: end.offset }, ...(end.plain === undefined ? [] : [end.plain])];
  for (const { entries, size, offset } of views) {
    const before = end.start - size;
    for (const start of [before, offset, end.record - size]) {
      // A start within a directory is one of its entries.
      if (start < 0 || start > end.start || [...found.values()].some((known) => known.start <= start && start < known.end)) continue;
      const directory = read(source, start, end.start, limit);
      const asStated = directory.entries.length === entries && directory.end - directory.start === size;
      if (directory.entries.length > 0 || (entries === 0 && size === 0 && start === end.start))
        found.set(start, { ...directory, prefix: start - offset, asStated });
    }
  }
  return [...found.values()];
}

function read(source: ByteSource, start: number, end: number, limit: number): Omit<ZipDirectory, "prefix" | "asStated"> {
  const entries: ZipEntry[] = [];
  const length = Math.min(end - start, MAX_DIRECTORY);
  // Most offsets that lead nowhere are seen by the first bytes.
  const first = source.read(start, 4);
  if (first[0] !== 0x50 || first[1] !== 0x4b) return { start, end: start, entries, complete: true };
  const bytes = source.read(start, length);
  let at = 0;
  for (let entry = centralEntry(bytes, at, start); entry !== undefined && entries.length < limit; entry = centralEntry(bytes, at, start)) {
    entries.push(entry);
    at = entry.end - start;
  }
  return { start, end: start + at, entries, complete: entries.length < limit && length === end - start };
}
