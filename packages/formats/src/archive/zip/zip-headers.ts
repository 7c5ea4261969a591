import { crc32 } from "node:zlib";
import { ascii, type ByteSource, textOf, viewOf } from "../../byte-source.ts";
import type { ZipEntry, ZipHeader } from "./zip-archive.ts";

export const LOCAL_HEADER = 0x04034b50;
export const CENTRAL_ENTRY = 0x02014b50;
export const END_RECORD = 0x06054b50;
export const DATA_DESCRIPTOR = 0x08074b50;
const LOCAL_SIZE = 30;
const ENTRY_SIZE = 46;
const ZIP64 = 1;
const UNICODE_PATH = 0x7075;
const MAX32 = 0xffffffff;

/** One extra field by its id; undefined where there is none. What does not fit ends the list. @see APPNOTE.TXT 4.5 */
export function extraField(extra: Uint8Array, id: number): Uint8Array | undefined {
  const view = viewOf(extra);
  for (let at = 0; at + 4 <= extra.length; ) {
    const length = view.getUint16(at + 2, true);
    if (at + 4 + length > extra.length) return undefined;
    if (view.getUint16(at, true) === id) return extra.subarray(at + 4, at + 4 + length);
    at += 4 + length;
  }
  return undefined;
}

/** The longest that fields of numbers are; @see APPNOTE.TXT 4.5.2 and 4.6.1, and what Java, Android and PyTorch write. */
const SMALL_FIELDS: ReadonlyMap<number, number> = new Map([
  [0x0001, 28],
  [0x000a, 36],
  [0x000d, 64],
  [0x5455, 13],
  [0x5855, 12],
  [0x7855, 4],
  [0x7875, 24],
  [0x756e, 64],
  [0x9901, 7],
  [0xcafe, 0],
  [0x2605, 64],
  [0x2705, 64],
  [0x334d, 64],
  [0x4d49, 64],
  [0x5356, 64],
]);
/** Names and comments in Unicode, access control lists, certificates. */
const LONG_FIELDS: ReadonlySet<number> = new Set([0x7075, 0x6375, 0x4453, 0x0014, 0x0015, 0x0016, 0x0017, 0x0019, 0x4341, 0x4704]);

/** A field that no writer of archives makes: an unknown one, one too long, or bytes that are no field; padding is none. */
export function oddExtra(extra: Uint8Array): { readonly id: number; readonly length: number } | undefined {
  const view = viewOf(extra);
  for (let at = 0; at < extra.length; ) {
    const length = at + 4 <= extra.length ? view.getUint16(at + 2, true) : extra.length;
    const end = at + 4 + length;
    if (end > extra.length) {
      const rest = extra.subarray(at);
      return isPadding(rest, 0) ? undefined : { id: -1, length: rest.length };
    }
    const id = view.getUint16(at, true);
    const field = extra.subarray(at + 4, end);
    // Android and others put the alignment before their padding.
    const usual =
      isPadding(field, Math.min(2, length)) ||
      isPadding(field, 0) ||
      isGrowthHint(id, field) ||
      length <= (SMALL_FIELDS.get(id) ?? 0) ||
      LONG_FIELDS.has(id);
    if (!usual) return { id, length };
    at = end;
  }
  return undefined;
}

/** Room for a member to grow, as Microsoft's packages leave it: a mark, a value, zeros. @see APPNOTE.TXT 4.5.2, 0xa220 */
function isGrowthHint(id: number, field: Uint8Array): boolean {
  return id === 0xa220 && field[0] === 0x28 && field[1] === 0xa0 && isPadding(field, 4);
}

function isPadding(bytes: Uint8Array, from: number): boolean {
  return bytes.every((byte, index) => index < from || byte === bytes[from]);
}

/** 64-bit values stand in this order, each only where the field itself is all ones. @see APPNOTE.TXT 4.5.3 */
function zip64Values(extra: Uint8Array, fields: readonly number[]): readonly number[] {
  const values = extraField(extra, ZIP64);
  if (values === undefined) return fields;
  const view = viewOf(values);
  let at = 0;
  return fields.map((field) => {
    if (field !== MAX32 || at + 8 > values.length) return field;
    at += 8;
    return Number(view.getBigUint64(at - 8, true));
  });
}

/** UTF-8 where it is, else code page 437 with its letters left as Latin-1: names are shown, not used. */
export function zipName(raw: Uint8Array): string {
  const text = textOf(raw);
  return text.includes("\ufffd") ? ascii(raw) : text;
}

/** The name that an Info-ZIP Unicode Path field gives instead; undefined where it is stale or says the same. @see APPNOTE.TXT 4.6.9 */
export function unicodePath({ rawName, extra }: ZipHeader): string | undefined {
  const field = extraField(extra, UNICODE_PATH);
  if (field === undefined || field.length < 5 || field[0] !== 1 || viewOf(field).getUint32(1, true) !== crc32(rawName)) return undefined;
  const name = textOf(field.subarray(5));
  return name === zipName(rawName) ? undefined : name;
}

/** The local header at `start`, if one stands there and ends before `limit`. @see APPNOTE.TXT 4.3.7 */
export function localHeader(source: ByteSource, start: number, limit: number = source.size): ZipHeader | undefined {
  // Names and extra fields are short; most headers need one read.
  let bytes = source.read(start, LOCAL_SIZE + 256);
  if (bytes.length < LOCAL_SIZE || viewOf(bytes).getUint32(0, true) !== LOCAL_HEADER) return undefined;
  const nameLength = viewOf(bytes).getUint16(26, true);
  const length = LOCAL_SIZE + nameLength + viewOf(bytes).getUint16(28, true);
  if (start + length > limit) return undefined;
  if (bytes.length < length) bytes = source.read(start, length);
  const view = viewOf(bytes);
  const rawName = bytes.slice(LOCAL_SIZE, LOCAL_SIZE + nameLength);
  const extra = bytes.slice(LOCAL_SIZE + nameLength, length);
  const [size = 0, compressedSize = 0] = zip64Values(extra, [view.getUint32(22, true), view.getUint32(18, true)]);
  return {
    start,
    end: start + length,
    name: zipName(rawName),
    rawName,
    flags: view.getUint16(6, true),
    method: view.getUint16(8, true),
    crc: view.getUint32(14, true),
    compressedSize,
    size,
    extra,
  };
}

/** The entry at `at` of a directory that begins at `base` of the file; undefined where none stands there whole. @see APPNOTE.TXT 4.3.12 */
export function centralEntry(directory: Uint8Array, at: number, base: number): ZipEntry | undefined {
  if (at + ENTRY_SIZE > directory.length) return undefined;
  const view = viewOf(directory);
  if (view.getUint32(at, true) !== CENTRAL_ENTRY) return undefined;
  const nameEnd = at + ENTRY_SIZE + view.getUint16(at + 28, true);
  const extraEnd = nameEnd + view.getUint16(at + 30, true);
  const end = extraEnd + view.getUint16(at + 32, true);
  if (end > directory.length) return undefined;
  const rawName = directory.slice(at + ENTRY_SIZE, nameEnd);
  const extra = directory.slice(nameEnd, extraEnd);
  const fields = [view.getUint32(at + 24, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)];
  const [size = 0, compressedSize = 0, localOffset = 0] = zip64Values(extra, fields);
  return {
    start: base + at,
    end: base + end,
    name: zipName(rawName),
    rawName,
    flags: view.getUint16(at + 8, true),
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    compressedSize,
    size,
    extra,
    localOffset,
    madeBy: view.getUint16(at + 4, true),
    externalAttributes: view.getUint32(at + 38, true),
    comment: directory.slice(extraEnd, end),
  };
}
