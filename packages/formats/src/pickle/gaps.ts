import type { PickleStream } from "./value.ts";

export interface ByteRange {
  readonly start: number;
  /** Behind the last byte. */
  readonly end: number;
}

/** What no stream covers between `start` and `size`, in order. */
export function gapsBetween(streams: readonly PickleStream[], start: number, size: number): readonly ByteRange[] {
  const gaps: ByteRange[] = [];
  let covered = start;
  for (const stream of [...streams].sort((one, other) => one.start - other.start)) {
    if (stream.start > covered) gaps.push({ start: covered, end: Math.min(stream.start, size) });
    covered = Math.max(covered, stream.end);
  }
  if (covered < size) gaps.push({ start: covered, end: size });
  return gaps;
}
