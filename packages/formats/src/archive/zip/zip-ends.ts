import { type ByteSource, viewOf } from "../../byte-source.ts";
import { END_RECORD } from "./zip-headers.ts";

const END_SIZE = 22;
const LOCATOR = 0x07064b50;
const LOCATOR_SIZE = 20;
const END64 = 0x06064b50;
const END64_SIZE = 56;
/** Ends that are followed; more of them are a trick in themselves. */
const MAX_ENDS = 32;

/** One end of a central directory and what it says of the directory. @see APPNOTE.TXT 4.3.14 to 4.3.16 */
export interface ZipEnd {
  /** Of the record (its zip64 form where there is one, else of the 32-bit one) and after its comment. */
  readonly start: number;
  readonly end: number;
  /** Of the 32-bit record. */
  readonly record: number;
  readonly entries: number;
  /** Of the directory, as declared. */
  readonly size: number;
  readonly offset: number;
  readonly disks: boolean;
  readonly comment: Uint8Array;
  /** Whether the comment goes to the end of the file, as it should. */
  readonly last: boolean;
  /** The 32-bit values where the zip64 record has others and they are no placeholders. */
  readonly plain?: { readonly entries: number; readonly size: number; readonly offset: number };
}

/** All ends within reach of the end of the file, the last first: the order in which most readers look. */
export function zipEnds(source: ByteSource): readonly ZipEnd[] {
  const tailStart = Math.max(0, source.size - END_SIZE - 0xffff);
  const tail = source.read(tailStart, END_SIZE + 0xffff);
  const ends: ZipEnd[] = [];
  for (let at = tail.length - END_SIZE; at >= 0 && ends.length < MAX_ENDS; at--) {
    if (tail[at] !== 0x50 || tail[at + 1] !== 0x4b || viewOf(tail).getUint32(at, true) !== END_RECORD) continue;
    ends.push(...endsAt(source, tail, at, tailStart));
  }
  return ends;
}

/** One, or two where the locator leads to another zip64 record than the one that stands before it. */
function endsAt(source: ByteSource, tail: Uint8Array, at: number, tailStart: number): readonly ZipEnd[] {
  const view = viewOf(tail);
  const record = tailStart + at;
  const commentLength = view.getUint16(at + 20, true);
  const comment = tail.slice(at + END_SIZE, at + END_SIZE + commentLength);
  const plain = { entries: view.getUint16(at + 10, true), size: view.getUint32(at + 12, true), offset: view.getUint32(at + 16, true) };
  const common = { record, end: record + END_SIZE + comment.length, comment, last: at + END_SIZE + commentLength === tail.length };
  const disks = view.getUint16(at + 4, true) !== 0 || view.getUint16(at + 6, true) !== 0 || view.getUint16(at + 8, true) !== plain.entries;
  const records = ends64(source, record);
  if (records.length === 0) return [{ ...common, ...plain, start: record, disks }];
  return records.map((wide) => {
    const same =
      (plain.entries === 0xffff || plain.entries === wide.entries) &&
      (plain.size === 0xffffffff || plain.size === wide.size) &&
      (plain.offset === 0xffffffff || plain.offset === wide.offset);
    return { ...common, ...wide, disks: false, ...(same ? {} : { plain }) };
  });
}

/** The record before the locator, which Python takes, and the one that the locator names, which others take. */
function ends64(source: ByteSource, record: number): readonly Pick<ZipEnd, "start" | "entries" | "size" | "offset">[] {
  const locator = source.read(record - LOCATOR_SIZE, LOCATOR_SIZE);
  if (record < LOCATOR_SIZE || locator.length < LOCATOR_SIZE || viewOf(locator).getUint32(0, true) !== LOCATOR) return [];
  const stated = Number(viewOf(locator).getBigUint64(8, true));
  return [...new Set([record - LOCATOR_SIZE - END64_SIZE, stated])].flatMap((start) => {
    const bytes = start >= 0 && start < record ? source.read(start, END64_SIZE) : new Uint8Array(0);
    if (bytes.length < END64_SIZE || viewOf(bytes).getUint32(0, true) !== END64) return [];
    const view = viewOf(bytes);
    return [
      {
        start,
        entries: Number(view.getBigUint64(32, true)),
        size: Number(view.getBigUint64(40, true)),
        offset: Number(view.getBigUint64(48, true)),
      },
    ];
  });
}
