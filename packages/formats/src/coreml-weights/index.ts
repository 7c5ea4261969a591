import { type ByteSource, viewOf } from "../byte-source.ts";

export interface CoremlWeights {
  readonly blobs: number;
  /** Header, entries, numbers and the zeros that align them. */
  readonly ranges: readonly { readonly start: number; readonly end: number; readonly what: string }[];
  /** In a few words, what does not hold, and where. */
  readonly problem?: { readonly message: string; readonly offset: number; readonly announced?: number };
}

const HEADER = 64;
const ENTRY = 64;
const SENTINEL = 0xdeadbeef;
const VERSION = 2;
const MOST = 1_000_000;

/** Whether bytes begin like the weights of a Core ML program: a count, the version, zeros, and the first entry's mark. */
export function looksLikeCoremlWeights(head: Uint8Array): boolean {
  if (head.length < HEADER + 4) return false;
  const view = viewOf(head);
  return (
    view.getUint32(4, true) === VERSION && head.subarray(8, HEADER).every((byte) => byte === 0) && view.getUint32(HEADER, true) === SENTINEL
  );
}

/**
 * Reads the entries of `weights/weight.bin` of a Core ML program: each says where its numbers begin and how many bytes
 * they are; entries and numbers begin at multiples of 64. The numbers are not read.
 * @see https://github.com/apple/coremltools/blob/main/mlmodel/src/MILBlob/Blob/StorageFormat.hpp
 */
export function readCoremlWeights(source: ByteSource): CoremlWeights {
  const count = viewOf(source.read(0, HEADER)).getUint32(0, true);
  const ranges: CoremlWeights["ranges"][number][] = [{ start: 0, end: HEADER, what: "header" }];
  const wrong = (message: string, offset: number, announced?: number): CoremlWeights => ({
    blobs: ranges.length - 1,
    ranges,
    problem: { message, offset, ...(announced === undefined ? {} : { announced }) },
  });
  if (count > MOST) return wrong(`${count} entries`, 0, count * ENTRY);
  let at = HEADER;
  for (let index = 0; index < count; index++) {
    const entry = source.read(at, ENTRY);
    if (entry.length < ENTRY) return wrong(`entry ${index + 1} of ${count} lies beyond the end`, at);
    const view = viewOf(entry);
    if (view.getUint32(0, true) !== SENTINEL) return wrong(`entry ${index + 1} of ${count} has no mark`, at);
    const size = Number(view.getBigUint64(8, true));
    const offset = Number(view.getBigUint64(16, true));
    if (offset !== at + ENTRY) return wrong(`the numbers of entry ${index + 1} are at ${offset}`, at);
    if (offset + size > source.size) return wrong(`entry ${index + 1} has ${size} bytes and ${source.size - offset} are there`, at, size);
    const end = Math.min(source.size, Math.ceil((offset + size) / 64) * 64);
    ranges.push({ start: at, end, what: "weights" });
    at = end;
  }
  return { blobs: count, ranges };
}
