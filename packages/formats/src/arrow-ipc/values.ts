import { textOf } from "../byte-source.ts";
import { FormatError } from "../errors.ts";
import { ARROW_TYPE, type ArrowField } from "./fields.ts";

/** A value of a cell: null is missing; nested ones are arrays and objects, wide numbers and moments are texts. */
export type ArrowValue = string | number | boolean | null | readonly ArrowValue[] | { readonly [key: string]: ArrowValue };

export type ArrowReader = (row: number) => ArrowValue;

/** Hands out the parts of a record batch in their order. */
export interface BatchParts {
  node(): { readonly length: number; readonly nulls: number };
  buffer(): DataView;
  dictionary(id: string): ArrowReader;
}

const UNITS = [1, 1e3, 1e6, 1e9];

function moment(seconds: number): string | null {
  return Math.abs(seconds) > 8.64e12
    ? null
    : new Date(seconds * 1000)
        .toISOString()
        .replace(/T00:00:00\.000Z$/, "")
        .replace(/\.000Z$/, "Z");
}

function half(bits: number): number {
  const [sign, exponent, fraction] = [bits >> 15 === 0 ? 1 : -1, (bits >> 10) & 31, bits & 1023];
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}

function integers(view: DataView, bitWidth: number, signed: boolean): (row: number) => number | bigint {
  switch (bitWidth) {
    case 8:
      return signed ? (row) => view.getInt8(row) : (row) => view.getUint8(row);
    case 16:
      return signed ? (row) => view.getInt16(2 * row, true) : (row) => view.getUint16(2 * row, true);
    case 32:
      return signed ? (row) => view.getInt32(4 * row, true) : (row) => view.getUint32(4 * row, true);
    case 64:
      return signed ? (row) => view.getBigInt64(8 * row, true) : (row) => view.getBigUint64(8 * row, true);
    default:
      throw new FormatError("UNSUPPORTED", `Integers of ${bitWidth} bits have no reader.`);
  }
}

/** Offsets of variable-size values: 32 or 64 bits, checked to lie in order inside of what they point into. */
function extents(view: DataView, wide: boolean, limit: number): (row: number) => readonly [number, number] {
  const at = (index: number): number => (wide ? Number(view.getBigInt64(8 * index, true)) : view.getInt32(4 * index, true));
  return (row) => {
    const [from, to] = [at(row), at(row + 1)];
    if (!(from >= 0 && to >= from && to <= limit)) throw new FormatError("MALFORMED", `value ${row} points outside of its buffer`);
    return [from, to];
  };
}

/** @see https://arrow.apache.org/docs/format/Columnar.html#physical-memory-layout @throws FormatError */
export function readerOf(field: ArrowField, parts: BatchParts, depth = 0): ArrowReader {
  if (depth > 32) throw new FormatError("BUDGET_NODES", "Arrow values are nested too deeply.");
  const { length, nulls } = parts.node();
  if (field.type === ARROW_TYPE.null) return () => null;
  const validity = parts.buffer();
  const values = field.dictionary === undefined ? plainReader(field, parts, depth) : codedReader(field.dictionary, parts);
  const valid = nulls === 0 || validity.byteLength === 0 ? undefined : validity;
  return (row) => {
    if (row < 0 || row >= length) throw new FormatError("MALFORMED", `row ${row} lies outside of its column`);
    if (valid !== undefined && ((valid.getUint8(row >> 3) >> (row & 7)) & 1) === 0) return null;
    return values(row);
  };
}

function codedReader({ id, bitWidth, signed }: NonNullable<ArrowField["dictionary"]>, parts: BatchParts): ArrowReader {
  const codes = integers(parts.buffer(), bitWidth, signed);
  return (row) => parts.dictionary(id)(Number(codes(row)));
}

function plainReader(field: ArrowField, parts: BatchParts, depth: number): ArrowReader {
  switch (field.type) {
    case ARROW_TYPE.int: {
      const read = integers(parts.buffer(), field.bitWidth, field.signed);
      return (row) => {
        const value = read(row);
        return typeof value === "bigint" ? String(value) : value;
      };
    }
    case ARROW_TYPE.float: {
      const view = parts.buffer();
      if (field.bitWidth === 64) return (row) => view.getFloat64(8 * row, true);
      if (field.bitWidth === 32) return (row) => Number(view.getFloat32(4 * row, true).toPrecision(8));
      return (row) => half(view.getUint16(2 * row, true));
    }
    case ARROW_TYPE.bool: {
      const view = parts.buffer();
      return (row) => ((view.getUint8(row >> 3) >> (row & 7)) & 1) === 1;
    }
    case ARROW_TYPE.utf8:
    case ARROW_TYPE.largeUtf8:
    case ARROW_TYPE.binary:
    case ARROW_TYPE.largeBinary: {
      const offsets = parts.buffer();
      const data = parts.buffer();
      const at = extents(offsets, field.type >= ARROW_TYPE.largeBinary, data.byteLength);
      const text = field.type === ARROW_TYPE.utf8 || field.type === ARROW_TYPE.largeUtf8;
      return (row) => {
        const [from, to] = at(row);
        return text ? textOf(new Uint8Array(data.buffer, data.byteOffset + from, to - from)) : `${to - from} bytes`;
      };
    }
    case ARROW_TYPE.fixedBinary:
      parts.buffer();
      return () => `${field.size} bytes`;
    case ARROW_TYPE.decimal:
      return decimals(parts.buffer(), field);
    case ARROW_TYPE.date: {
      const view = parts.buffer();
      return field.unit === 0
        ? (row) => moment(view.getInt32(4 * row, true) * 86_400)
        : (row) => moment(Number(view.getBigInt64(8 * row, true)) / 1000);
    }
    case ARROW_TYPE.timestamp: {
      const view = parts.buffer();
      const scale = UNITS[field.unit] ?? 1;
      return (row) => moment(Number(view.getBigInt64(8 * row, true)) / scale);
    }
    case ARROW_TYPE.time:
    case ARROW_TYPE.duration: {
      const read = integers(parts.buffer(), field.type === ARROW_TYPE.duration ? 64 : field.bitWidth, true);
      const scale = UNITS[field.unit] ?? 1;
      return (row) => Number(read(row)) / scale;
    }
    case ARROW_TYPE.list:
    case ARROW_TYPE.largeList:
    case ARROW_TYPE.map: {
      const offsets = parts.buffer();
      const child = childOf(field, parts, depth);
      const at = extents(offsets, field.type === ARROW_TYPE.largeList, Number.MAX_SAFE_INTEGER);
      return (row) => {
        const [from, to] = at(row);
        if (to - from > MOST_ITEMS) throw new FormatError("BUDGET_NODES", `value ${row} is a list of ${to - from} items`);
        return Array.from({ length: to - from }, (_, index) => child(from + index));
      };
    }
    case ARROW_TYPE.fixedList: {
      const child = childOf(field, parts, depth);
      if (field.size < 0 || field.size > MOST_ITEMS) throw new FormatError("MALFORMED", `a list of ${field.size} items`);
      return (row) => Array.from({ length: field.size }, (_, index) => child(row * field.size + index));
    }
    case ARROW_TYPE.struct: {
      const children = field.children.map((child) => [child.name, readerOf(child, parts, depth + 1)] as const);
      return (row) => Object.fromEntries(children.map(([name, read]) => [name, read(row)]));
    }
    default:
      throw new FormatError("UNSUPPORTED", `Column ${field.name} is of the Arrow type ${field.typeName}, which has no reader.`);
  }
}

const MOST_ITEMS = 10_000_000;

function childOf(field: ArrowField, parts: BatchParts, depth: number): ArrowReader {
  const [child] = field.children;
  if (child === undefined) throw new FormatError("MALFORMED", `the list ${field.name} has no items`);
  return readerOf(child, parts, depth + 1);
}

function decimals(view: DataView, { bitWidth, scale }: ArrowField): ArrowReader {
  const words = bitWidth / 64;
  if (words !== 2 && words !== 4) throw new FormatError("UNSUPPORTED", `Decimals of ${bitWidth} bits have no reader.`);
  return (row) => {
    let value = view.getBigInt64(8 * (words * row + words - 1), true);
    for (let word = words - 2; word >= 0; word--) value = (value << 64n) | view.getBigUint64(8 * (words * row + word), true);
    const digits = String(value < 0n ? -value : value).padStart(Math.max(0, scale) + 1, "0");
    const whole = scale > 0 ? `${digits.slice(0, -scale)}.${digits.slice(-scale)}` : digits + "0".repeat(Math.min(100, -scale));
    return value < 0n ? `-${whole}` : whole;
  };
}
