import { type ByteSource, textOf, viewOf } from "../byte-source.ts";
import { FormatError } from "../errors.ts";
import type { TableFacts } from "../facts.ts";

/*
 * Arrow IPC, file and stream: the schema message and the lengths of the record batches.
 * @see https://arrow.apache.org/docs/format/Columnar.html#serialization-and-interprocess-communication-ipc
 */

const MAX_MESSAGES = 20_000;
const MAX_METADATA = 16 * 1024 * 1024;
const MAX_FIELDS = 2000;
/** Type union of Schema.fbs. */
const TYPES = [
  "",
  "null",
  "integer",
  "number",
  "binary",
  "text",
  "boolean",
  "number",
  "date",
  "time",
  "timestamp",
  "interval",
  "list",
  "struct",
  "union",
  "binary",
  "list",
  "map",
  "duration",
  "binary",
  "text",
  "list",
];

/** A FlatBuffers table: fields by position through its vtable. Out of range reads as absent. */
class FlatTable {
  readonly #view: DataView;
  readonly #at: number;

  constructor(view: DataView, at: number) {
    this.#view = view;
    this.#at = at;
  }

  static root(bytes: Uint8Array): FlatTable {
    const view = viewOf(bytes);
    return new FlatTable(view, view.getUint32(0, true));
  }

  #field(index: number): number | undefined {
    const vtable = this.#at - this.#view.getInt32(this.#at, true);
    if (4 + 2 * index >= this.#view.getUint16(vtable, true)) return undefined;
    const offset = this.#view.getUint16(vtable + 4 + 2 * index, true);
    return offset === 0 ? undefined : this.#at + offset;
  }

  byte(index: number): number {
    const at = this.#field(index);
    return at === undefined ? 0 : this.#view.getUint8(at);
  }

  long(index: number): number {
    const at = this.#field(index);
    return at === undefined ? 0 : Number(this.#view.getBigInt64(at, true));
  }

  table(index: number): FlatTable | undefined {
    const at = this.#field(index);
    return at === undefined ? undefined : new FlatTable(this.#view, at + this.#view.getUint32(at, true));
  }

  text(index: number): string {
    const at = this.#field(index);
    if (at === undefined) return "";
    const start = at + this.#view.getUint32(at, true);
    const length = this.#view.getUint32(start, true);
    return textOf(new Uint8Array(this.#view.buffer, this.#view.byteOffset + start + 4, Math.min(length, 500)));
  }

  tables(index: number): readonly FlatTable[] {
    const at = this.#field(index);
    if (at === undefined) return [];
    const start = at + this.#view.getUint32(at, true);
    const count = Math.min(this.#view.getUint32(start, true), MAX_FIELDS);
    return Array.from({ length: count }, (_, item) => {
      const slot = start + 4 + 4 * item;
      return new FlatTable(this.#view, slot + this.#view.getUint32(slot, true));
    });
  }
}

function walk(source: ByteSource, from: number): TableFacts {
  let at = from;
  let rows = 0;
  let columns: TableFacts["columns"] = [];
  let exact = false;
  for (let message = 0; message < MAX_MESSAGES; message++) {
    const prefix = source.read(at, 8);
    if (prefix.length < 8) {
      exact = at >= source.size;
      break;
    }
    const view = viewOf(prefix);
    const continued = view.getUint32(0, true) === 0xffffffff;
    const length = view.getUint32(continued ? 4 : 0, true);
    if (length === 0) {
      exact = true;
      break;
    }
    if (length > MAX_METADATA) break;
    const start = at + (continued ? 8 : 4);
    const root = FlatTable.root(source.read(start, length));
    const type = root.byte(1);
    const header = root.table(2);
    if (type === 1) columns = (header?.tables(1) ?? []).map((field) => ({ name: field.text(0), type: TYPES[field.byte(2)] ?? "other" }));
    else if (type === 3) rows += header?.long(0) ?? 0;
    else if (type !== 2) break;
    at = start + length + root.long(3);
  }
  if (columns.length === 0) throw new FormatError("NOT_THIS_FORMAT", "This file has no Arrow schema.");
  return { format: "arrow", rows, exact, columns };
}

/** @throws FormatError NOT_THIS_FORMAT */
export function readArrow(source: ByteSource): TableFacts {
  const head = source.read(0, 8);
  const file = textOf(head.subarray(0, 6)) === "ARROW1";
  const stream = head[0] === 0xff && head[1] === 0xff && head[2] === 0xff && head[3] === 0xff;
  if (!file && !stream) throw new FormatError("NOT_THIS_FORMAT", "This file is not Arrow IPC.");
  try {
    return walk(source, file ? 8 : 0);
  } catch (cause) {
    if (cause instanceof FormatError) throw cause;
    // DataView refuses every offset outside of the message.
    throw new FormatError("MALFORMED", "The Arrow metadata points outside of its message.", { cause });
  }
}
