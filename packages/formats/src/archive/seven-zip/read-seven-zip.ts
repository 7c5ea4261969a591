import { crc32 } from "node:zlib";
import { type ByteSource, viewOf } from "../../byte-source.ts";
import type { DecodeLimits } from "../../compression/decode.ts";
import type { CodecProblem } from "../../compression/decoded-bytes.ts";
import { FormatError } from "../../errors.ts";
import { filesInfo } from "./files-info.ts";
import { HeaderBytes } from "./header-bytes.ts";
import { openFolder } from "./open-folder.ts";
import type { SevenZipArchive, SevenZipFolder, SevenZipMember } from "./seven-zip-archive.ts";
import { type StreamsInfo, streamsInfo } from "./streams-info.ts";

const SIGNATURE = Uint8Array.of(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c);
const SIGNATURE_HEADER = 32;
const END = 0;
const HEADER = 1;
const ARCHIVE_PROPERTIES = 2;
const ADDITIONAL_STREAMS = 3;
const MAIN_STREAMS = 4;
const FILES = 5;
const ENCODED_HEADER = 23;
const MAX_HEADER = 32 * 1024 * 1024;
/** Headers packed in headers; 7-Zip writes one. */
const MAX_ENCODED = 4;

/**
 * Where an archive begins in the first bytes of a file: at once, or behind the program of a self-extracting one, where
 * the checksum of the start header must hold as well. -1 where there is none.
 */
export function sevenZipStart(head: Uint8Array): number {
  for (let at = head.indexOf(0x37); at >= 0; at = head.indexOf(0x37, at + 1)) {
    if (!SIGNATURE.every((byte, index) => head[at + index] === byte)) continue;
    if (at === 0) return 0;
    const start = head.subarray(at, at + SIGNATURE_HEADER);
    if (start.length === SIGNATURE_HEADER && crc32(start.subarray(12)) === viewOf(start).getUint32(8, true)) return at;
  }
  return -1;
}

type Range = SevenZipArchive["ranges"][number];

/** Reads the list of members. Never throws except what `limits.spend` throws. @see 7zFormat.txt of the LZMA SDK */
export function readSevenZip(source: ByteSource, limits?: DecodeLimits): SevenZipArchive {
  const ranges: Range[] = [{ start: 0, end: Math.min(SIGNATURE_HEADER, source.size), what: "signature header" }];
  let problem: CodecProblem | undefined;
  const wrong = (kind: CodecProblem["kind"], message: string, offset: number): void => {
    problem ??= { kind, message, offset };
  };
  try {
    const start = source.read(0, SIGNATURE_HEADER);
    if (start.length < SIGNATURE_HEADER) throw new FormatError("TRUNCATED", "The 7z header is cut off.");
    const view = viewOf(start);
    if (crc32(start.subarray(12)) !== view.getUint32(8, true)) wrong("checksum", "The checksum of the start header is wrong.", 8);
    const offset = SIGNATURE_HEADER + Number(view.getBigUint64(12, true));
    const size = Number(view.getBigUint64(20, true));
    if (size === 0) return { members: [], folders: [], packs: [], ranges, ...(problem === undefined ? {} : { problem }) };
    if (size > MAX_HEADER) throw new FormatError("BUDGET_BYTES", `The header of the archive has ${size} bytes.`);
    const header = source.read(offset, size);
    ranges.push({ start: offset, end: offset + header.length, what: "header" });
    if (header.length < size) throw new FormatError("TRUNCATED", "The archive ends before its header.");
    if (crc32(header) !== view.getUint32(28, true)) wrong("checksum", "The checksum of the header is wrong.", offset);
    return { ...members(source, header, ranges, limits, wrong), ranges, ...(problem === undefined ? {} : { problem }) };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const kinds: Partial<Record<FormatError["code"], CodecProblem["kind"]>> = {
      TRUNCATED: "truncated",
      UNSUPPORTED: "unsupported",
      BUDGET_BYTES: "limit",
    };
    return {
      members: [],
      folders: [],
      packs: [],
      ranges,
      problem: { kind: kinds[error.code] ?? "malformed", message: error.message, offset: 0 },
    };
  }
}

/** Unpacks headers until one that lists the members. */
function members(
  source: ByteSource,
  first: Uint8Array,
  ranges: Range[],
  limits: DecodeLimits | undefined,
  wrong: (kind: CodecProblem["kind"], message: string, offset: number) => void,
): Pick<SevenZipArchive, "members" | "folders" | "packs"> {
  let header = first;
  for (let depth = 0; depth < MAX_ENCODED; depth++) {
    const bytes = new HeaderBytes(header);
    const id = bytes.number();
    if (id === HEADER) return listed(bytes, ranges);
    if (id !== ENCODED_HEADER) throw new FormatError("MALFORMED", "A 7z header of an unknown kind.");
    const info = streamsInfo(bytes);
    const packs = packsOf(info);
    const [folder] = info.folders;
    if (folder === undefined) throw new FormatError("MALFORMED", "A packed 7z header without a folder.");
    const decoded = openFolder(source, folder, packs, limits);
    for (const { start, end } of packs) ranges.push({ start, end, what: "packed header" });
    if (decoded.problem !== undefined) {
      wrong(decoded.problem.kind, decoded.problem.message, packs[0]?.start ?? 0);
      return { members: [], folders: [], packs: [] };
    }
    if (decoded.source.size > MAX_HEADER) throw new FormatError("BUDGET_BYTES", "The packed header is too large.");
    header = decoded.source.read(0, MAX_HEADER);
    if (folder.crc !== undefined && crc32(header) !== folder.crc)
      wrong("checksum", "The checksum of the packed header is wrong.", packs[0]?.start ?? 0);
  }
  throw new FormatError("MALFORMED", "Headers packed in headers packed in headers.");
}

function packsOf({ packStart, packSizes }: StreamsInfo): SevenZipArchive["packs"] {
  let start = SIGNATURE_HEADER + packStart;
  return packSizes.map((size) => {
    const pack = { start, end: start + size };
    start += size;
    return pack;
  });
}

function listed(bytes: HeaderBytes, ranges: Range[]): Pick<SevenZipArchive, "members" | "folders" | "packs"> {
  let folders: readonly SevenZipFolder[] = [];
  let packs: SevenZipArchive["packs"] = [];
  let files: readonly SevenZipMember[] = [];
  for (let id = bytes.number(); id !== END; id = bytes.number()) {
    if (id === ARCHIVE_PROPERTIES) for (let kind = bytes.number(); kind !== END; kind = bytes.number()) bytes.take(bytes.number());
    else if (id === ADDITIONAL_STREAMS) streamsInfo(bytes);
    else if (id === MAIN_STREAMS) {
      const info = streamsInfo(bytes);
      folders = info.folders;
      packs = packsOf(info);
      for (const { start, end } of packs) ranges.push({ start, end, what: "packed data" });
    } else if (id === FILES) files = filesInfo(bytes, folders);
    else throw new FormatError("MALFORMED", `A part of the 7z header that is not known (${id}).`);
  }
  return { members: files, folders, packs };
}
