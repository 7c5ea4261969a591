import type { InputBytes } from "./input-bytes.ts";
import type { OutputLog } from "./output-log.ts";

/** What a codec notes while it decodes. */
export interface CodecReport {
  /** Streams, members or frames begun. */
  streams: number;
  /** Undefined as long as no checksum or declared length was compared. */
  verified: boolean | undefined;
  /** The first thing that did not hold. */
  wrong: { readonly message: string; readonly offset: number } | undefined;
  /** What it asks of the machine beyond the usual, in a sentence. */
  demand: string | undefined;
  /** Text that the headers hold, for facts: the file name of gzip. */
  name: string | undefined;
}

/**
 * Decodes streams that follow one another, as the loaders in Python do. Yields each time that some output was made (at
 * least once a megabyte), so that limits are kept. Throws FormatError where it cannot go on; what was put out before
 * stays.
 */
export type Codec = (input: InputBytes, output: OutputLog, report: CodecReport) => Generator<undefined, void>;

/** Notes whether something that a stream says of itself holds. */
export function verify(report: CodecReport, right: boolean, message: string, offset: number): void {
  report.verified = right && report.verified !== false;
  if (!right) report.wrong ??= { message, offset };
}

/** Runs a codec and shows each new piece of its output before it can be forgotten. */
export function* watched(
  steps: Generator<undefined, void>,
  output: OutputLog,
  take: (piece: Uint8Array) => void,
): Generator<undefined, void> {
  let seen = output.length;
  for (let done = false; !done; ) {
    done = steps.next().done === true;
    output.since(seen, take);
    seen = output.length;
    if (!done) yield;
  }
}
