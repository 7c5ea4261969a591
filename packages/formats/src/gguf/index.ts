import { ascii, type ByteSource, viewOf } from "../byte-source.ts";
import { EndOfFile, GgufCursor } from "./cursor.ts";
import { GgufMetadata } from "./metadata.ts";
import { GgufProblems, type GgufReading, Unreadable } from "./reading.ts";
import { aligned, GgufTensors } from "./tensors.ts";

export type { GgufProblem, GgufProblemKind, GgufReading, GgufText } from "./reading.ts";
export { GGUF_FILE_TYPES } from "./types.ts";

const DEFAULT_ALIGNMENT = 32;
const LARGEST_ALIGNMENT = 2 ** 20;
const NEWEST_VERSION = 3;

export function looksLikeGguf(head: Uint8Array): boolean {
  return head.length >= 8 && ascii(head, 0, 4) === "GGUF";
}

/** The magic in small letters, and a version behind it: no loader takes it, and somebody meant it. */
export function looksNearlyLikeGguf(head: Uint8Array): boolean {
  return (
    head.length >= 8 &&
    ascii(head, 0, 4).toUpperCase() === "GGUF" &&
    !looksLikeGguf(head) &&
    (head[4] ?? 0) <= 3 &&
    head[5] === 0 &&
    head[6] === 0
  );
}

/**
 * Reads the header of a GGUF file, versions 1 to 3, in either byte order, and where the tensors lie. Tensors are not
 * read, vocabularies not kept. Never throws on any bytes.
 *
 * @see https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
 */
export function readGguf(source: ByteSource): GgufReading {
  const problems = new GgufProblems();
  const cursor = new GgufCursor(source, 4);
  const metadata = new GgufMetadata(cursor, problems);
  let reading = { version: 0, tensors: 0, keys: 0, metadataComplete: false };
  let tensors: GgufTensors | undefined;
  let whole = false;
  let alignment = DEFAULT_ALIGNMENT;
  try {
    reading = { ...reading, version: readVersion(source, cursor) };
    if (reading.version < 1 || reading.version > NEWEST_VERSION) {
      problems.add("version", `version ${reading.version} is unknown`, 4);
      throw new Unreadable();
    }
    requireByteOrder(source, cursor, reading.version, problems);
    reading = { ...reading, tensors: cursor.size(), keys: cursor.size() };
    metadata.read(reading.keys);
    reading = { ...reading, metadataComplete: true };
    metadata.checkVocabulary();
    alignment = alignmentOf(metadata, problems);
    tensors = new GgufTensors(cursor, problems, alignment);
    tensors.read(reading.tensors);
    whole = true;
  } catch (error) {
    if (error instanceof EndOfFile) problems.add("header-truncated", "the file ends inside of its header", error.offset);
    else if (!(error instanceof Unreadable)) throw error;
  }
  const headerEnd = Math.min(cursor.at, source.size);
  const dataStart = whole ? Math.min(aligned(headerEnd, alignment), source.size) : headerEnd;
  return {
    ...reading,
    littleEndian: cursor.littleEndian,
    numbers: metadata.numbers,
    texts: metadata.texts,
    textsLeftOut: metadata.leftOut,
    parameters: tensors?.parameters ?? 0,
    types: tensors?.types ?? new Map(),
    headerEnd,
    dataStart,
    dataEnd: whole ? (tensors?.finish(dataStart, source.size) ?? dataStart) : dataStart,
    problems: problems.list,
  };
}

/** The magic is the same in both byte orders; the version, a small number, tells them apart. */
function readVersion(source: ByteSource, cursor: GgufCursor): number {
  const bytes = source.read(4, 4);
  if (bytes.length < 4) throw new EndOfFile(4);
  const little = viewOf(bytes).getUint32(0, true);
  cursor.littleEndian = (little & 0xffff) !== 0 || little === 0;
  const version = cursor.u32();
  cursor.wide = version !== 1;
  return version;
}

/** A version in big-endian before a header that is not: no honest file, and its counts mean nothing. */
function requireByteOrder(source: ByteSource, cursor: GgufCursor, version: number, problems: GgufProblems): void {
  if (cursor.littleEndian || version === 1) return;
  const counts = viewOf(source.read(8, 16));
  if (counts.byteLength < 16) return;
  const [tensors, keys] = [counts.getBigUint64(0, true), counts.getBigUint64(8, true)];
  if (tensors < 1n << 24n && keys < 1n << 24n && (tensors > 0n || keys > 0n)) {
    problems.add("magic", "the version is written in another byte order than the counts", 4);
    throw new Unreadable();
  }
}

function alignmentOf(metadata: GgufMetadata, problems: GgufProblems): number {
  const stated = metadata.numbers.get("general.alignment");
  if (stated === undefined) {
    if (metadata.texts.some(({ key }) => key === "general.alignment") || metadata.lengths.has("general.alignment"))
      problems.add("alignment-odd", "the alignment is no number", 0);
    return DEFAULT_ALIGNMENT;
  }
  if (stated === 0 || stated === false) {
    problems.add("alignment-zero", "the alignment is 0, by which readers divide", 0);
    return DEFAULT_ALIGNMENT;
  }
  if (typeof stated === "number" && Number.isInteger(stated) && stated > 0 && stated <= LARGEST_ALIGNMENT && (stated & (stated - 1)) === 0)
    return stated;
  problems.add("alignment-odd", `an alignment of ${stated} is no power of two`, 0);
  return DEFAULT_ALIGNMENT;
}
