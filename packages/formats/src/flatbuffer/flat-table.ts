import { type ByteSource, textOf, viewOf } from "../byte-source.ts";
import { FormatError } from "../errors.ts";

/** A vector: `count` elements of a fixed size from `start` on, all inside of the buffer. */
export interface FlatVector {
  readonly start: number;
  readonly count: number;
}

/**
 * A flatbuffer inside of a source. Each offset is checked before it is followed; tables followed are counted, since
 * offsets may lead to one table many times.
 *
 * @throws FormatError MALFORMED, BUDGET_NODES
 * @see https://flatbuffers.dev/internals/
 */
export class FlatBuffer {
  readonly source: ByteSource;
  readonly start: number;
  readonly end: number;
  #tables: number;

  constructor(source: ByteSource, start: number, end: number, tables = 1_000_000) {
    this.source = source;
    this.start = start;
    this.end = Math.min(end, source.size);
    this.#tables = tables;
  }

  root(): FlatTable {
    return this.tableAt(this.start + this.u32(this.start));
  }

  tableAt(at: number): FlatTable {
    if (--this.#tables < 0) throw new FormatError("BUDGET_NODES", "too many tables in a flatbuffer");
    const table = at - this.#i32(at);
    const size = this.#u16(table);
    const inline = this.#u16(table + 2);
    if (size < 4 || size % 2 !== 0) this.malformed(at, "a table has a broken list of fields");
    this.require(table, size);
    this.require(at, Math.max(4, inline));
    return new FlatTable(this, at, table, (size - 4) / 2, inline);
  }

  u32(at: number): number {
    return this.#view(at, 4).getUint32(0, true);
  }

  #i32(at: number): number {
    return this.#view(at, 4).getInt32(0, true);
  }

  #u16(at: number): number {
    return this.#view(at, 2).getUint16(0, true);
  }

  /** The offset that a field's bytes hold, relative to its own place. */
  follow(at: number): number {
    return at + this.u32(at);
  }

  vectorAt(at: number, elementBytes: number): FlatVector {
    const count = this.u32(at);
    this.require(at + 4, count * elementBytes);
    return { start: at + 4, count };
  }

  textAt(at: number, most = 1024 * 1024): string {
    const { start, count } = this.vectorAt(at, 1);
    return textOf(this.source.read(start, Math.min(count, most)));
  }

  view(at: number, length: number): DataView {
    return this.#view(at, length);
  }

  require(at: number, length: number): void {
    if (!(at >= this.start) || at + length > this.end) this.malformed(at, `${length} bytes at offset ${at} lie outside of the buffer`);
  }

  malformed(at: number, message: string): never {
    throw new FormatError("MALFORMED", `flatbuffer at offset ${at}: ${message}`);
  }

  #view(at: number, length: number): DataView {
    this.require(at, length);
    return viewOf(this.source.read(at, length));
  }
}

/** One table: its fields by number. */
export class FlatTable {
  readonly buffer: FlatBuffer;
  readonly at: number;
  readonly fields: number;
  readonly #vtable: number;
  readonly #inline: number;

  constructor(buffer: FlatBuffer, at: number, vtable: number, fields: number, inline: number) {
    this.buffer = buffer;
    this.at = at;
    this.fields = fields;
    this.#vtable = vtable;
    this.#inline = inline;
  }

  /** Where a field stands, or undefined where it is left out. */
  field(number: number, bytes: number): number | undefined {
    if (number >= this.fields) return undefined;
    const offset = this.buffer.view(this.#vtable + 4 + 2 * number, 2).getUint16(0, true);
    if (offset === 0) return undefined;
    if (offset < 4 || offset + bytes > this.#inline) this.buffer.malformed(this.at, `field ${number} lies outside of its table`);
    return this.at + offset;
  }

  i32(number: number): number | undefined {
    const at = this.field(number, 4);
    return at === undefined ? undefined : this.buffer.view(at, 4).getInt32(0, true);
  }

  f64(number: number): number | undefined {
    const at = this.field(number, 8);
    return at === undefined ? undefined : this.buffer.view(at, 8).getFloat64(0, true);
  }

  text(number: number): string | undefined {
    const at = this.field(number, 4);
    return at === undefined ? undefined : this.buffer.textAt(this.buffer.follow(at));
  }

  vector(number: number, elementBytes: number): FlatVector | undefined {
    const at = this.field(number, 4);
    return at === undefined ? undefined : this.buffer.vectorAt(this.buffer.follow(at), elementBytes);
  }

  table(number: number): FlatTable | undefined {
    const at = this.field(number, 4);
    return at === undefined ? undefined : this.buffer.tableAt(this.buffer.follow(at));
  }

  *tables(number: number): Generator<FlatTable> {
    const vector = this.vector(number, 4);
    for (let index = 0; index < (vector?.count ?? 0); index++)
      yield this.buffer.tableAt(this.buffer.follow((vector?.start ?? 0) + 4 * index));
  }

  *texts(number: number): Generator<string> {
    const vector = this.vector(number, 4);
    for (let index = 0; index < (vector?.count ?? 0); index++)
      yield this.buffer.textAt(this.buffer.follow((vector?.start ?? 0) + 4 * index));
  }
}
