import { type ByteSource, CODECS, DEFAULT_DECODE_LIMITS, type DecodeLimits, decode, FormatError } from "@castellan/formats";
import { compressionOf } from "../inspect/archive/compressed.ts";
import type { Scratch } from "./new-file.ts";

const MEGABYTE = 1024 * 1024;
/** Compressed files within one another. */
const DEEPEST = 4;
const HEAD = 64 * 1024;
/** Small bombs are no bombs. */
const FREE = 64 * MEGABYTE;
const RATIO = 200;

/** Limits of all unpacking for one file: as in the inspection, 200 times its size beyond 64 MB. */
export function unpackLimits(fileBytes: number): DecodeLimits {
  let made = 0;
  return {
    ...DEFAULT_DECODE_LIMITS,
    memory: 16 * MEGABYTE,
    spend: (bytes, again) => {
      if (!again) made += bytes;
      if (made > FREE && made > RATIO * fileBytes)
        throw new FormatError("BUDGET_BYTES", `The file unpacks to more than ${RATIO} times its size; it may be a bomb.`);
    },
  };
}

export interface Unpacked {
  readonly source: ByteSource;
  /** Names of the compressions, outermost first. */
  readonly packed: readonly string[];
}

/**
 * The bytes inside of gzip, bzip2, xz, lzma, lz4, zstd, zlib and the old form of joblib. What is too large to hold is
 * kept in a file.
 * @throws FormatError where it does not unpack to its end
 */
export async function unpack(
  file: ByteSource,
  limits: DecodeLimits,
  scratch: Scratch,
  each: (bytes: number) => Promise<void>,
): Promise<Unpacked> {
  let source = file;
  const packed: string[] = [];
  for (;;) {
    const codec = compressionOf({ source, head: source.read(0, HEAD), name: "", within: [] });
    if (codec === undefined) return { source, packed };
    if (packed.length >= DEEPEST) throw new FormatError("BUDGET_DEPTH", `The file is compressed more than ${DEEPEST} times.`);
    packed.push(codec);
    const { source: content, problem } = decode(CODECS[codec], { source }, limits);
    if (problem !== undefined) throw new FormatError("MALFORMED", `The ${codec} stream does not unpack to its end: ${problem.message}`);
    source = content.size > limits.memory ? await scratch.hold(content, each) : content;
  }
}
