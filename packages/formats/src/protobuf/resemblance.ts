import type { ByteWindow } from "../byte-window.ts";
import type { ProtobufMessageType } from "./schema.ts";
import type { ByteRange } from "./walk.ts";
import { WireReader } from "./wire.ts";

export interface Resemblance {
  /** Fields of the schema, of the right wire type, by number with the range of the first of each. */
  readonly known: ReadonlyMap<number, ByteRange>;
  readonly fields: number;
  readonly unknown: number;
  /** A length leads out of the range, or what follows is no protobuf. */
  readonly broken: boolean;
  /** The whole range was looked at. */
  readonly whole: boolean;
}

/**
 * How much a range looks like a message: its first `most` fields against the schema, without going into them. Protobuf
 * has no magic; a reader that recognises a format asks this of the message and of its parts.
 */
export function resemblance(window: ByteWindow, type: ProtobufMessageType, { start, end }: ByteRange, most: number): Resemblance {
  const reader = new WireReader(window, start, Math.min(end, window.size));
  const known = new Map<number, ByteRange>();
  let fields = 0;
  let unknown = 0;
  const look = (range: ByteRange): void => {
    fields++;
    const field = type.fields.get(reader.number);
    const packed = field?.repeated === true && reader.wire === 2;
    if (field === undefined || (field.wire !== reader.wire && !packed)) unknown++;
    else if (!known.has(reader.number)) known.set(reader.number, range);
  };
  while (fields < most && reader.next()) look({ start: reader.offset, end: reader.offset + reader.length });
  // The last field of a file that is cut off still tells what it was.
  if (reader.fault === "truncated" && reader.wire === 2 && reader.number > 0) look({ start: reader.at, end: window.size });
  return { known, fields, unknown, broken: reader.fault !== undefined || end > window.size, whole: reader.at >= end };
}

/** Whether the message begins with known fields, at least as many as unknown ones. */
export function resembles(window: ByteWindow, type: ProtobufMessageType, range: ByteRange, most = 50): boolean {
  const { known, fields, unknown } = resemblance(window, type, range, most);
  return known.size > 0 && fields - unknown >= unknown;
}
