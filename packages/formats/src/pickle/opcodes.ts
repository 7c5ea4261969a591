/*
 * The 68 opcodes of pickle protocols 0 to 5.
 * Source: CPython Lib/pickletools.py (the table `opcodes`) and Lib/pickle.py.
 */

/** What follows an opcode. `counted-n`: a little-endian length of n bytes, then as many bytes. */
export type PickleOperand = "none" | "line" | "two-lines" | "byte1" | "byte2" | "byte4" | "byte8" | "counted-1" | "counted-4" | "counted-8";

export interface PickleOpcode {
  readonly code: number;
  readonly name: string;
  readonly operand: PickleOperand;
  /** First protocol that has it. */
  readonly protocol: number;
  /** What it takes from the stack, lowest first. `mark` and `stackslice`: the topmost MARK and all above it. */
  readonly before: readonly string[];
  /** What it leaves instead. */
  readonly after: readonly string[];
}

type Row = readonly [code: number, name: string, operand: PickleOperand, protocol: number, before: string, after: string];

const ROWS: readonly Row[] = [
  [0x49, "INT", "line", 0, "", "int_or_bool"],
  [0x4a, "BININT", "byte4", 1, "", "int"],
  [0x4b, "BININT1", "byte1", 1, "", "int"],
  [0x4d, "BININT2", "byte2", 1, "", "int"],
  [0x4c, "LONG", "line", 0, "", "int"],
  [0x8a, "LONG1", "counted-1", 2, "", "int"],
  [0x8b, "LONG4", "counted-4", 2, "", "int"],
  [0x53, "STRING", "line", 0, "", "bytes_or_str"],
  [0x54, "BINSTRING", "counted-4", 1, "", "bytes_or_str"],
  [0x55, "SHORT_BINSTRING", "counted-1", 1, "", "bytes_or_str"],
  [0x42, "BINBYTES", "counted-4", 3, "", "bytes"],
  [0x43, "SHORT_BINBYTES", "counted-1", 3, "", "bytes"],
  [0x8e, "BINBYTES8", "counted-8", 4, "", "bytes"],
  [0x96, "BYTEARRAY8", "counted-8", 5, "", "bytearray"],
  [0x97, "NEXT_BUFFER", "none", 5, "", "buffer"],
  [0x98, "READONLY_BUFFER", "none", 5, "buffer", "buffer"],
  [0x4e, "NONE", "none", 0, "", "None"],
  [0x88, "NEWTRUE", "none", 2, "", "bool"],
  [0x89, "NEWFALSE", "none", 2, "", "bool"],
  [0x56, "UNICODE", "line", 0, "", "str"],
  [0x8c, "SHORT_BINUNICODE", "counted-1", 4, "", "str"],
  [0x58, "BINUNICODE", "counted-4", 1, "", "str"],
  [0x8d, "BINUNICODE8", "counted-8", 4, "", "str"],
  [0x46, "FLOAT", "line", 0, "", "float"],
  [0x47, "BINFLOAT", "byte8", 1, "", "float"],
  [0x5d, "EMPTY_LIST", "none", 1, "", "list"],
  [0x61, "APPEND", "none", 0, "list any", "list"],
  [0x65, "APPENDS", "none", 1, "list mark stackslice", "list"],
  [0x6c, "LIST", "none", 0, "mark stackslice", "list"],
  [0x29, "EMPTY_TUPLE", "none", 1, "", "tuple"],
  [0x74, "TUPLE", "none", 0, "mark stackslice", "tuple"],
  [0x85, "TUPLE1", "none", 2, "any", "tuple"],
  [0x86, "TUPLE2", "none", 2, "any any", "tuple"],
  [0x87, "TUPLE3", "none", 2, "any any any", "tuple"],
  [0x7d, "EMPTY_DICT", "none", 1, "", "dict"],
  [0x64, "DICT", "none", 0, "mark stackslice", "dict"],
  [0x73, "SETITEM", "none", 0, "dict any any", "dict"],
  [0x75, "SETITEMS", "none", 1, "dict mark stackslice", "dict"],
  [0x8f, "EMPTY_SET", "none", 4, "", "set"],
  [0x90, "ADDITEMS", "none", 4, "set mark stackslice", "set"],
  [0x91, "FROZENSET", "none", 4, "mark stackslice", "frozenset"],
  [0x30, "POP", "none", 0, "any", ""],
  [0x32, "DUP", "none", 0, "any", "any any"],
  [0x28, "MARK", "none", 0, "", "mark"],
  [0x31, "POP_MARK", "none", 1, "mark stackslice", ""],
  [0x67, "GET", "line", 0, "", "any"],
  [0x68, "BINGET", "byte1", 1, "", "any"],
  [0x6a, "LONG_BINGET", "byte4", 1, "", "any"],
  [0x70, "PUT", "line", 0, "", ""],
  [0x71, "BINPUT", "byte1", 1, "", ""],
  [0x72, "LONG_BINPUT", "byte4", 1, "", ""],
  [0x94, "MEMOIZE", "none", 4, "any", "any"],
  [0x82, "EXT1", "byte1", 2, "", "any"],
  [0x83, "EXT2", "byte2", 2, "", "any"],
  [0x84, "EXT4", "byte4", 2, "", "any"],
  [0x63, "GLOBAL", "two-lines", 0, "", "any"],
  [0x93, "STACK_GLOBAL", "none", 4, "str str", "any"],
  [0x52, "REDUCE", "none", 0, "any any", "any"],
  [0x62, "BUILD", "none", 0, "any any", "any"],
  [0x69, "INST", "two-lines", 0, "mark stackslice", "any"],
  [0x6f, "OBJ", "none", 1, "mark any stackslice", "any"],
  [0x81, "NEWOBJ", "none", 2, "any any", "any"],
  [0x92, "NEWOBJ_EX", "none", 4, "any any any", "any"],
  [0x80, "PROTO", "byte1", 2, "", ""],
  [0x2e, "STOP", "none", 0, "any", ""],
  [0x95, "FRAME", "byte8", 4, "", ""],
  [0x50, "PERSID", "line", 0, "", "any"],
  [0x51, "BINPERSID", "none", 1, "any", "any"],
];

const words = (text: string): readonly string[] => (text === "" ? [] : text.split(" "));

/** All opcodes in the order of pickletools. */
export const PICKLE_OPCODES: readonly PickleOpcode[] = ROWS.map(([code, name, operand, protocol, before, after]) => ({
  code,
  name,
  operand,
  protocol,
  before: words(before),
  after: words(after),
}));

/** By code; undefined for a byte that is no opcode. */
export const OPCODE_OF: readonly (PickleOpcode | undefined)[] = Array.from({ length: 256 }, (_, code) =>
  PICKLE_OPCODES.find((opcode) => opcode.code === code),
);

/** The name of an opcode, or the byte in hexadecimal. */
export function opcodeName(code: number): string {
  return OPCODE_OF[code]?.name ?? `0x${code.toString(16).padStart(2, "0")}`;
}
