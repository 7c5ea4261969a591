import { ByteCursor } from "../byte-cursor.ts";
import { ascii, type ByteSource, textOf } from "../byte-source.ts";
import { FormatError } from "../errors.ts";
import { textLines } from "../text-lines.ts";

export interface Word2vecFacts {
  readonly encoding: "binary" | "text";
  readonly words: number;
  readonly dimension: number;
  readonly problems: readonly { readonly offset: number; readonly message: string }[];
  readonly end: number;
}

const LONGEST_WORD = 4096;
const LONGEST_LINE = 16 * 1024 * 1024;
const PROBLEMS_KEPT = 10;

interface Header {
  readonly words: number;
  readonly dimension: number;
  readonly start: number;
}

function headerOf(head: Uint8Array): Header | undefined {
  const match = /^(\d{1,10}) (\d{1,5})\r?\n/.exec(ascii(head, 0, 20));
  return match === null ? undefined : { words: Number(match[1]), dimension: Number(match[2]), start: match[0].length };
}

/** Count and dimension on the first line, then one word with its vector, as text or as floats. */
export function looksLikeWord2vec(source: ByteSource): boolean {
  const head = source.read(0, 8192);
  const header = headerOf(head);
  if (header === undefined || header.dimension < 2 || header.words < 1) return false;
  return isText(head, header) || isBinary(source, header);
}

function isText(head: Uint8Array, { start, dimension }: Header): boolean {
  const line = textOf(head.subarray(start)).split("\n", 1)[0] ?? "";
  const fields = line.trimEnd().split(" ");
  return (fields.length === dimension + 1 || (fields.length > 3 && head.length === 8192)) && /^-?[\d.]+(?:e-?\d+)?$/i.test(fields[1] ?? "");
}

/** The first vector is there and is no text, and a second word ends where its vector begins. */
function isBinary(source: ByteSource, { start, dimension }: Header): boolean {
  const first = source.read(start, LONGEST_WORD);
  const space = first.indexOf(0x20);
  if (space < 1) return false;
  const vector = source.read(start + space + 1, 4 * dimension);
  if (vector.length < 4 * dimension || vector.every((byte) => byte >= 0x09 && byte < 0x7f)) return false;
  const next = source.read(start + space + 1 + 4 * dimension, LONGEST_WORD);
  return next.length === 0 || next.indexOf(0x20) > 0 || next.every((byte) => byte === 10 || byte === 0);
}

/**
 * Vectors of words in the form of the word2vec tool.
 * @throws FormatError NOT_THIS_FORMAT, TRUNCATED, BUDGET_BYTES
 * @see https://github.com/tmikolov/word2vec/blob/master/distance.c
 */
export function readWord2vec(source: ByteSource): Word2vecFacts {
  const head = source.read(0, 8192);
  const header = headerOf(head);
  if (header === undefined) throw new FormatError("NOT_THIS_FORMAT", "no vectors of words");
  return isText(head, header) ? readText(source, header) : readBinary(source, header);
}

function readBinary(source: ByteSource, { words, dimension, start }: Header): Word2vecFacts {
  const cursor = new ByteCursor(source, start);
  cursor.fit(words, 4 * dimension + 2, "words");
  for (let index = 0; index < words; index++) {
    const offset = cursor.offset;
    if (cursor.peek() === 10) cursor.advance(1);
    while (cursor.u8() !== 0x20)
      if (cursor.offset - offset > LONGEST_WORD) throw new FormatError("MALFORMED", `the word at offset ${offset} has no end`);
    cursor.skip(4 * dimension);
  }
  if (cursor.peek() === 10) cursor.advance(1);
  return { encoding: "binary", words, dimension, problems: [], end: cursor.offset };
}

function readText(source: ByteSource, { words, dimension, start }: Header): Word2vecFacts {
  const problems: { readonly offset: number; readonly message: string }[] = [];
  let lines = 0;
  for (const { text, offset } of textLines(source, LONGEST_LINE, start)) {
    if (text.trim() === "") continue;
    lines++;
    const fields = text.trimEnd().split(" ");
    const numbers = fields.slice(-dimension);
    if (fields.length < dimension + 1 || numbers.some((field) => !Number.isFinite(Number(field)))) {
      problems.push({ offset, message: `line ${lines + 1} is no word with ${dimension} numbers` });
      if (problems.length >= PROBLEMS_KEPT) break;
    }
  }
  if (lines !== words) problems.push({ offset: 0, message: `${words} words are announced, ${lines} stand there` });
  return { encoding: "text", words: lines, dimension, problems, end: source.size };
}
