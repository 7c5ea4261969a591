import { crc32 } from "node:zlib";
import { FormatError } from "../errors.ts";
import { type CodecReport, verify, watched } from "./codec.ts";
import { inflate } from "./deflate.ts";
import type { InputBytes } from "./input-bytes.ts";
import type { OutputLog } from "./output-log.ts";

const HAS_HEADER_CHECKSUM = 2;
const HAS_EXTRA = 4;
const HAS_NAME = 8;
const HAS_COMMENT = 16;

export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b && head[2] === 8;
}

/**
 * Members one after another, zeros after them included, as Python's gzip module reads them: it refuses other bytes that
 * follow only when it comes to them, so these are left to the caller. @see RFC 1952
 */
export function* gzip(input: InputBytes, output: OutputLog, report: CodecReport): Generator<undefined, void> {
  do {
    report.streams++;
    header(input, report);
    const start = output.length;
    let checksum = 0;
    yield* watched(inflate(input, output), output, (piece) => {
      checksum = crc32(piece, checksum);
    });
    const offset = input.position;
    verify(report, input.uint32() === checksum, "The gzip checksum does not match the content.", offset);
    verify(report, input.uint32() === (output.length - start) % 2 ** 32, "The gzip length does not match the content.", offset + 4);
    yield;
  } while (another(input));
}

function header(input: InputBytes, report: CodecReport): void {
  const fixed = input.take(10);
  if (!isGzip(fixed)) throw new FormatError("MALFORMED", "No gzip header.");
  const flags = fixed[3] ?? 0;
  if ((flags & HAS_EXTRA) !== 0) input.take(input.uint16());
  if ((flags & HAS_NAME) !== 0) {
    const name = text(input);
    report.name ??= name;
  }
  if ((flags & HAS_COMMENT) !== 0) text(input);
  if ((flags & HAS_HEADER_CHECKSUM) !== 0) input.uint16();
}

/** Latin-1 up to a zero byte; of a long one only the beginning is kept. */
function text(input: InputBytes): string {
  let value = "";
  for (let byte = input.byte(); byte !== 0; byte = input.byte()) if (value.length < 1024) value += String.fromCharCode(byte);
  return value;
}

/** Goes over zeros to the next member, or to the end; stays before them where something else follows. */
function another(input: InputBytes): boolean {
  const end = input.position;
  let byte = input.next();
  while (byte === 0) byte = input.next();
  if (byte < 0) return false;
  input.seek(input.position - 1);
  if (isGzip(input.peek(3))) return true;
  input.seek(end);
  return false;
}
