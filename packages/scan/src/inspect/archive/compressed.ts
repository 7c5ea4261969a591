import {
  ascii,
  bytesSource,
  CODECS,
  type CodecName,
  DEFAULT_DECODE_LIMITS,
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
import type { Interpreter, Subject } from "../interpreter.ts";
import { decodeLimits, reportProblem } from "./decoding.ts";
import { pathFault, shown } from "./member-path.ts";

/** joblib hands its decompressor so many bytes at a time; an error in the first piece lets nothing through. */
const FIRST_PIECE = 8192;
/** Of junk that happens to begin like a zlib stream, less than this decodes before an error comes. */
const TELLING_OUTPUT = 64;

function compressed(id: string, codec: CodecName, accepts: (subject: Subject) => boolean): Interpreter {
  return {
    id,
    accepts,
    inspect: async ({ source }, visit) => {
      visit.format(id);
      const decoded = decode(CODECS[codec], { source }, decodeLimits(visit));
      visit.claim(0, decoded.consumed, id);
      reportProblem(visit, decoded, `The ${id} stream`, 0);
      if (decoded.demand !== undefined) visit.finding({ rule: "archive-memory", message: decoded.demand, offset: 0 });
      // Only `gunzip -N` and its like go by the name.
      if (decoded.name !== undefined && ["absolute", "parent"].includes(pathFault(decoded.name) ?? ""))
        visit.finding({ rule: "archive-member-name", message: `The stream gives its file the name ${shown(decoded.name)}.`, offset: 0 });
      if (decoded.source.size > 0) await visit.child(`(${id})`, decoded.source);
    },
  };
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

/** Streams that hold one thing and say nothing about it. */
export const COMPRESSED: readonly Interpreter[] = [
  compressed("gzip", "gzip", ({ head }) => isGzip(head)),
  compressed("bzip2", "bzip2", ({ head }) => isBzip2(head)),
  compressed("xz", "xz", ({ head }) => isXz(head)),
  compressed("lzma", "lzma", ({ head }) => isLzmaAlone(head)),
  compressed("lz4", "lz4", ({ head }) => isLz4(head)),
  compressed("zstd", "zstd", ({ head }) => isZstd(head)),
  compressed("zlib", "zlib", isZlibStream),
  compressed("joblib-zfile", "joblib-zfile", ({ head }) => isJoblibZfile(head)),
];
