import { crc32 } from "node:zlib";
import type { ByteSource } from "../../byte-source.ts";
import { bzip2 } from "../../compression/bzip2.ts";
import { type Codec, verify, watched } from "../../compression/codec.ts";
import { type DecodeLimits, decode } from "../../compression/decode.ts";
import type { CodecProblem, DecodedBytes } from "../../compression/decoded-bytes.ts";
import { inflate, inflate64 } from "../../compression/deflate.ts";
import { lzmaProperties } from "../../compression/lzma.ts";
import { lzmaRaw } from "../../compression/lzma-alone.ts";
import { xz } from "../../compression/xz.ts";
import { zstd } from "../../compression/zstd/zstd.ts";
import { FormatError } from "../../errors.ts";
import { sliceSource } from "../slice-source.ts";
import type { OpenedZip, ZipArchive, ZipMember, ZipReading } from "./zip-archive.ts";

/** @see APPNOTE.TXT 4.4.5 */
function codecOf({ method, flags, size }: ZipReading): Codec | undefined {
  switch (method) {
    case 8:
      return inflate;
    case 9:
      return inflate64;
    case 12:
      return bzip2;
    case 14:
      return zipLzma((flags & 2) !== 0 ? undefined : size);
    case 93:
      return zstd;
    case 95:
      return xz;
    default:
      return undefined;
  }
}

/** Version and properties stand before the data. @see APPNOTE.TXT 5.8.8 */
function zipLzma(size: number | undefined): Codec {
  return function* (input, output) {
    input.take(2);
    if (input.uint16() !== 5) throw new FormatError("MALFORMED", "Properties that LZMA does not have.");
    const properties = lzmaProperties(input.byte());
    if (properties === undefined) throw new FormatError("MALFORMED", "Properties that LZMA does not have.");
    yield* lzmaRaw(input, output, { properties, dictionary: input.uint32(), ...(size === undefined ? {} : { size }) });
  };
}

/** Compares checksum and length with those of the headers. */
function checked(codec: Codec, { crc, size }: ZipReading): Codec {
  return function* (input, output, report) {
    let checksum = 0;
    yield* watched(codec(input, output, report), output, (piece) => {
      checksum = crc32(piece, checksum);
    });
    verify(report, output.length === size, `The member holds ${output.length} bytes, its headers say ${size}.`, input.position);
    verify(report, checksum === crc, "The checksum of the member does not match its content.", input.position);
  };
}

/** Content of a member by one reading. The checksum of stored content is not compared here: see `crcOf`. */
export function openZipMember(source: ByteSource, reading: ZipReading, limits?: DecodeLimits): DecodedBytes {
  const end = Math.min(source.size, reading.start + reading.compressedSize);
  const length = Math.max(0, end - reading.start);
  const raw = sliceSource(source, reading.start, end);
  const codec = codecOf(reading);
  let problem: CodecProblem | undefined;
  if (length < reading.compressedSize)
    problem = { kind: "truncated", message: "The archive ends in the middle of the member.", offset: length };
  if (reading.method === 0) return { source: raw, consumed: length, streams: 1, ...(problem === undefined ? {} : { problem }) };
  if (codec === undefined) {
    const encrypted = reading.method === 99;
    const message = encrypted ? "The member is encrypted." : `The member is packed by method ${reading.method}, which is not supported.`;
    return {
      source: sliceSource(source, 0, 0),
      consumed: 0,
      streams: 0,
      problem: { kind: encrypted ? "encrypted" : "unsupported", message, offset: 0 },
    };
  }
  const decoded = decode(checked(codec, reading), { source, start: reading.start, end }, limits);
  return problem === undefined || decoded.problem !== undefined ? decoded : { ...decoded, problem };
}

/** An archive whose members can be opened by name. Opening decodes; ask once. */
export function openZip(source: ByteSource, archive: ZipArchive, limits?: DecodeLimits): OpenedZip {
  const byName = new Map<string, ZipMember>();
  for (const member of archive.members) if (member.readings.length > 0) byName.set(member.name, member);
  const nothing: DecodedBytes = {
    source: sliceSource(source, 0, 0),
    consumed: 0,
    streams: 0,
    problem: { kind: "malformed", message: "The member has no content.", offset: 0 },
  };
  return {
    source,
    archive,
    member: (name) => byName.get(name),
    open: (member, reading = member.readings[0]) => (reading === undefined ? nothing : openZipMember(source, reading, limits)),
  };
}
