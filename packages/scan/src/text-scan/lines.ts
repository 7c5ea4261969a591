/** One line of a file of records. */
export interface ReadLine {
  /** From 1. */
  readonly number: number;
  /** Undefined where the line cannot be given; `fault` says why. */
  readonly text: string | undefined;
  readonly fault?: "too-long" | "not-utf8";
}

const NEWLINE = 0x0a;

/**
 * Splits bytes into lines without ever holding more than `longest` bytes of one: a longer line is passed over and
 * reported. The next chunk is asked for only when the lines of the last one were taken.
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>, longest: number): AsyncGenerator<readonly ReadLine[]> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let held: Uint8Array[] = [];
  let size = 0;
  let passing = false;
  let number = 1;
  const finished = (rest: Uint8Array): ReadLine => {
    const line = passing ? { number, text: undefined, fault: "too-long" as const } : decoded(decoder, number, [...held, rest]);
    held = [];
    size = 0;
    passing = false;
    number++;
    return line;
  };
  for await (const chunk of chunks) {
    const lines: ReadLine[] = [];
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
      passing ||= size + at - from > longest;
      lines.push(finished(chunk.subarray(from, at)));
      from = at + 1;
    }
    size += chunk.length - from;
    if (passing || size > longest) {
      passing = true;
      held = [];
    } else if (from < chunk.length) held.push(chunk.slice(from));
    if (lines.length > 0) yield lines;
  }
  if (size > 0 || passing) yield [finished(new Uint8Array(0))];
}

function decoded(decoder: TextDecoder, number: number, parts: readonly Uint8Array[]): ReadLine {
  const last = parts.at(-1) ?? new Uint8Array(0);
  const bytes = parts.length === 1 ? last : Buffer.concat(parts);
  try {
    const text = decoder.decode(bytes);
    // A byte-order mark in front of the file belongs to the encoding, not to the record.
    return { number, text: number === 1 && text.charCodeAt(0) === 0xfeff ? text.slice(1) : text };
  } catch {
    return { number, text: undefined, fault: "not-utf8" };
  }
}
