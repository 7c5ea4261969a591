import { type ByteSource, viewOf } from "../../byte-source.ts";
import type { ZipHeader } from "./zip-archive.ts";
import { CENTRAL_ENTRY, DATA_DESCRIPTOR, END_RECORD, LOCAL_HEADER, localHeader } from "./zip-headers.ts";

const FIRST_WINDOW = 4096;
const WINDOW = 1024 * 1024;

/** A local header that no directory lists, with where its data seems to end. */
export interface StrayMember {
  readonly header: ZipHeader;
  readonly compressedSize: number;
  /** Of the data descriptor after it, where there is one. */
  readonly crc: number;
  readonly size: number;
  readonly end: number;
}

/** Places of a zip signature from `start` to `end`, in order. Linear: each byte is looked at once. */
function* signatures(source: ByteSource, start: number, end: number): Generator<{ readonly at: number; readonly signature: number }> {
  let window = FIRST_WINDOW;
  for (let base = start; base < end; ) {
    // Three bytes more, for a signature across two windows.
    const bytes = source.read(base, Math.min(window + 3, end - base));
    for (let at = bytes.indexOf(0x50); at >= 0 && at + 4 <= bytes.length && at < window; at = bytes.indexOf(0x50, at + 1)) {
      if (bytes[at + 1] === 0x4b) yield { at: base + at, signature: viewOf(bytes).getUint32(at, true) };
    }
    base += window;
    window = Math.min(WINDOW, window * 4);
  }
}

/** Members between two places by their local headers alone, at most `limit`. */
export function strayMembers(source: ByteSource, start: number, end: number, limit: number): readonly StrayMember[] {
  const found: StrayMember[] = [];
  for (let from = start; found.length < limit; ) {
    const next = nextHeader(source, from, end);
    if (next === undefined) break;
    const member = extent(source, next, end);
    found.push(member);
    from = member.end;
  }
  return found;
}

function nextHeader(source: ByteSource, start: number, end: number): ZipHeader | undefined {
  for (const { at, signature } of signatures(source, start, end)) {
    if (signature !== LOCAL_HEADER) continue;
    const header = localHeader(source, at, end);
    if (header !== undefined) return header;
  }
  return undefined;
}

function extent(source: ByteSource, header: ZipHeader, end: number): StrayMember {
  const { crc, size, compressedSize } = header;
  if ((header.flags & 8) === 0 || compressedSize > 0)
    return { header, crc, size, compressedSize, end: Math.min(end, header.end + compressedSize) };
  for (const { at, signature } of signatures(source, header.end, end)) {
    const length = at - header.end;
    if (signature === DATA_DESCRIPTOR) {
      const view = viewOf(source.read(at, 24));
      if (view.byteLength >= 16 && view.getUint32(8, true) === length)
        return { header, crc: view.getUint32(4, true), size: view.getUint32(12, true), compressedSize: length, end: at + 16 };
      if (view.byteLength >= 24 && Number(view.getBigUint64(8, true)) === length)
        return { header, crc: view.getUint32(4, true), size: Number(view.getBigUint64(16, true)), compressedSize: length, end: at + 24 };
    } else if (signature === LOCAL_HEADER || signature === CENTRAL_ENTRY || signature === END_RECORD) {
      return { header, crc, size, compressedSize: length, end: at };
    }
  }
  return { header, crc, size, compressedSize: Math.max(0, end - header.end), end };
}
