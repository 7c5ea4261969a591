import { FormatError } from "../errors.ts";
import { adler32 } from "./adler32.ts";
import { type CodecReport, verify, watched } from "./codec.ts";
import { inflate } from "./deflate.ts";
import type { InputBytes } from "./input-bytes.ts";
import type { OutputLog } from "./output-log.ts";

/** Deflate with a window of at most 32 kB and the check bits that go with it. @see RFC 1950, 2.2 */
export function isZlib(head: Uint8Array): boolean {
  const [method = 0, flags = 0] = head;
  return head.length >= 2 && (method & 15) === 8 && method >> 4 <= 7 && ((method << 8) | flags) % 31 === 0;
}

/** Streams one after another: joblib reads on as long as there are bytes. */
export function* zlib(input: InputBytes, output: OutputLog, report: CodecReport): Generator<undefined, void> {
  do {
    report.streams++;
    const head = input.take(2);
    if (!isZlib(head)) throw new FormatError("MALFORMED", "No zlib header.");
    if (((head[1] ?? 0) & 0x20) !== 0) throw new FormatError("UNSUPPORTED", "The zlib stream needs a preset dictionary.");
    let sum = 1;
    yield* watched(inflate(input, output), output, (piece) => {
      sum = adler32(piece, sum);
    });
    const offset = input.position;
    const stated = input.take(4);
    verify(
      report,
      new DataView(stated.buffer, stated.byteOffset).getUint32(0) === sum,
      "The zlib checksum does not match the content.",
      offset,
    );
    yield;
  } while (isZlib(input.peek(2)));
}
