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

function compressed(codec: CodecName, accepts: (subject: Subject) => boolean): Interpreter {
  return {
    id: codec,
    accepts,
    inspect: async ({ source }, visit) => {
      visit.format(codec);
      const decoded = decode(CODECS[codec], { source }, decodeLimits(visit));
      visit.claim(0, decoded.consumed, codec);
      reportProblem(visit, decoded, `The ${codec} stream`, 0);
      if (decoded.demand !== undefined) visit.finding({ rule: "archive-memory", message: decoded.demand, offset: 0 });
      // Only `gunzip -N` and its like go by the name.
      if (decoded.name !== undefined && ["absolute", "parent"].includes(pathFault(decoded.name) ?? ""))
        visit.finding({ rule: "archive-member-name", message: `The stream gives its file the name ${shown(decoded.name)}.`, offset: 0 });
      if (decoded.source.size > 0) await visit.child(`(${codec})`, decoded.source);
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

/** How streams of each compression begin. */
const BEGINNINGS: readonly (readonly [CodecName, (subject: Subject) => boolean])[] = [
  ["gzip", ({ head }) => isGzip(head)],
  ["bzip2", ({ head }) => isBzip2(head)],
  ["xz", ({ head }) => isXz(head)],
  ["lzma", ({ head }) => isLzmaAlone(head)],
  ["lz4", ({ head }) => isLz4(head)],
  ["zstd", ({ head }) => isZstd(head)],
  ["zlib", isZlibStream],
  ["joblib-zfile", ({ head }) => isJoblibZfile(head)],
];

/** Streams that hold one thing and say nothing about it. */
export const COMPRESSED: readonly Interpreter[] = BEGINNINGS.map(([codec, accepts]) => compressed(codec, accepts));

/** The compression that a subject is a stream of, the first of several that it may be. */
export function compressionOf(subject: Subject): CodecName | undefined {
  return BEGINNINGS.find(([, accepts]) => accepts(subject))?.[0];
}
