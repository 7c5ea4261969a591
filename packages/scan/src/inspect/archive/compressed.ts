import {
  ascii,
  type ByteSource,
  bytesSource,
  CODECS,
  type CodecName,
  DEFAULT_DECODE_LIMITS,
  type DecodedBytes,
  decode,
  isBzip2,
  isGzip,
  isJoblibZfile,
  isLz4,
  isLzmaAlone,
  isXz,
  isZlib,
  isZstd,
} from "@castellan/formats";
import type { Interpreter, Subject, Visit } from "../interpreter.ts";
import { DECLARING_HEAD, declaredSize } from "./declared-size.ts";
import { decodeLimits, reportProblem } from "./decoding.ts";
import { pathFault, shown } from "./member-path.ts";

/** joblib hands its decompressor so many bytes at a time; an error in the first piece lets nothing through. */
const FIRST_PIECE = 8192;
const HEAD = 64 * 1024;
/** Of junk that happens to begin like a zlib stream, less than this decodes before an error comes. */
const TELLING_OUTPUT = 64;

/** Layers that count as containers of their own; streams in streams beyond them are unwrapped at once. */
const LAYERS = 3;
const MOST_LAYERS = 64;

interface Stream {
  readonly id: string;
  readonly codec: CodecName;
  readonly accepts: (subject: Subject) => boolean;
}

function interpreterOf(stream: Stream): Interpreter {
  return {
    id: stream.id,
    accepts: stream.accepts,
    inspect: async ({ source, within }, visit) => {
      const decoded = decodeLayer(stream, source, visit);
      visit.claim(0, decoded.consumed, stream.id);
      const inner = within.length < LAYERS ? decoded.source : unwrap(decoded.source, within, visit);
      if (inner.size > 0) await visit.child(`(${stream.id})`, inner);
    },
  };
}

function decodeLayer({ id, codec }: Stream, source: ByteSource, visit: Visit): DecodedBytes {
  visit.format(id);
  const head = decode(CODECS[codec], { source }, { ...DEFAULT_DECODE_LIMITS, output: DECLARING_HEAD }).source;
  visit.declare(declaredSize(head.read(0, DECLARING_HEAD)) ?? 0);
  const decoded = decode(CODECS[codec], { source }, decodeLimits(visit));
  reportProblem(visit, decoded, `The ${id} stream`, 0);
  if (decoded.demand !== undefined) visit.finding({ rule: "archive-memory", message: decoded.demand, offset: 0 });
  // Only `gunzip -N` and its like go by the name.
  if (decoded.name !== undefined && ["absolute", "parent"].includes(pathFault(decoded.name) ?? ""))
    visit.finding({ rule: "archive-member-name", message: `The stream gives its file the name ${shown(decoded.name)}.`, offset: 0 });
  return decoded;
}

/** Streams packed again and again only wear out those who count containers. */
function unwrap(outer: ByteSource, within: readonly string[], visit: Visit): ByteSource {
  let source = outer;
  for (let layer = 0; layer < MOST_LAYERS; layer++) {
    const subject: Subject = { source, head: source.read(0, HEAD), name: "", within };
    const stream = STREAMS.find(({ accepts }) => accepts(subject));
    if (stream === undefined) return source;
    const decoded = decodeLayer(stream, source, visit);
    const left = source.size - decoded.consumed;
    if (left > 0) visit.finding({ rule: "unclaimed-bytes", message: `${left} bytes follow a ${stream.id} stream within another.` });
    source = decoded.source;
  }
  visit.incomplete(`More than ${MOST_LAYERS} compressed streams in one another.`);
  return source;
}

/**
 * Two bytes of zlib occur in plain text ("x^2"), so the stream itself must decode: to its end, or for more than a few
 * bytes, or to what begins a pickle.
 */
function isZlibStream({ head, source }: Subject): boolean {
  if (!isZlib(head)) return false;
  const limits = { ...DEFAULT_DECODE_LIMITS, memory: 1 << 20, output: 1 << 20 };
  const { source: content, problem } = decode(CODECS.zlib, { source: bytesSource(head.subarray(0, FIRST_PIECE)) }, limits);
  if (problem?.kind === "malformed" || problem?.kind === "unsupported") return false;
  if (problem === undefined || problem.kind === "checksum" || content.size >= TELLING_OUTPUT) return true;
  // Cut off within the first piece, or small: what came out decides.
  const begin = content.read(0, TELLING_OUTPUT);
  return (source.size > FIRST_PIECE && begin.length > 0) || begin[0] === 0x80 || /^[(\]})lc]/.test(ascii(begin));
}

const STREAMS: readonly Stream[] = [
  { id: "gzip", codec: "gzip", accepts: ({ head }) => isGzip(head) },
  { id: "bzip2", codec: "bzip2", accepts: ({ head }) => isBzip2(head) },
  { id: "xz", codec: "xz", accepts: ({ head }) => isXz(head) },
  { id: "lzma", codec: "lzma", accepts: ({ head }) => isLzmaAlone(head) },
  { id: "lz4", codec: "lz4", accepts: ({ head }) => isLz4(head) },
  { id: "zstd", codec: "zstd", accepts: ({ head }) => isZstd(head) },
  { id: "zlib", codec: "zlib", accepts: isZlibStream },
  { id: "joblib-zfile", codec: "joblib-zfile", accepts: ({ head }) => isJoblibZfile(head) },
];

/** Streams that hold one thing and say nothing about it. */
export const COMPRESSED: readonly Interpreter[] = STREAMS.map(interpreterOf);

/** The compression that a subject is a stream of, the first of several that it may be. */
export function compressionOf(subject: Subject): CodecName | undefined {
  return STREAMS.find(({ accepts }) => accepts(subject))?.codec;
}
