import { DEFAULT_DECODE_LIMITS, type DecodedBytes, type DecodeLimits } from "@castellan/formats";
import type { Visit } from "../interpreter.ts";

/** Bytes decoded once more that count as one operation: reading again is work, but no sign of a bomb. */
const BYTES_AN_OPERATION = 1024;

/** Decoding on the budget of the file. */
export function decodeLimits(visit: Visit): DecodeLimits {
  return {
    ...DEFAULT_DECODE_LIMITS,
    spend: (bytes, again) => {
      if (again) visit.spend("operations", Math.ceil(bytes / BYTES_AN_OPERATION));
      else visit.spend("decompressed", bytes);
    },
  };
}

/**
 * Reports why a stream did not decode to its end as it says it should. `what` begins a sentence, `offset` is where the
 * stream begins in the subject.
 */
export function reportProblem(visit: Visit, { problem }: DecodedBytes, what: string, offset: number): void {
  if (problem === undefined) return;
  const at = offset + problem.offset;
  switch (problem.kind) {
    case "checksum":
      visit.finding({ rule: "archive-checksum", message: `${what}: ${problem.message}`, offset: at });
      return;
    case "encrypted":
      visit.finding({ rule: "archive-encrypted", message: `${what} is encrypted.`, offset: at });
      visit.incomplete(`${what} is encrypted and was not examined.`, at);
      return;
    case "malformed":
      visit.finding({ rule: "malformed", message: `${what}: ${problem.message}`, offset: at });
      visit.incomplete(`${what} could not be unpacked beyond the fault.`, at);
      return;
    default:
      visit.incomplete(`${what}: ${problem.message}`, at);
  }
}
