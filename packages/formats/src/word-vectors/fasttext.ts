import { ByteCursor } from "../byte-cursor.ts";
import { type ByteSource, viewOf } from "../byte-source.ts";
import { FormatError } from "../errors.ts";

export interface FasttextFacts {
  readonly version: number;
  readonly dimension: number;
  readonly words: number;
  readonly labels: number;
  readonly quantised: boolean;
  readonly problems: readonly { readonly offset: number; readonly message: string }[];
  readonly end: number;
}

const MAGIC = 793_712_314;
const CENTROIDS = 256;
const LONGEST_WORD = 64 * 1024;

export function looksLikeFasttext(head: Uint8Array): boolean {
  return head.length >= 64 && viewOf(head).getInt32(0, true) === MAGIC;
}

/**
 * A model of fastText, plain or quantised.
 *
 * @throws FormatError NOT_THIS_FORMAT, UNSUPPORTED, TRUNCATED, MALFORMED
 * @see https://github.com/facebookresearch/fastText/blob/main/src/fasttext.cc (loadModel), dictionary.cc, quantmatrix.cc
 */
export function readFasttext(source: ByteSource): FasttextFacts {
  const cursor = new ByteCursor(source);
  if (cursor.i32() !== MAGIC) throw new FormatError("NOT_THIS_FORMAT", "no fastText model");
  const version = cursor.i32();
  if (version < 11 || version > 12) throw new FormatError("UNSUPPORTED", `version ${version} of fastText's format is not read`);
  const problems: { readonly offset: number; readonly message: string }[] = [];
  const dimension = cursor.i32();
  cursor.skip(7 * 4);
  const buckets = cursor.i32();
  cursor.skip(3 * 4 + 8);
  const size = cursor.i32();
  const words = cursor.i32();
  const labels = cursor.i32();
  cursor.skip(8);
  const pruned = Number(cursor.i64());
  if (dimension <= 0 || words < 0 || labels < 0 || size < 0 || words + labels !== size)
    problems.push({ offset: 64, message: `${size} entries, ${words} words, ${labels} labels, dimension ${dimension}` });
  cursor.fit(size, 10, "entries of the dictionary");
  for (let index = 0; index < size; index++) {
    const start = cursor.offset;
    while (cursor.u8() !== 0)
      if (cursor.offset - start > LONGEST_WORD) throw new FormatError("MALFORMED", `the word at offset ${start} has no end`);
    cursor.skip(8);
    const type = cursor.u8();
    if (type > 1) problems.push({ offset: cursor.offset - 1, message: `an entry has the type ${type}` });
    if (problems.length > 20) throw new FormatError("MALFORMED", "the dictionary is broken");
  }
  if (pruned > 0) cursor.skip(cursor.fit(pruned, 8, "pruned entries") * 8);
  const quantised = cursor.u8() !== 0;
  const rows = readMatrix(cursor, quantised, dimension, problems);
  const outputQuantised = cursor.u8() !== 0;
  readMatrix(cursor, quantised && outputQuantised, dimension, problems);
  if (!quantised && rows < words)
    problems.push({ offset: 0, message: `the matrix has ${rows} rows for ${words} words and ${buckets} buckets` });
  return { version, dimension, words, labels, quantised, problems, end: cursor.offset };
}

function readMatrix(
  cursor: ByteCursor,
  quantised: boolean,
  dimension: number,
  problems: { readonly offset: number; readonly message: string }[],
): number {
  const norms = quantised && cursor.u8() !== 0;
  const offset = cursor.offset;
  const [rows, columns] = [Number(cursor.i64()), Number(cursor.i64())];
  if (columns !== dimension) problems.push({ offset, message: `a matrix has ${columns} columns, the model has dimension ${dimension}` });
  if (!quantised) {
    cursor.fit(rows, Math.max(0, columns) * 4, "rows of a matrix");
    cursor.skip(rows * columns * 4);
    return rows;
  }
  const codes = cursor.i32();
  cursor.skip(cursor.fit(codes, 1, "codes"));
  readQuantiser(cursor, problems);
  if (norms) {
    cursor.skip(cursor.fit(rows, 1, "norms"));
    readQuantiser(cursor, problems);
  }
  return rows;
}

function readQuantiser(cursor: ByteCursor, problems: { readonly offset: number; readonly message: string }[]): void {
  const offset = cursor.offset;
  const dimension = cursor.i32();
  const parts = cursor.i32();
  cursor.skip(8);
  if (dimension <= 0 || parts <= 0 || parts > dimension)
    problems.push({ offset, message: `a quantiser of ${dimension} dimensions in ${parts} parts` });
  cursor.fit(dimension, CENTROIDS * 4, "dimensions of centroids");
  cursor.skip(dimension * CENTROIDS * 4);
}
