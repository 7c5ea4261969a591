import { ascii } from "../byte-source.ts";
import { FormatError } from "../errors.ts";
import { type CodecReport, verify } from "./codec.ts";
import type { InputBytes } from "./input-bytes.ts";
import type { OutputLog } from "./output-log.ts";
import { isZlib, zlib } from "./zlib.ts";

/** "ZF" and a number of 19 characters. */
const HEAD = 21;
/** What Python's `int(text, 16)` takes. */
const HEXADECIMAL = /^[ \t\n\v\f\r]*[+-]?(?:0[xX]_?)?[0-9a-fA-F](?:_?[0-9a-fA-F])*[ \t\n\v\f\r]*$/;

export function isJoblibZfile(head: Uint8Array): boolean {
  return head.length > HEAD + 2 && head[0] === 0x5a && head[1] === 0x46 && HEXADECIMAL.test(ascii(head, 2, HEAD));
}

/**
 * joblib before 0.10: a length, then zlib streams, one blank before them where Python 2 wrote the file.
 * @see https://github.com/joblib/joblib/blob/master/joblib/numpy_pickle_compat.py read_zfile
 */
export function* joblibZfile(input: InputBytes, output: OutputLog, report: CodecReport): Generator<undefined, void> {
  const head = input.peek(HEAD + 3);
  if (!isJoblibZfile(head)) throw new FormatError("NOT_THIS_FORMAT", "No head of an old joblib file.");
  const declared = Number.parseInt(ascii(head, 2, HEAD).replaceAll("_", ""), 16);
  input.seek(head[HEAD] === 0x20 && isZlib(head.subarray(HEAD + 1)) ? HEAD + 1 : HEAD);
  yield* zlib(input, output, report);
  verify(report, output.length === declared, `The head says ${declared} bytes, ${output.length} came out.`, 2);
}
