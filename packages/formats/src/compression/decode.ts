import type { ByteSource } from "../byte-source.ts";
import { FormatError } from "../errors.ts";
import type { Codec, CodecReport } from "./codec.ts";
import type { CodecProblem, CodecProblemKind, DecodedBytes } from "./decoded-bytes.ts";
import { InputBytes } from "./input-bytes.ts";
import { OutputLog } from "./output-log.ts";
import { ReplayedSource } from "./replayed-source.ts";

export interface DecodeLimits {
  /** Output that is held; more is decoded again when it is read. */
  readonly memory: number;
  /** Output that is made at all. */
  readonly output: number;
  /** Told of each piece of output; `again` where it is made once more to be read. May throw to end the work. */
  readonly spend?: (bytes: number, again: boolean) => void;
}

const MEGABYTE = 1024 * 1024;
/** Beginning and end of large output, which readers look at first, are held. */
const ENDS = 256 * 1024;

export const DEFAULT_DECODE_LIMITS: DecodeLimits = {
  memory: 32 * MEGABYTE,
  output: 64 * 1024 * MEGABYTE,
};

const PROBLEMS: Partial<Record<FormatError["code"], CodecProblemKind>> = {
  TRUNCATED: "truncated",
  UNSUPPORTED: "unsupported",
  BUDGET_BYTES: "limit",
};

/** Bytes from `start` to `end` of a source, which are a compressed stream or begin with one. */
export interface CompressedRange {
  readonly source: ByteSource;
  readonly start?: number;
  readonly end?: number;
}

/**
 * Decodes to the end once, to know size, checksums and where the stream ends. Small output is kept; of large output
 * only a window, and reading it decodes again from the beginning. Never throws except what `limits.spend` throws.
 */
export function decode(codec: Codec, range: CompressedRange, limits: DecodeLimits = DEFAULT_DECODE_LIMITS): DecodedBytes {
  const input = new InputBytes(range.source, range.start, range.end);
  const output = new OutputLog();
  const report: CodecReport = { streams: 0, verified: undefined, wrong: undefined, demand: undefined, name: undefined };
  const steps = codec(input, output, report);
  let problem: CodecProblem | undefined;
  let told = 0;
  let head: Uint8Array | undefined;
  try {
    while (problem === undefined && steps.next().done !== true) {
      limits.spend?.(output.length - told, false);
      told = output.length;
      if (told > limits.memory) {
        head ??= output.read(0, ENDS).slice();
        output.forget(told - ENDS);
      }
      problem = excess(input, told, limits);
    }
    limits.spend?.(output.length - told, false);
    problem ??= excess(input, output.length, limits);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    problem = { kind: PROBLEMS[error.code] ?? "malformed", message: error.message, offset: input.position };
  }
  if (problem === undefined && report.wrong !== undefined) problem = { kind: "checksum", ...report.wrong };
  const source: ByteSource =
    head === undefined
      ? { size: output.length, read: (offset, length) => output.read(Math.max(0, offset), length) }
      : new ReplayedSource(
          codec,
          range,
          { size: output.length, head, tail: output.read(output.length - ENDS, ENDS).slice() },
          limits.spend,
        );
  return {
    source,
    consumed: input.position,
    streams: report.streams,
    ...(report.verified === undefined ? {} : { verified: report.verified }),
    ...(report.demand === undefined ? {} : { demand: report.demand }),
    ...(report.name === undefined ? {} : { name: report.name }),
    ...(problem === undefined ? {} : { problem }),
  };
}

function excess(input: InputBytes, made: number, limits: DecodeLimits): CodecProblem | undefined {
  if (made <= limits.output) return undefined;
  return { kind: "limit", message: `More than ${limits.output} bytes come out of the compressed data.`, offset: input.position };
}
