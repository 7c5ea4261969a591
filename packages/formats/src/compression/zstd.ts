import { constants, zstdDecompressSync } from "node:zlib";
import { FormatError } from "../errors.ts";
import type { CodecReport } from "./codec.ts";
import type { InputBytes } from "./input-bytes.ts";
import type { OutputLog } from "./output-log.ts";

const MAGIC = 0xfd2fb528;
const MAX_BLOCK = 128 * 1024;
/** A frame is decoded as a whole: larger ones are not. */
const MAX_FRAME = 32 * 1024 * 1024;

export function isZstd(head: Uint8Array): boolean {
  return head.length >= 9 && magicOf(head) === MAGIC;
}

function magicOf(bytes: Uint8Array): number {
  return bytes.length < 4 ? 0 : new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
}

function isSkippable(magic: number): boolean {
  return magic >= 0x184d2a50 && magic <= 0x184d2a5f;
}

/** Frames one after another, skippable ones between them. @see RFC 8878 */
export function* zstd(input: InputBytes, output: OutputLog, report: CodecReport): Generator<undefined, void> {
  for (;;) {
    const magic = magicOf(input.peek(4));
    if (magic !== MAGIC && !isSkippable(magic)) {
      if (report.streams === 0) throw new FormatError("MALFORMED", "No Zstandard frame.");
      return;
    }
    report.streams++;
    const start = input.position;
    const { length, checked } = magic === MAGIC ? frameLength(input) : skippableLength(input);
    if (magic === MAGIC) {
      if (length > MAX_FRAME) throw new FormatError("UNSUPPORTED", "A Zstandard frame of more than 32 MB is not decoded.");
      input.seek(start);
      output.append(decoded(input.take(length)));
      // The library compares the checksum itself.
      if (checked) report.verified ??= true;
    }
    input.seek(start + length);
    yield;
  }
}

function decoded(frame: Uint8Array): Uint8Array {
  try {
    return zstdDecompressSync(frame, { maxOutputLength: MAX_FRAME, params: { [constants.ZSTD_d_windowLogMax]: 25 } });
  } catch (cause) {
    const large = cause instanceof RangeError;
    if (large) throw new FormatError("UNSUPPORTED", "A Zstandard frame that decodes to more than 32 MB is not decoded.", { cause });
    throw new FormatError("MALFORMED", "A Zstandard frame that cannot be decoded.", { cause });
  }
}

function skippableLength(input: InputBytes): { readonly length: number; readonly checked: boolean } {
  input.seek(input.position + 4);
  const length = input.uint32();
  if (length > input.remaining) throw input.truncated();
  return { length: length + 8, checked: false };
}

/** Goes over the blocks by their headers. @see RFC 8878, 3.1.1 */
function frameLength(input: InputBytes): { readonly length: number; readonly checked: boolean } {
  const start = input.position;
  input.seek(start + 4);
  const flags = input.byte();
  const single = (flags & 0x20) !== 0;
  const header = (single ? 0 : 1) + ([0, 1, 2, 4][flags & 3] ?? 0) + ([single ? 1 : 0, 2, 4, 8][flags >> 6] ?? 0);
  input.take(header);
  for (let last = false; !last; ) {
    const low = input.uint16();
    const value = low + input.byte() * 65536;
    last = (value & 1) === 1;
    const kind = (value >> 1) & 3;
    const size = kind === 1 ? 1 : value >> 3;
    if (kind === 3 || size > MAX_BLOCK) throw new FormatError("MALFORMED", "A Zstandard block that does not exist.");
    if (size > input.remaining) throw input.truncated();
    input.seek(input.position + size);
  }
  const checked = (flags & 4) !== 0;
  if (checked) input.uint32();
  return { length: input.position - start, checked };
}
