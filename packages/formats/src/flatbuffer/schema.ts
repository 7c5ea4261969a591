export interface FlatFieldType {
  readonly number: number;
  readonly name: string;
  readonly kind: "scalar" | "text" | "table" | "union" | "structure" | "scalars" | "texts" | "tables" | "structures" | "unions";
  /** Bytes of the scalar, of the structure, or of an element; 4 for offsets. */
  readonly width: number;
  /** Of scalars: `u8` … `f64`. */
  readonly scalar: string;
  /** Name of the table, or of the union. */
  readonly target: string;
}

export interface FlatTableType {
  readonly name: string;
  readonly fields: ReadonlyMap<number, FlatFieldType>;
}

export interface FlatSchema {
  readonly tables: ReadonlyMap<string, FlatTableType>;
  readonly unions: ReadonlyMap<string, ReadonlyMap<number, string>>;
}

const WIDTHS: Readonly<Record<string, number>> = { bool: 1, u8: 1, i8: 1, u16: 2, i16: 2, u32: 4, i32: 4, f32: 4, u64: 8, i64: 8, f64: 8 };

function fieldType(number: number, name: string, written: string): FlatFieldType {
  const vector = written.startsWith("[");
  const inner = vector ? written.slice(1, -1) : written;
  const width = WIDTHS[inner];
  const base = { number, name, scalar: inner, target: inner };
  if (width !== undefined) return { ...base, kind: vector ? "scalars" : "scalar", width };
  if (inner === "string") return { ...base, kind: vector ? "texts" : "text", width: 4 };
  if (inner.startsWith("#")) return { ...base, kind: vector ? "structures" : "structure", width: Number(inner.slice(1)) };
  if (inner.startsWith("|")) return { ...base, target: inner.slice(1), kind: vector ? "unions" : "union", width: 4 };
  return { ...base, kind: vector ? "tables" : "table", width: 4 };
}

/** Reads a table of `schemas/`, made by `schemas/derive-flatbuffers.py`, which says how it is written. */
export function flatSchema(text: string): FlatSchema {
  const tables = new Map<string, FlatTableType>();
  const unions = new Map<string, ReadonlyMap<number, string>>();
  let fields = new Map<number, FlatFieldType>();
  let members: Map<number, string> | undefined;
  for (const line of text.split("\n")) {
    if (line === "") continue;
    if (line.startsWith("|")) {
      members = new Map();
      unions.set(line.slice(1), members);
    } else if (!line.startsWith(" ")) {
      members = undefined;
      fields = new Map();
      tables.set(line, { name: line, fields });
    } else {
      const [number = "0", name = "", type = ""] = line.slice(1).split(" ");
      if (members === undefined) fields.set(Number(number), fieldType(Number(number), name, type));
      else members.set(Number(number), name);
    }
  }
  return { tables, unions };
}
