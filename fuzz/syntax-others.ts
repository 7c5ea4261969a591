import { FormatError } from "../packages/formats/src/errors.ts";
import { prepareLanguages, readSourceSync } from "../packages/formats/src/syntax/read-source.ts";
import { SAMPLE_LANGUAGES, SAMPLES } from "../packages/formats/src/syntax/testing/samples.ts";
import { spansOf } from "../packages/formats/src/syntax/testing/walk.ts";

interface FuzzTarget {
  readonly name: string;
  run(bytes: Uint8Array): Promise<void>;
}

/** As files are read: what is no UTF-8 becomes U+FFFD. */
const decoder = new TextDecoder();

/**
 * Random bytes seldom reach a deep rule. Two inputs in three are edits of the language's sample: four bytes say where,
 * how much is cut, and what is put there, from the input itself or from the sample.
 */
function textOf(bytes: Uint8Array, sample: string): string {
  if ((bytes[0] ?? 0) % 3 === 0) return decoder.decode(bytes);
  let text = sample;
  for (let at = 1; at + 4 < bytes.length && at < 80; at += 5) {
    const [high = 0, low = 0, cut = 0, kind = 0, character = 0] = bytes.subarray(at, at + 5);
    const start = ((high << 8) | low) % (text.length + 1);
    const piece =
      kind % 3 === 0 ? String.fromCharCode(character) : kind % 3 === 1 ? sample.slice(character * 4, character * 4 + (kind >> 2)) : "";
    text = text.slice(0, start) + piece + text.slice(start + (cut % 32));
  }
  return text;
}

/** Every reader: no error but a budget's, and every span inside of the file. */
export const targets: readonly FuzzTarget[] = SAMPLE_LANGUAGES.map((language) => ({
  name: `source-${language}`,
  async run(bytes) {
    await prepareLanguages([language]);
    const text = textOf(bytes, SAMPLES[language]);
    const lines = text.split("\n").length;
    try {
      for (const { line, endLine } of spansOf(readSourceSync(language, text, { milliseconds: 5000 }))) {
        if (line < 1 || endLine < line || endLine > lines) throw new Error(`a span of lines ${line} to ${endLine} in a file of ${lines}`);
      }
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
    }
  },
}));
