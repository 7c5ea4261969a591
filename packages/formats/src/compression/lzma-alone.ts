import { FormatError } from "../errors.ts";
import type { CodecReport } from "./codec.ts";
import type { InputBytes } from "./input-bytes.ts";
import { LzmaDecoder, type LzmaProperties, lzmaProperties } from "./lzma.ts";
import type { OutputLog } from "./output-log.ts";

const STEP = 256 * 1024;
const UNKNOWN = 2 ** 64;
/** Presets of xz go up to 64 MB. */
export const USUAL_DICTIONARY = 1024 * 1024 * 1024;

/** What one raw LZMA stream is told from outside. */
export interface LzmaParameters {
  readonly properties: LzmaProperties;
  readonly dictionary: number;
  /** Undefined where an end marker ends the stream. */
  readonly size?: number;
}

/** LZMA data without a header. An end marker is accepted also where the size is known, as liblzma does. */
export function* lzmaRaw(
  input: InputBytes,
  output: OutputLog,
  { properties, dictionary, size }: LzmaParameters,
): Generator<undefined, void> {
  const decoder = new LzmaDecoder(input, output, dictionary);
  decoder.resetState(properties);
  decoder.startRange();
  const end = size === undefined ? Number.POSITIVE_INFINITY : output.length + size;
  while (output.length < end) {
    if (decoder.decode(Math.min(end, output.length + STEP), end)) {
      if (size !== undefined) throw new FormatError("MALFORMED", "The LZMA data ends before its declared length.");
      return;
    }
    yield;
  }
  // With the size known, an end marker may follow; it is part of the stream.
  if (!decoder.finished) decoder.decode(output.length + 1, output.length);
}

/**
 * Whether the 13 bytes of header are ones that liblzma takes for lzma-alone, and LZMA data follows. It has no magic:
 * the dictionary must be 2^n or 2^n + 2^(n-1), the size below 256 GB or unknown. @see liblzma alone_decoder.c
 */
export function isLzmaAlone(head: Uint8Array): boolean {
  if (head.length < 18 || head[13] !== 0) return false;
  const view = new DataView(head.buffer, head.byteOffset);
  const properties = lzmaProperties(view.getUint8(0));
  if (properties === undefined || properties.literalContext + properties.literalPosition > 4) return false;
  const dictionary = view.getUint32(1, true);
  const size = view.getBigUint64(5, true);
  if (dictionary !== 0xffffffff && !/^1{0,2}0*$/.test(dictionary.toString(2))) return false;
  return size > 0n && (size < 1n << 38n || size === 0xffffffffffffffffn);
}

/** The format of LZMA utils, `.lzma`. @see lzma-file-format.txt of XZ Utils */
export function* lzmaAlone(input: InputBytes, output: OutputLog, report: CodecReport): Generator<undefined, void> {
  report.streams++;
  const properties = lzmaProperties(input.byte());
  if (properties === undefined) throw new FormatError("MALFORMED", "Properties that LZMA does not have.");
  const dictionary = input.uint32();
  if (dictionary > USUAL_DICTIONARY) report.demand ??= `The LZMA stream asks for ${Math.ceil(dictionary / 1024 / 1024)} MB of memory.`;
  const low = input.uint32();
  const size = low + input.uint32() * 2 ** 32;
  yield* lzmaRaw(input, output, { properties, dictionary, ...(size >= UNKNOWN - 2048 ? {} : { size }) });
}
