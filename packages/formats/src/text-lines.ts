import { ByteCursor } from "./byte-cursor.ts";
import type { ByteSource } from "./byte-source.ts";
import { FormatError } from "./errors.ts";

const NEWLINE = 0x0a;
const DECODER = new TextDecoder("utf-8");

export interface TextLine {
  /** Without its line end. */
  readonly text: string;
  /** In bytes. */
  readonly offset: number;
  /** Behind the line end. */
  readonly end: number;
}

/**
 * Lines of a text of any size, one at a time.
 * @throws FormatError BUDGET_BYTES where a line is longer than `longest` bytes
 */
export function* textLines(source: ByteSource, longest: number, start = 0): Generator<TextLine> {
  const cursor = new ByteCursor(source, start);
  while (cursor.remaining > 0) {
    const offset = cursor.offset;
    const chunks: Uint8Array[] = [];
    let length = 0;
    for (let ready = cursor.ready(); ready.length > 0; ready = cursor.ready()) {
      const at = ready.indexOf(NEWLINE);
      const chunk = at < 0 ? ready : ready.subarray(0, at);
      length += chunk.length;
      if (length > longest) throw new FormatError("BUDGET_BYTES", `the line at offset ${offset} is longer than ${longest} bytes`);
      chunks.push(at < 0 ? chunk.slice() : chunk);
      cursor.advance(at < 0 ? chunk.length : at + 1);
      if (at >= 0) break;
    }
    const text = DECODER.decode(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
    yield { text: text.endsWith("\r") ? text.slice(0, -1) : text, offset, end: cursor.offset };
  }
}
