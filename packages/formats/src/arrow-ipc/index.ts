import { type ByteSource, bytesSource, textOf, viewOf } from "../byte-source.ts";
import { CODECS } from "../compression/codecs.ts";
import { decode } from "../compression/decode.ts";
import { FormatError } from "../errors.ts";
import { FlatBuffer, type FlatTable } from "../flatbuffer/flat-table.ts";
import { type ArrowField, byteOf, long, longText, readFields } from "./fields.ts";
import { type ArrowReader, type BatchParts, readerOf } from "./values.ts";

export type { ArrowField } from "./fields.ts";
export type { ArrowReader, ArrowValue } from "./values.ts";

/** Rows that stand together: one reader a column. */
export interface ArrowBatch {
  readonly rows: number;
  readonly columns: readonly ArrowReader[];
}

export interface ArrowTable {
  readonly fields: readonly ArrowField[];
  /** In the order of the file; throws FormatError where the file is damaged, after the whole batches before. */
  readonly batches: Generator<ArrowBatch, void>;
}

const MOST_METADATA = 64 * 1024 * 1024;
const MOST_BUFFER = 2 ** 31;
const SCHEMA = 1;
const DICTIONARY = 2;
const RECORDS = 3;

interface Message {
  readonly type: number;
  readonly header: FlatTable;
  readonly body: number;
  readonly bodyLength: number;
}

/** Messages one after the other; a file holds them behind its magic bytes. */
function* messages(source: ByteSource, start: number): Generator<Message, void> {
  for (let at = start; at + 8 <= source.size; ) {
    const view = viewOf(source.read(at, 8));
    const continued = view.getUint32(0, true) === 0xffffffff;
    const length = view.getUint32(continued ? 4 : 0, true);
    if (length === 0) return;
    const from = at + (continued ? 8 : 4);
    if (length > MOST_METADATA || from + length > source.size)
      throw new FormatError("TRUNCATED", `the message at offset ${at} goes on behind the end of the file`);
    const root = new FlatBuffer(bytesSource(source.read(from, length).slice()), 0, length).root();
    const header = root.table(2);
    const bodyLength = long(root, 3);
    if (header === undefined || bodyLength < 0) throw new FormatError("MALFORMED", `the message at offset ${at} has no header`);
    const body = from + length;
    if (body + bodyLength > source.size) throw new FormatError("TRUNCATED", `the rows at offset ${body} go on behind the end of the file`);
    yield { type: byteOf(root, 1), header, body, bodyLength };
    at = body + bodyLength;
  }
}

/**
 * Reads Arrow IPC, file (Feather 2) or stream, batch by batch; buffers compressed with LZ4 or Zstandard too.
 * @see https://arrow.apache.org/docs/format/Columnar.html#serialization-and-interprocess-communication-ipc
 * @throws FormatError NOT_THIS_FORMAT, UNSUPPORTED, MALFORMED, TRUNCATED, BUDGET_…
 */
export function readArrowTable(source: ByteSource): ArrowTable {
  const head = source.read(0, 8);
  const file = textOf(head.subarray(0, 6)) === "ARROW1";
  const stream = head.length >= 8 && viewOf(head).getUint32(0, true) === 0xffffffff;
  if (!file && !stream) throw new FormatError("NOT_THIS_FORMAT", "This file is not Arrow IPC.");
  const all = messages(source, file ? 8 : 0);
  const first = guarded(() => all.next().value);
  if (first === undefined || first.type !== SCHEMA) throw new FormatError("MALFORMED", "The first Arrow message is no schema.");
  const fields = guarded(() => readFields(first.header));
  return { fields, batches: batchesOf(source, fields, all) };
}

function* batchesOf(source: ByteSource, fields: readonly ArrowField[], all: Generator<Message, void>): Generator<ArrowBatch, void> {
  const coded = new Map<string, ArrowField>();
  const collect = (field: ArrowField): void => {
    if (field.dictionary !== undefined) coded.set(field.dictionary.id, field);
    field.children.forEach(collect);
  };
  fields.forEach(collect);
  const dictionaries = new Map<string, { reader: ArrowReader; rows: number }>();
  for (;;) {
    const message = guarded(() => all.next().value);
    if (message === undefined) return;
    const { type, header, body, bodyLength } = message;
    if (type === DICTIONARY) {
      const id = longText(header, 0);
      const field = coded.get(id);
      const records = header.table(1);
      if (field === undefined || records === undefined) continue;
      const { dictionary: _, ...plain } = field;
      const rows = long(records, 0);
      const reader = guarded(() => readerOf(plain, partsOf(source, records, body, bodyLength, dictionaries)));
      const before = dictionaries.get(id);
      // A delta is appended to what is there.
      const delta = byteOf(header, 2) !== 0 && before !== undefined;
      dictionaries.set(
        id,
        delta
          ? { reader: (row) => (row < before.rows ? before.reader(row) : reader(row - before.rows)), rows: before.rows + rows }
          : { reader, rows },
      );
    } else if (type === RECORDS) {
      const columns = guarded(() => {
        const parts = partsOf(source, header, body, bodyLength, dictionaries);
        return fields.map((field) => readerOf(field, parts));
      });
      yield { rows: long(header, 0), columns: columns.map((read) => (row) => guarded(() => read(row))) };
    }
  }
}

/** DataView refuses what lies outside of a buffer; here that is damage of the file. */
function guarded<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof FormatError) throw cause;
    if (cause instanceof RangeError) throw new FormatError("MALFORMED", "Arrow data points outside of its buffer.", { cause });
    throw cause;
  }
}

function partsOf(
  source: ByteSource,
  records: FlatTable,
  body: number,
  bodyLength: number,
  dictionaries: ReadonlyMap<string, { readonly reader: ArrowReader }>,
): BatchParts {
  const nodes = records.vector(1, 16);
  const buffers = records.vector(2, 16);
  const compression = records.table(3);
  let node = 0;
  let buffer = 0;
  const pair = (vector: { readonly start: number; readonly count: number } | undefined, index: number): readonly [number, number] => {
    if (vector === undefined || index >= vector.count)
      throw new FormatError("MALFORMED", "an Arrow batch has fewer parts than its columns need");
    const view = records.buffer.view(vector.start + 16 * index, 16);
    return [Number(view.getBigInt64(0, true)), Number(view.getBigInt64(8, true))];
  };
  return {
    node: () => {
      const [length, nulls] = pair(nodes, node++);
      return { length, nulls };
    },
    buffer: () => {
      const [offset, length] = pair(buffers, buffer++);
      if (offset < 0 || length < 0 || offset + length > bodyLength)
        throw new FormatError("MALFORMED", "an Arrow buffer lies outside of its batch");
      if (length > MOST_BUFFER) throw new FormatError("BUDGET_BYTES", `an Arrow buffer of ${length} bytes`);
      const bytes = source.read(body + offset, length);
      return viewOf(compression === undefined || length === 0 ? bytes : unpacked(bytes, byteOf(compression, 0)));
    },
    dictionary: (id) => {
      const found = dictionaries.get(id);
      if (found === undefined) throw new FormatError("MALFORMED", `the dictionary ${id} does not stand before the rows that need it`);
      return found.reader;
    },
  };
}

/** A compressed buffer begins with its size in 8 bytes; -1 says that it is not compressed after all. */
function unpacked(bytes: Uint8Array, codec: number): Uint8Array {
  const size = Number(viewOf(bytes).getBigInt64(0, true));
  const packed = bytes.subarray(8);
  if (size === -1) return packed;
  if (size < 0 || size > MOST_BUFFER) throw new FormatError("BUDGET_BYTES", `an Arrow buffer that unpacks to ${size} bytes`);
  const { source, problem } = decode(
    codec === 0 ? CODECS.lz4 : CODECS.zstd,
    { source: bytesSource(packed) },
    { memory: size + 1, output: size },
  );
  if (problem !== undefined || source.size !== size)
    throw new FormatError("MALFORMED", `a compressed Arrow buffer cannot be unpacked: ${problem?.message ?? "its size is another"}`);
  return source.read(0, size);
}
