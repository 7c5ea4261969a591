import type { Matrix } from "../table/table.ts";
import { runBert } from "./bert.ts";
import type { SentenceEncoder } from "./read-encoder.ts";

/** Word pieces that go through the encoder at once. */
const BATCH = 1024;

export interface EncodedTexts {
  /** One row a text. */
  readonly vectors: Matrix;
  /** Texts of which only the beginning was read. */
  readonly cut: number;
}

/** One vector a text; the same text is encoded once. `say` hears how many of how many distinct texts are done. */
export function encodeTexts(
  encoder: SentenceEncoder,
  texts: readonly string[],
  say: (done: number, of: number) => void = () => undefined,
): EncodedTexts {
  const { model, tokenizer, limit } = encoder;
  const { width } = model;
  const rowsOf = new Map<string, number[]>();
  for (const [row, text] of texts.entries()) {
    const known = rowsOf.get(text);
    if (known === undefined) rowsOf.set(text, [row]);
    else known.push(row);
  }
  const values = new Float32Array(texts.length * width);
  let [batch, pieces, done, cut]: [[Int32Array, readonly number[]][], number, number, number] = [[], 0, 0, 0];
  const run = (): void => {
    const hidden = runBert(
      model,
      batch.map(([numbers]) => numbers),
    );
    let at = 0;
    for (const [{ length }, rows] of batch) {
      const vector = pooled(hidden.subarray(at * width, (at + length) * width), encoder);
      for (const row of rows) values.set(vector, row * width);
      at += length;
    }
    done += batch.length;
    say(done, rowsOf.size);
    [batch, pieces] = [[], 0];
  };
  for (const [text, rows] of rowsOf) {
    const numbers = tokenizer.encode(text, limit);
    if (numbers.length === limit) cut += rows.length;
    if (pieces > 0 && pieces + numbers.length > BATCH) run();
    batch.push([numbers, rows]);
    pieces += numbers.length;
  }
  if (pieces > 0) run();
  return { vectors: { rows: texts.length, columns: width, values }, cut };
}

/** The mean of the pieces' vectors, or the first of them. */
function pooled(hidden: Float32Array, { model: { width }, pooling, unit }: SentenceEncoder): Float32Array {
  const vector = new Float32Array(width);
  const rows = pooling === "mean" ? hidden.length / width : 1;
  for (let index = 0; index < rows * width; index++) vector[index % width] = (vector[index % width] ?? 0) + (hidden[index] ?? 0) / rows;
  if (!unit) return vector;
  let squares = 0;
  for (const value of vector) squares += value * value;
  return vector.map((value) => value / (Math.sqrt(squares) || 1));
}
