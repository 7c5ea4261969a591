import { inflateRawSync } from "node:zlib";
import { ascii, type ByteSource, viewOf } from "../byte-source.ts";

export interface ZipMember {
  readonly name: string;
  readonly method: number;
  readonly compressed: number;
  readonly size: number;
  /** Of the local header. */
  readonly offset: number;
}

const MAX_MEMBERS = 10_000;
const MAX_DIRECTORY = 16 * 1024 * 1024;

/**
 * Members by the central directory; undefined where there is none. For recognition: the tolerant reader that
 * compares both views of an archive is another one. @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export function zipMembers(source: ByteSource): readonly ZipMember[] | undefined {
  const tailStart = Math.max(0, source.size - 66_000);
  const tail = source.read(tailStart, 66_000);
  let end = tail.length - 22;
  while (end >= 0 && !(tail[end] === 0x50 && tail[end + 1] === 0x4b && tail[end + 2] === 5 && tail[end + 3] === 6)) end--;
  if (end < 0) return undefined;
  const view = viewOf(tail);
  let size = view.getUint32(end + 12, true);
  let offset = view.getUint32(end + 16, true);
  const locator = end - 20;
  if (locator >= 0 && view.getUint32(locator, true) === 0x07064b50) {
    const record = viewOf(source.read(Number(view.getBigUint64(locator + 8, true)), 56));
    if (record.byteLength === 56 && record.getUint32(0, true) === 0x06064b50) {
      size = Number(record.getBigUint64(40, true));
      offset = Number(record.getBigUint64(48, true));
    }
  }
  if (size > MAX_DIRECTORY || offset > source.size) return undefined;
  return directoryMembers(source.read(offset, size));
}

function directoryMembers(bytes: Uint8Array): readonly ZipMember[] | undefined {
  const view = viewOf(bytes);
  const members: ZipMember[] = [];
  let at = 0;
  while (at + 46 <= bytes.length && members.length < MAX_MEMBERS) {
    if (view.getUint32(at, true) !== 0x02014b50) break;
    const nameLength = view.getUint16(at + 28, true);
    const extra = view.getUint16(at + 30, true);
    members.push({
      name: ascii(bytes, at + 46, at + 46 + nameLength),
      method: view.getUint16(at + 10, true),
      compressed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + extra + view.getUint16(at + 32, true);
  }
  return members.length === 0 ? undefined : members;
}

/** The beginning of a member's content, at most `length` bytes (less where it is compressed tightly). */
export function zipMemberHead(source: ByteSource, member: ZipMember, length: number): Uint8Array {
  const local = source.read(member.offset, 30);
  if (local.length < 30) return new Uint8Array(0);
  const view = viewOf(local);
  const start = member.offset + 30 + view.getUint16(26, true) + view.getUint16(28, true);
  const raw = source.read(start, Math.min(length, member.compressed));
  if (member.method === 0) return raw;
  if (member.method !== 8) return new Uint8Array(0);
  try {
    return inflateRawSync(raw, { finishFlush: 2, maxOutputLength: 64 * 1024 * 1024 }).subarray(0, length);
  } catch {
    // A member that cannot be opened has no head; the archive's reader reports it.
    return new Uint8Array(0);
  }
}
