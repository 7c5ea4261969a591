import type { ByteSource } from "../../byte-source.ts";
import { DeltaFilter, filtered, xzFilter } from "../../compression/byte-filters.ts";
import { bzip2 } from "../../compression/bzip2.ts";
import { type Codec, verify } from "../../compression/codec.ts";
import { type DecodeLimits, decode } from "../../compression/decode.ts";
import type { CodecProblem, DecodedBytes } from "../../compression/decoded-bytes.ts";
import { inflate, inflate64 } from "../../compression/deflate.ts";
import { lz4 } from "../../compression/lz4.ts";
import { lzmaProperties } from "../../compression/lzma.ts";
import { lzmaRaw } from "../../compression/lzma-alone.ts";
import { lzma2, lzma2Dictionary } from "../../compression/lzma2.ts";
import { zstd } from "../../compression/zstd/zstd.ts";
import { FormatError } from "../../errors.ts";
import { sliceSource } from "../slice-source.ts";
import type { SevenZipCoder, SevenZipFolder } from "./seven-zip-archive.ts";
import { mainOutput } from "./streams-info.ts";

const AES = "06f10701";

const copy: Codec = function* (input, output) {
  for (let bytes = input.some(65_536); bytes.length > 0; bytes = input.some(65_536)) {
    output.append(bytes);
    yield;
  }
};

/** @see Methods.txt of 7-Zip */
function codecOf({ id, properties }: SevenZipCoder, size: number): Codec | undefined {
  switch (id) {
    case "00":
      return copy;
    case "03":
      return filtered(copy, () => [new DeltaFilter((properties[0] ?? 0) + 1)]);
    case "04":
    case "03030103":
      return filtered(copy, () => [xzFilter(4, properties)]);
    case "21":
      return (input, output) => lzma2(input, output, dictionaryOf(lzma2Dictionary(properties[0] ?? 255)));
    case "030101":
      return (input, output) => lzma(input, output, properties, size);
    case "040108":
      return inflate;
    case "040109":
      return inflate64;
    case "040202":
      return bzip2;
    case "04f71101":
      return zstd;
    case "04f71104":
      return lz4;
    default:
      return undefined;
  }
}

function dictionaryOf(dictionary: number | undefined): number {
  if (dictionary === undefined) throw new FormatError("MALFORMED", "Properties that LZMA2 does not have.");
  return dictionary;
}

function lzma(input: Parameters<Codec>[0], output: Parameters<Codec>[1], bytes: Uint8Array, size: number): ReturnType<Codec> {
  const properties = lzmaProperties(bytes[0] ?? 255);
  if (bytes.length < 5 || properties === undefined) throw new FormatError("MALFORMED", "Properties that LZMA does not have.");
  const dictionary = new DataView(bytes.buffer, bytes.byteOffset).getUint32(1, true);
  return lzmaRaw(input, output, { properties, dictionary, size });
}

/** Compares the length with the one in the header. */
function sized(codec: Codec, size: number): Codec {
  return function* (input, output, report) {
    yield* codec(input, output, report);
    verify(report, output.length === size, `${output.length} bytes came out, the header says ${size}.`, input.position);
  };
}

function failure(kind: CodecProblem["kind"], message: string): DecodedBytes {
  return { source: { size: 0, read: () => new Uint8Array(0) }, consumed: 0, streams: 0, problem: { kind, message, offset: 0 } };
}

/** The stream that a folder unpacks to. Coders with several inputs (BCJ2) and encryption are not supported. */
export function openFolder(
  source: ByteSource,
  folder: SevenZipFolder,
  packs: readonly { readonly start: number; readonly end: number }[],
  limits?: DecodeLimits,
): DecodedBytes {
  const { coders, bonds } = folder;
  if (coders.some(({ id }) => id === AES)) return failure("encrypted", "The content is encrypted.");
  if (coders.some(({ inputs, outputs }) => inputs !== 1 || outputs !== 1))
    return failure("unsupported", "The content is packed by coders of several streams, which are not supported.");
  const pack = packs[folder.firstPack];
  if (pack === undefined) return failure("malformed", "The packed stream is missing.");
  // From the result back to the coder that takes the packed stream; with one stream each, indexes are those of coders.
  const chain: number[] = [];
  for (let index: number | undefined = mainOutput(folder); index !== undefined && chain.length <= coders.length; ) {
    chain.unshift(index);
    const coder: number = index;
    index = bonds.find(({ to }) => to === coder)?.from;
  }
  let result: DecodedBytes = { source: sliceSource(source, pack.start, pack.end), consumed: pack.end - pack.start, streams: 1 };
  let problem: CodecProblem | undefined =
    pack.end > source.size ? { kind: "truncated", message: "The archive ends in the middle of the packed data.", offset: 0 } : undefined;
  let consumed: number | undefined;
  for (const index of chain) {
    const coder = coders[index];
    const size = folder.sizes[index] ?? 0;
    const codec = coder === undefined ? undefined : codecOf(coder, size);
    if (codec === undefined) return failure("unsupported", `The content is packed by method ${coder?.id ?? "?"}, which is not supported.`);
    result = decode(sized(codec, size), { source: result.source }, limits);
    consumed ??= result.consumed;
    problem ??= result.problem;
  }
  return { ...result, consumed: consumed ?? 0, ...(problem === undefined ? {} : { problem }) };
}
