import type { ByteSource } from "../byte-source.ts";
import { ByteWindow } from "../byte-window.ts";
import type { ProtobufFieldType, ProtobufMessageType } from "./schema.ts";
import { type WireFault, WireReader } from "./wire.ts";

/** Parsers refuse deeper nesting: protobuf's own recursion limit. */
const MAX_DEPTH = 100;
/** Packed numbers of more bytes are data: they are not told one by one. */
const MAX_PACKED = 65_536;
/** Problems reported of one walk; the rest repeats them. */
const MAX_PROBLEMS = 50;

export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface ProtobufProblem {
  /** `unknown-field`: the schema has no such field. `repeated`: a field that stands once stands again; parsers merge or take the last. */
  readonly kind: WireFault | "unknown-field" | "repeated" | "overlong" | "depth";
  /** Of the message in which it stands. */
  readonly message: string;
  readonly number: number;
  readonly offset: number;
  readonly length: number;
}

/** What a walk tells. Ranges lie in the source; nothing is copied. */
export interface ProtobufEvents {
  /** Ids (`NodeProto.op_type`) of the scalar fields that `value` and `bytes` are called for; others are only checked. */
  readonly wanted: ReadonlySet<string>;
  enter?(message: ProtobufMessageType, range: ByteRange, field: ProtobufFieldType | undefined): void;
  leave?(message: ProtobufMessageType, range: ByteRange, field: ProtobufFieldType | undefined): void;
  /** A number; of a packed field each one, unless they are many. */
  value?(field: ProtobufFieldType, value: number, offset: number): void;
  /** A string or bytes; of a packed field of fixed width the whole run. */
  bytes?(field: ProtobufFieldType, range: ByteRange): void;
  problem(problem: ProtobufProblem): void;
  /** Counts fields; may throw to end the walk. */
  spend?(fields: number): void;
}

interface Frame {
  readonly message: ProtobufMessageType;
  readonly field: ProtobufFieldType | undefined;
  readonly range: ByteRange;
  /** Numbers of singular fields seen. */
  readonly seen: Set<number>;
}

class Walk {
  readonly #reader: WireReader;
  readonly #events: ProtobufEvents;
  readonly #stack: Frame[] = [];
  #problems = 0;
  complete = true;

  constructor(window: ByteWindow, range: ByteRange, events: ProtobufEvents) {
    this.#reader = new WireReader(window, range.start, range.end);
    this.#events = events;
  }

  #enter(message: ProtobufMessageType, range: ByteRange, field: ProtobufFieldType | undefined): void {
    this.#stack.push({ message, field, range, seen: new Set() });
    this.#reader.at = range.start;
    this.#reader.end = range.end;
    this.#events.enter?.(message, range, field);
  }

  #problem(kind: ProtobufProblem["kind"], message: string, offset: number, length: number): void {
    if (kind !== "overlong" && kind !== "repeated") this.complete = false;
    if (this.#problems++ < MAX_PROBLEMS) this.#events.problem({ kind, message, number: this.#reader.number, offset, length });
  }

  run(root: ProtobufMessageType, range: ByteRange): void {
    this.#enter(root, range, undefined);
    let counted = 0;
    for (let frame = this.#stack.at(-1); frame !== undefined; frame = this.#stack.at(-1)) {
      const reader = this.#reader;
      while (reader.next()) {
        if (++counted === 1024) {
          this.#events.spend?.(counted);
          counted = 0;
        }
        if (this.#field(frame)) break;
      }
      if (this.#stack.at(-1) !== frame) continue;
      if (reader.fault !== undefined) {
        const offset = Math.min(reader.at, frame.range.end);
        this.#problem(reader.fault, frame.message.name, offset, frame.range.end - offset);
        reader.fault = undefined;
      }
      this.#leave(frame);
    }
    this.#events.spend?.(counted);
  }

  #leave(frame: Frame): void {
    this.#stack.pop();
    this.#events.leave?.(frame.message, frame.range, frame.field);
    const above = this.#stack.at(-1);
    if (above === undefined) return;
    this.#reader.at = frame.range.end;
    this.#reader.end = above.range.end;
  }

  /** True where a message was entered. */
  #field(frame: Frame): boolean {
    const reader = this.#reader;
    const { number, wire, offset, length } = reader;
    const { message } = frame;
    const field = message.fields.get(number);
    if (reader.overlong) this.#problem("overlong", message.name, reader.start, offset + length - reader.start);
    const packed = field?.repeated === true && wire === 2 && field.wire !== 2;
    if (field === undefined || (wire !== field.wire && !packed)) {
      this.#problem("unknown-field", message.name, reader.start, offset + length - reader.start);
      return false;
    }
    if (!field.repeated) {
      if (frame.seen.has(number)) this.#problem("repeated", message.name, reader.start, offset + length - reader.start);
      else frame.seen.add(number);
    }
    const range = { start: offset, end: offset + length };
    if (field.message !== undefined) {
      if (this.#stack.length < MAX_DEPTH) {
        this.#enter(field.message, range, field);
        return true;
      }
      this.#problem("depth", message.name, offset, length);
      return false;
    }
    if (packed) this.#packed(frame, field, range);
    else if (this.#events.wanted.has(field.id)) {
      if (wire === 2) this.#events.bytes?.(field, range);
      else this.#events.value?.(field, reader.value, offset);
    }
    return false;
  }

  #packed(frame: Frame, field: ProtobufFieldType, range: ByteRange): void {
    const { message } = frame;
    const width = field.wire === 1 ? 8 : field.wire === 5 ? 4 : 0;
    if (width !== 0) {
      if ((range.end - range.start) % width !== 0) this.#problem("truncated", message.name, range.start, range.end - range.start);
      if (this.#events.wanted.has(field.id)) this.#events.bytes?.(field, range);
      return;
    }
    if (!this.#events.wanted.has(field.id) || range.end - range.start > MAX_PACKED) return;
    const reader = new PackedVarints(this.#reader.window, range);
    while (reader.next()) this.#events.value?.(field, reader.value, reader.offset);
    if (reader.broken) this.#problem("varint", message.name, reader.offset, range.end - reader.offset);
  }
}

class PackedVarints {
  readonly #window: ByteWindow;
  readonly #end: number;
  #at: number;
  value = 0;
  offset: number;
  broken = false;

  constructor(window: ByteWindow, range: ByteRange) {
    this.#window = window;
    this.#at = range.start;
    this.offset = range.start;
    this.#end = range.end;
  }

  next(): boolean {
    if (this.#at >= this.#end) return false;
    this.offset = this.#at;
    let value = 0n;
    for (let index = 0; index < 10 && this.#at < this.#end; index++) {
      const byte = this.#window.u8(this.#at++);
      value |= BigInt(byte & 0x7f) << BigInt(7 * index);
      if (byte >= 0x80) continue;
      this.value = Number(BigInt.asIntN(64, value));
      return true;
    }
    this.broken = true;
    return false;
  }
}

/**
 * Walks a message with its schema, in file order, in constant memory. Answers whether every byte was a field that the
 * schema knows. A fault ends the message in which it stands; the ones around it are read on.
 */
export function walkMessage(
  source: ByteSource | ByteWindow,
  root: ProtobufMessageType,
  events: ProtobufEvents,
  range: ByteRange = { start: 0, end: source.size },
): boolean {
  const walk = new Walk(source instanceof ByteWindow ? source : new ByteWindow(source), range, events);
  walk.run(root, range);
  return walk.complete;
}
