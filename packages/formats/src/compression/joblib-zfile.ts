import { ascii } from "../byte-source.ts";
import { FormatError } from "../errors.ts";
import { type CodecReport, verify } from "./codec.ts";
import type { InputBytes } from "./input-bytes.ts";
import type { OutputLog } from "./output-log.ts";
import { zlib } from "./zlib.ts";

/** "ZF", then the length in hexadecimal, padded with blanks to 19 characters (or 17 and none from Python 2). */
const HEAD = /^ZF0x[0-9a-fA-F]{1,16}L? {0,17}/;

export function isJoblibZfile(head: Uint8Array): boolean {
  return HEAD.test(ascii(head, 0, 2 + 19));
}

/**
 * joblib before 0.10: a length, then one zlib stream. @see https://github.com/joblib/joblib numpy_pickle_compat.read_zfile
 * which takes 2 + 19 bytes of head, one less where the stream does not begin there.
 */
export function* joblibZfile(input: InputBytes, output: OutputLog, report: CodecReport): Generator<undefined, void> {
  const head = HEAD.exec(ascii(input.peek(2 + 19)))?.[0];
  if (head === undefined) throw new FormatError("NOT_THIS_FORMAT", "No head of an old joblib file.");
  const declared = Number.parseInt(head.slice(2), 16);
  input.seek(head.length);
  yield* zlib(input, output, report);
  verify(report, output.length === declared, `The head says ${declared} bytes, ${output.length} came out.`, 2);
}
