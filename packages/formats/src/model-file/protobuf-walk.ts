import { ascii, type ByteSource } from "../byte-source.ts";

/** A top-level field of a protobuf message; the bytes of long ones are not read. */
export interface ProtobufField {
  readonly number: number;
  readonly wire: number;
  /** Of varints. */
  readonly value: number;
  /** Of the payload. */
  readonly offset: number;
  readonly length: number;
}

export interface ProtobufWalk {
  readonly fields: readonly ProtobufField[];
  /** The fields end exactly where the message ends. */
  readonly complete: boolean;
}

/**
 * The fields of a message, one level. Tensors and graphs are stepped over, so that the cost is the number of
 * fields, not the size.
 * @see https://protobuf.dev/programming-guides/encoding/
 */
export function walkProtobuf(source: ByteSource, start: number, end: number, maxFields: number): ProtobufWalk {
  const fields: ProtobufField[] = [];
  let at = start;
  const varint = (): number => {
    let value = 0;
    const bytes = source.read(at, 10);
    for (let index = 0; index < bytes.length; index++) {
      const byte = bytes[index] ?? 0;
      value += (byte & 0x7f) * 2 ** (7 * index);
      if (byte < 0x80) {
        at += index + 1;
        return value;
      }
    }
    return -1;
  };
  while (at < end && fields.length < maxFields) {
    const tag = varint();
    const number = Math.floor(tag / 8);
    const wire = tag % 8;
    if (tag < 8 || number > 536_870_911) return { fields, complete: false };
    if (wire === 0) {
      const offset = at;
      const value = varint();
      if (value < 0) return { fields, complete: false };
      fields.push({ number, wire, value, offset, length: at - offset });
      continue;
    }
    const length = wire === 2 ? varint() : wire === 1 ? 8 : wire === 5 ? 4 : -1;
    if (length < 0 || at + length > end) return { fields, complete: false };
    fields.push({ number, wire, value: 0, offset: at, length });
    at += length;
  }
  return { fields, complete: at === end };
}

/** A short string field; undefined where it is long or not printable. */
export function protobufText(source: ByteSource, field: ProtobufField | undefined): string | undefined {
  if (field === undefined || field.wire !== 2 || field.length > 200) return undefined;
  const text = ascii(source.read(field.offset, field.length));
  return /^[\x20-\x7e]+$/.test(text) ? text : undefined;
}
