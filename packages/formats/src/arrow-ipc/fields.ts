import { FormatError } from "../errors.ts";
import type { FlatTable } from "../flatbuffer/flat-table.ts";

/** A field of an Arrow schema, with what is needed to read its values. */
export interface ArrowField {
  readonly name: string;
  /** Number in the union `Type` of Schema.fbs. */
  readonly type: number;
  /** As people write it: `int64`, `timestamp`, `list`. */
  readonly typeName: string;
  readonly bitWidth: number;
  readonly signed: boolean;
  /** Of dates, times, timestamps and durations: seconds, or 10^-3, -6, -9 of them; days for dates of unit 0. */
  readonly unit: number;
  readonly scale: number;
  /** Of fixed-size binaries and lists. */
  readonly size: number;
  readonly children: readonly ArrowField[];
  /** Values stand in the dictionary of this id. */
  readonly dictionary?: { readonly id: string; readonly bitWidth: number; readonly signed: boolean };
}

/** Numbers of Schema.fbs. */
export const ARROW_TYPE = {
  null: 1,
  int: 2,
  float: 3,
  binary: 4,
  utf8: 5,
  bool: 6,
  decimal: 7,
  date: 8,
  time: 9,
  timestamp: 10,
  list: 12,
  struct: 13,
  fixedBinary: 15,
  fixedList: 16,
  map: 17,
  duration: 18,
  largeBinary: 19,
  largeUtf8: 20,
  largeList: 21,
} as const;

const NAMES = [
  "",
  "null",
  "int",
  "float",
  "binary",
  "string",
  "bool",
  "decimal",
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
  "string",
  "list",
  "run-end",
  "binary view",
  "string view",
  "list view",
  "list view",
];
const MOST_FIELDS = 20_000;
const DEEPEST = 32;

/** A field of one byte. */
export function byteOf(table: FlatTable | undefined, field: number, fallback = 0): number {
  const at = table?.field(field, 1);
  return at === undefined || table === undefined ? fallback : table.buffer.view(at, 1).getUint8(0);
}

function short(table: FlatTable | undefined, field: number, fallback: number): number {
  const at = table?.field(field, 2);
  return at === undefined || table === undefined ? fallback : table.buffer.view(at, 2).getInt16(0, true);
}

/** 64 bits as a decimal text: ids are compared, never computed with. */
export function longText(table: FlatTable | undefined, field: number): string {
  const at = table?.field(field, 8);
  return at === undefined || table === undefined ? "0" : String(table.buffer.view(at, 8).getBigInt64(0, true));
}

export function long(table: FlatTable | undefined, field: number): number {
  return Number(longText(table, field));
}

/** Fields of a schema message. @throws FormatError */
export function readFields(schema: FlatTable): readonly ArrowField[] {
  if (short(schema, 0, 0) !== 0) throw new FormatError("UNSUPPORTED", "This Arrow file is big-endian.");
  let left = MOST_FIELDS;
  const read = (field: FlatTable, depth: number): ArrowField => {
    if (--left < 0 || depth > DEEPEST) throw new FormatError("BUDGET_NODES", "This Arrow schema has too many fields.");
    const type = byteOf(field, 2);
    const form = field.table(3);
    const coding = field.table(4);
    const index = coding?.table(1);
    const precision = type === ARROW_TYPE.float ? short(form, 0, 0) : 0;
    const bitWidth =
      type === ARROW_TYPE.int
        ? (form?.i32(0) ?? 0)
        : type === ARROW_TYPE.float
          ? ([16, 32, 64][precision] ?? 0)
          : type === ARROW_TYPE.time
            ? (form?.i32(1) ?? 32)
            : type === ARROW_TYPE.decimal
              ? (form?.i32(2) ?? 128)
              : 0;
    const unit =
      type === ARROW_TYPE.date || type === ARROW_TYPE.time || type === ARROW_TYPE.duration ? short(form, 0, 1) : short(form, 0, 0);
    const signed = type !== ARROW_TYPE.int || byteOf(form, 1) !== 0;
    return {
      name: field.text(0) ?? "",
      type,
      typeName: `${signed ? "" : "u"}${NAMES[type] ?? "unknown"}${bitWidth > 0 && type !== ARROW_TYPE.time ? bitWidth : ""}`,
      bitWidth,
      signed,
      unit:
        type === ARROW_TYPE.date || type === ARROW_TYPE.time || type === ARROW_TYPE.timestamp || type === ARROW_TYPE.duration ? unit : 0,
      scale: type === ARROW_TYPE.decimal ? (form?.i32(1) ?? 0) : 0,
      size: type === ARROW_TYPE.fixedBinary || type === ARROW_TYPE.fixedList ? (form?.i32(0) ?? 0) : 0,
      children: [...field.tables(5)].map((child) => read(child, depth + 1)),
      ...(coding === undefined
        ? {}
        : {
            dictionary: { id: longText(coding, 0), bitWidth: index?.i32(0) ?? 32, signed: index === undefined || byteOf(index, 1) !== 0 },
          }),
    };
  };
  return [...schema.tables(1)].map((field) => read(field, 0));
}
