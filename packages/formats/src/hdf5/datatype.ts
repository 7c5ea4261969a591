import type { Hdf5File } from "./file.ts";

export type Hdf5Class =
  | "integer"
  | "float"
  | "time"
  | "string"
  | "bitfield"
  | "opaque"
  | "compound"
  | "reference"
  | "enum"
  | "variable"
  | "variable-string"
  | "array"
  | "complex"
  | "unknown";

export interface Hdf5Datatype {
  readonly class: Hdf5Class;
  /** Bytes of one element as stored. */
  readonly size: number;
  /** Of the elements of what has a variable length, and of arrays. */
  readonly base: Hdf5Datatype | undefined;
}

const CLASSES: readonly Hdf5Class[] = [
  "integer",
  "float",
  "time",
  "string",
  "bitfield",
  "opaque",
  "compound",
  "reference",
  "enum",
  "variable",
  "array",
  "complex",
];

/** Reads a datatype message as far as its size and its base go. */
export function readDatatype(file: Hdf5File, offset: number, size: number, depth = 0): Hdf5Datatype {
  const { window } = file;
  const first = window.u8(offset);
  const kind = CLASSES[first & 0x0f] ?? "unknown";
  const bytes = window.u32(offset + 4);
  if (size < 8) return { class: "unknown", size: 0, base: undefined };
  if (kind === "variable") {
    const text = (window.u8(offset + 1) & 0x0f) === 1;
    const base = depth < 4 && size >= 16 ? readDatatype(file, offset + 8, size - 8, depth + 1) : undefined;
    return { class: text ? "variable-string" : "variable", size: bytes, base };
  }
  return { class: kind, size: bytes, base: undefined };
}

/** A short name for the inventory: `float32`, `int64`, `string`. */
export function datatypeName({ class: kind, size }: Hdf5Datatype): string {
  if (kind === "integer" || kind === "enum") return `int${size * 8}`;
  if (kind === "float") return `float${size * 8}`;
  return kind === "variable-string" ? "string" : kind;
}
