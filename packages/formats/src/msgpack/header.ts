import { type ByteSource, viewOf } from "../byte-source.ts";

/** What one header announces. */
export interface MsgpackHeader {
  readonly kind: "nil" | "boolean" | "number" | "text" | "bytes" | "list" | "map" | "extension" | "invalid";
  /** Bytes of the header itself. */
  readonly bytes: number;
  /** Bytes of the content that follow, or items of a list, or pairs of a map. */
  readonly length: number;
  /** Of numbers and truth values. */
  readonly value?: number | boolean;
  /** Of an extension. */
  readonly type?: number;
}

const FIXED_EXTENSIONS = [1, 2, 4, 8, 16];

/** @see https://github.com/msgpack/msgpack/blob/master/spec.md#formats */
export function headerAt(source: ByteSource, at: number): MsgpackHeader | undefined {
  const bytes = source.read(at, 9);
  const first = bytes[0];
  if (first === undefined) return undefined;
  if (first < 0x80) return { kind: "number", bytes: 1, length: 0, value: first };
  if (first < 0x90) return { kind: "map", bytes: 1, length: first & 0x0f };
  if (first < 0xa0) return { kind: "list", bytes: 1, length: first & 0x0f };
  if (first < 0xc0) return { kind: "text", bytes: 1, length: first & 0x1f };
  if (first >= 0xe0) return { kind: "number", bytes: 1, length: 0, value: first - 0x100 };
  const view = viewOf(bytes);
  const sized = (kind: MsgpackHeader["kind"], width: number, more = 0): MsgpackHeader | undefined => {
    if (bytes.length < 1 + width + more) return undefined;
    const length = width === 1 ? view.getUint8(1) : width === 2 ? view.getUint16(1) : view.getUint32(1);
    return { kind, bytes: 1 + width + more, length, ...(more === 0 ? {} : { type: view.getInt8(1 + width) }) };
  };
  switch (first) {
    case 0xc0:
      return { kind: "nil", bytes: 1, length: 0 };
    case 0xc2:
    case 0xc3:
      return { kind: "boolean", bytes: 1, length: 0, value: first === 0xc3 };
    case 0xc4:
    case 0xc5:
    case 0xc6:
      return sized("bytes", 2 ** (first - 0xc4));
    case 0xc7:
    case 0xc8:
    case 0xc9:
      return sized("extension", 2 ** (first - 0xc7), 1);
    case 0xd4:
    case 0xd5:
    case 0xd6:
    case 0xd7:
    case 0xd8:
      return bytes.length < 2
        ? undefined
        : { kind: "extension", bytes: 2, length: FIXED_EXTENSIONS[first - 0xd4] ?? 0, type: view.getInt8(1) };
    case 0xd9:
    case 0xda:
    case 0xdb:
      return sized("text", 2 ** (first - 0xd9));
    case 0xdc:
    case 0xdd:
      return sized("list", 2 ** (first - 0xdb));
    case 0xde:
    case 0xdf:
      return sized("map", 2 ** (first - 0xdd));
    default:
      return first === 0xc1 ? { kind: "invalid", bytes: 1, length: 0 } : numberAt(first, bytes, view);
  }
}

/** Floats and integers of a fixed width. */
function numberAt(first: number, bytes: Uint8Array, view: DataView): MsgpackHeader | undefined {
  const width = first === 0xca ? 4 : first === 0xcb ? 8 : 2 ** ((first - 0xcc) % 4);
  if (bytes.length < 1 + width) return undefined;
  const header = { kind: "number", bytes: 1 + width, length: 0 } as const;
  if (first === 0xca) return { ...header, value: view.getFloat32(1) };
  if (first === 0xcb) return { ...header, value: view.getFloat64(1) };
  if (width === 8) return { ...header, value: Number(first === 0xcf ? view.getBigUint64(1) : view.getBigInt64(1)) };
  const signed = first >= 0xd0;
  if (width === 1) return { ...header, value: signed ? view.getInt8(1) : view.getUint8(1) };
  if (width === 2) return { ...header, value: signed ? view.getInt16(1) : view.getUint16(1) };
  return { ...header, value: signed ? view.getInt32(1) : view.getUint32(1) };
}
