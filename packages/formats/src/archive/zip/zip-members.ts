import { type ByteSource, viewOf } from "../../byte-source.ts";
import type { ZipAnomaly, ZipEntry, ZipHeader, ZipMember, ZipRange, ZipReading } from "./zip-archive.ts";
import { DATA_DESCRIPTOR, extraField, localHeader, unicodePath } from "./zip-headers.ts";
import type { StrayMember } from "./zip-search.ts";

const ENCRYPTED = 0x41;
const HAS_DESCRIPTOR = 8;
const AES_METHOD = 99;
const AES_EXTRA = 0x9901;
/** Flags that change how content is read: encryption, patches, strong encryption, masked headers. */
const READING_FLAGS = 0x2061;

/** A member with its place in the file. */
export interface PlacedMember {
  readonly member: ZipMember;
  readonly start: number;
  readonly end: number;
  readonly ranges: readonly ZipRange[];
  readonly anomalies: readonly ZipAnomaly[];
  /** Bytes that only one of the readings counts as content: a reader of the other one sees what is in there. */
  readonly hidden?: readonly [number, number];
}

function readingOf(view: ZipReading["view"], header: ZipHeader, start: number): ZipReading {
  const { method, flags, compressedSize, size, crc } = header;
  const encrypted = (flags & ENCRYPTED) !== 0 || method === AES_METHOD || extraField(header.extra, AES_EXTRA) !== undefined;
  return { view, method, flags, start, compressedSize, size, crc, encrypted };
}

function namesOf(...headers: readonly (ZipHeader | undefined)[]): readonly string[] {
  const names = headers.flatMap((header) => (header === undefined ? [] : [header.name, unicodePath(header)]));
  return [...new Set(names.filter((name) => name !== undefined))];
}

/** Unix modes stand in the upper half where the archive was made on Unix or macOS. @see APPNOTE.TXT 4.4.2 */
function isSymlink({ madeBy, externalAttributes }: ZipEntry): boolean {
  return [3, 19].includes(madeBy >> 8) && externalAttributes >>> 28 === 0xa;
}

/** The member of an entry of the directory, with what its local header says. */
export function listedMember(source: ByteSource, entry: ZipEntry, prefix: number): PlacedMember {
  const anomalies: ZipAnomaly[] = [];
  const anomaly = (kind: ZipAnomaly["kind"], message: string): void => {
    anomalies.push({ kind, offset: entry.start, message, member: entry.name });
  };
  const moved = localHeader(source, entry.localOffset + prefix);
  const local = moved ?? localHeader(source, entry.localOffset);
  if (moved === undefined && local !== undefined)
    anomaly("end-mismatch", "The directory does not stand where its end record says, yet members do: readers disagree about their place.");
  const symlink = isSymlink(entry);
  if (local === undefined) {
    anomaly("missing-member", "The directory lists a member where there is no local header.");
    const member: ZipMember = { name: entry.name, names: namesOf(entry), entry, readings: [], directory: isDirectory(entry), symlink };
    return { member, start: entry.start, end: entry.start, ranges: [], anomalies };
  }
  const readings = [readingOf("directory", entry, local.end)];
  const described = (local.flags & HAS_DESCRIPTOR) !== 0;
  const sizesOpen = described && local.compressedSize === 0 && local.size === 0;
  const own = readingOf(
    "local",
    sizesOpen ? { ...local, crc: entry.crc, compressedSize: entry.compressedSize, size: entry.size } : local,
    local.end,
  );
  const differences = differencesOf(entry, own, described);
  if (differences.length > 0) {
    readings.push(own);
    anomaly("header-mismatch", `Local header and directory differ in ${differences.join(", ")}.`);
  }
  if (Buffer.compare(entry.rawName, local.rawName) !== 0)
    anomaly("name-mismatch", `The directory says ${JSON.stringify(entry.name)}, the local header ${JSON.stringify(local.name)}.`);
  else if ([entry, local].some((header) => unicodePath(header) !== undefined && isAscii(header.rawName)))
    anomaly("name-mismatch", "A Unicode path field gives the member another name.");
  const member: ZipMember = {
    name: entry.name,
    names: namesOf(entry, local),
    local,
    entry,
    readings,
    directory: isDirectory(entry),
    symlink,
  };
  return { member, anomalies, ...placeOf(source, member, local, described) };
}

function placeOf(source: ByteSource, member: ZipMember, local: ZipHeader, described: boolean): Omit<PlacedMember, "member" | "anomalies"> {
  const dataEnd = Math.min(source.size, Math.max(...member.readings.map(({ start, compressedSize }) => start + compressedSize)));
  const shortest = Math.min(...member.readings.map(({ start, compressedSize }) => start + compressedSize));
  const [reading] = member.readings;
  const descriptor = described && reading !== undefined ? descriptorLength(source, dataEnd, reading) : 0;
  const ranges: ZipRange[] = [
    { start: local.start, end: local.end, what: "local header", member },
    { start: local.end, end: dataEnd, what: "member", member },
    { start: dataEnd, end: dataEnd + descriptor, what: "data descriptor", member },
  ];
  return {
    start: local.start,
    end: dataEnd + descriptor,
    ranges: ranges.filter(({ start, end }) => end > start),
    ...(shortest < dataEnd ? { hidden: [shortest, dataEnd] as const } : {}),
  };
}

/** With or without its signature, with 32-bit or 64-bit sizes; 0 where none follows the data. @see APPNOTE.TXT 4.3.9 */
function descriptorLength(source: ByteSource, at: number, { crc, compressedSize, size }: ZipReading): number {
  const bytes = source.read(at, 24);
  const view = viewOf(bytes);
  const signed = bytes.length >= 4 && view.getUint32(0, true) === DATA_DESCRIPTOR;
  for (const start of signed ? [4, 0] : [0]) {
    if (bytes.length < start + 12 || view.getUint32(start, true) !== crc) continue;
    if (bytes.length >= start + 20 && big(view, start + 4) === compressedSize && big(view, start + 12) === size) return start + 20;
    if (view.getUint32(start + 4, true) === compressedSize && view.getUint32(start + 8, true) === size) return start + 12;
  }
  return 0;
}

function big(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true));
}

function differencesOf(entry: ZipEntry, own: ZipReading, described: boolean): readonly string[] {
  const differences: string[] = [];
  if (entry.method !== own.method) differences.push("method");
  if (((entry.flags ^ own.flags) & READING_FLAGS) !== 0) differences.push("flags");
  if (entry.compressedSize !== own.compressedSize || entry.size !== own.size) differences.push("size");
  // Some writers fill in the sizes and leave the checksum to the data descriptor.
  if (entry.crc !== own.crc && !(described && own.crc === 0)) differences.push("checksum");
  return differences;
}

function isDirectory({ name, externalAttributes, size }: ZipEntry): boolean {
  return name.endsWith("/") || ((externalAttributes & 0x10) !== 0 && size === 0);
}

function isAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 128);
}

/** A member that only its local header tells of. */
export function strayMember({ header, compressedSize, size, crc, end }: StrayMember): PlacedMember {
  const reading = readingOf("local", { ...header, compressedSize, size, crc }, header.end);
  const member: ZipMember = {
    name: header.name,
    names: namesOf(header),
    local: header,
    readings: [reading],
    directory: header.name.endsWith("/"),
    symlink: false,
  };
  const dataEnd = Math.min(end, header.end + compressedSize);
  const ranges: ZipRange[] = [
    { start: header.start, end: header.end, what: "local header", member },
    { start: header.end, end: dataEnd, what: "member", member },
    { start: dataEnd, end, what: "data descriptor", member },
  ];
  return { member, start: header.start, end, ranges: ranges.filter((range) => range.end > range.start), anomalies: [] };
}

/** Names that occur more than once, each told once. */
export function duplicateNames(members: readonly ZipMember[]): readonly ZipAnomaly[] {
  const seen = new Set<string>();
  const told = new Set<string>();
  const anomalies: ZipAnomaly[] = [];
  for (const { name, entry, local } of members) {
    if (seen.has(name) && !told.has(name)) {
      told.add(name);
      const offset = entry?.start ?? local?.start ?? 0;
      anomalies.push({
        kind: "duplicate-name",
        offset,
        message: "Several members have this name; readers take different ones.",
        member: name,
      });
    }
    seen.add(name);
  }
  return anomalies;
}
