import { FormatError } from "@castellan/formats";
import type { Subject, Visit } from "./interpreter.ts";
import { alarmingText } from "./payload-text.ts";

/** No file has so many bytes. */
const IMPOSSIBLE = 2 ** 44;
/** A broken download keeps more than this part of what its header announces. */
const LARGE = 2 ** 30;
const FRACTION = 4096;

/**
 * Reads a structure. Lengths that no file can have are built to make a loader allocate or overflow: malicious. Any other
 * failure passes through to the engine.
 */
export function readStructure<Facts>({ source }: Pick<Subject, "source">, visit: Visit, read: () => Facts): Facts | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof FormatError) || error.announced === undefined) throw error;
    const { announced } = error;
    const impossible = announced < 0 || announced >= IMPOSSIBLE || (announced >= LARGE && announced > FRACTION * (source.size + FRACTION));
    if (!impossible) throw error;
    visit.finding({ rule: "impossible-length", message: error.message });
    return undefined;
  }
}

/** Calls as they stand in code: names of features and settings of training hold none. */
const CODE = /\b(?:os\.(?:system|popen)|subprocess\.\w{1,20}|__import__|builtins\.\w{1,20}|pickle\.loads|eval|exec)\s{0,4}\(/;

/** Text that a model carries besides its numbers: never run, but a sign of what somebody tried. */
export function judgeTexts(texts: readonly { readonly where: string; readonly text: string }[], visit: Visit): void {
  for (const { where, text } of texts) {
    const alarming = alarmingText(text)?.what ?? CODE.exec(text)?.[0];
    if (alarming !== undefined)
      visit.finding({ rule: "alarming-metadata", message: `The text of ${JSON.stringify(where)} holds ${alarming}.` });
  }
}
