import { type Hdf5Datatype, readDatatype } from "./datatype.ts";
import { addressAt, type Hdf5File, lengthAt } from "./file.ts";

const MAX_RANK = 32;
const decoder = new TextDecoder();

/** Dimensions; undefined for a dataspace without any element. */
export function readDataspace(file: Hdf5File, offset: number, size: number): readonly number[] | undefined {
  const { window } = file;
  const version = window.u8(offset);
  const rank = window.u8(offset + 1);
  if (version === 2 && window.u8(offset + 3) === 2) return undefined;
  const at = offset + (version === 2 ? 4 : 8);
  const dimensions: number[] = [];
  for (let index = 0; index < Math.min(rank, MAX_RANK) && at + (index + 1) * file.lengths <= offset + size; index++)
    dimensions.push(lengthAt(file, at + index * file.lengths));
  return dimensions;
}

export interface Hdf5Link {
  readonly kind: "hard" | "soft" | "external" | "user";
  readonly name: string;
  /** Header of the object of a hard link. */
  readonly address?: number;
  /** Path of a soft or external link. */
  readonly path?: string;
  /** File of an external link. */
  readonly file?: string;
  readonly offset: number;
}

const text = (file: Hdf5File, offset: number, length: number): string => decoder.decode(file.window.slice(offset, Math.min(length, 4096)));

/** A link message; undefined where it does not fit. */
export function readLink(file: Hdf5File, offset: number, size: number): Hdf5Link | undefined {
  const { window } = file;
  const end = offset + size;
  const flags = window.u8(offset + 1);
  if (window.u8(offset) !== 1) return undefined;
  let at = offset + 2;
  const type = (flags & 8) === 0 ? 0 : window.u8(at++);
  if ((flags & 4) !== 0) at += 8;
  if ((flags & 16) !== 0) at++;
  const width = 1 << (flags & 3);
  const nameLength = window.unsigned(at, width);
  at += width;
  if (at + nameLength > end) return undefined;
  const name = text(file, at, nameLength);
  at += nameLength;
  if (type === 0) {
    const address = addressAt(file, at);
    return address === undefined || at + file.offsets > end ? undefined : { kind: "hard", name, address, offset };
  }
  const length = window.u16(at);
  at += 2;
  if (at + length > end) return undefined;
  if (type === 1) return { kind: "soft", name, path: text(file, at, length), offset };
  if (type !== 64) return { kind: "user", name, offset };
  const [target = "", path = ""] = text(file, at + 1, length - 1).split("\0");
  return { kind: "external", name, file: target, path, offset };
}

export interface Hdf5Layout {
  readonly kind: "compact" | "contiguous" | "chunked" | "virtual" | "unknown";
  readonly address: number | undefined;
  /** Of compact and contiguous data; of a single chunk that is filtered. */
  readonly size: number;
  /** Dimensions of a chunk with the element's size last. */
  readonly chunk: readonly number[];
  /** Of chunked data: the tree of version 1, or the index of layout version 4. */
  readonly index: "tree" | "single" | "implicit" | "other";
}

export function readLayout(file: Hdf5File, offset: number, size: number): Hdf5Layout {
  const { window, offsets, lengths } = file;
  const version = window.u8(offset);
  const none = { address: undefined, size: 0, chunk: [], index: "other" } as const;
  if (version === 1 || version === 2) {
    const rank = Math.min(window.u8(offset + 1), MAX_RANK + 1);
    const kind = window.u8(offset + 2);
    const at = offset + 8 + (kind === 0 ? 0 : offsets);
    const numbers = Array.from({ length: rank }, (_, index) => window.u32(at + index * 4));
    if (kind === 0) return { ...none, kind: "compact", address: at + rank * 4 + 4, size: window.u32(at + rank * 4) };
    const address = addressAt(file, offset + 8);
    if (kind === 1) return { ...none, kind: "contiguous", address, size: numbers.reduce((product, number) => product * number, 1) };
    return { kind: "chunked", address, size: 0, chunk: numbers, index: "tree" };
  }
  const kind = window.u8(offset + 1);
  if (version < 3 || version > 5) return { ...none, kind: "unknown" };
  if (kind === 0) return { ...none, kind: "compact", address: offset + 4, size: Math.min(window.u16(offset + 2), size) };
  if (kind === 1) return { ...none, kind: "contiguous", address: addressAt(file, offset + 2), size: lengthAt(file, offset + 2 + offsets) };
  if (kind === 3) return { ...none, kind: "virtual", address: addressAt(file, offset + 2) };
  if (kind !== 2) return { ...none, kind: "unknown" };
  if (version === 3) {
    const rank = Math.min(window.u8(offset + 2), MAX_RANK + 1);
    const at = offset + 3 + offsets;
    return {
      kind: "chunked",
      address: addressAt(file, offset + 3),
      size: 0,
      chunk: Array.from({ length: rank }, (_, index) => window.u32(at + index * 4)),
      index: "tree",
    };
  }
  const flags = window.u8(offset + 2);
  const rank = Math.min(window.u8(offset + 3), MAX_RANK + 1);
  const width = window.u8(offset + 4);
  const chunk = Array.from({ length: rank }, (_, index) => window.unsigned(offset + 5 + index * width, Math.min(width, 8)));
  let at = offset + 5 + rank * width;
  const type = window.u8(at++);
  let stored = chunk.reduce((product, number) => product * number, 1);
  if (type === 1 && (flags & 2) !== 0) {
    stored = lengthAt(file, at);
    at += lengths + 4;
  } else if (type === 3) at += 1;
  else if (type === 4) at += 5;
  else if (type === 5) at += 6;
  return {
    kind: "chunked",
    address: addressAt(file, at),
    size: stored,
    chunk,
    index: type === 1 ? "single" : type === 2 ? "implicit" : "other",
  };
}

/** Numbers of the filters of a pipeline, in their order. */
export function readFilters(file: Hdf5File, offset: number, size: number): readonly number[] {
  const { window } = file;
  const version = window.u8(offset);
  const count = Math.min(window.u8(offset + 1), 32);
  const filters: number[] = [];
  let at = offset + (version === 1 ? 8 : 2);
  for (let index = 0; index < count && at + 6 <= offset + size; index++) {
    const id = window.u16(at);
    filters.push(id);
    const named = version === 1 || id >= 256;
    const name = named ? window.u16(at + 2) : 0;
    const values = window.u16(at + (named ? 6 : 4));
    at += named ? 8 : 6;
    at += version === 1 ? Math.ceil(name / 8) * 8 + values * 4 + (values % 2) * 4 : name + values * 4;
  }
  return filters;
}

export interface Hdf5Attribute {
  readonly name: string;
  /** Undefined where the type has a name of its own elsewhere: then `shared` is where that is said. */
  readonly datatype: Hdf5Datatype | undefined;
  readonly shared: number;
  readonly dimensions: readonly number[] | undefined;
  readonly data: { readonly start: number; readonly end: number };
}

/** An attribute message; `shared` types have no datatype here. */
export function readAttribute(file: Hdf5File, offset: number, size: number): Hdf5Attribute | undefined {
  const { window } = file;
  const version = window.u8(offset);
  if (version < 1 || version > 3 || size < 8) return undefined;
  const flags = version === 1 ? 0 : window.u8(offset + 1);
  const [nameSize, typeSize, spaceSize] = [window.u16(offset + 2), window.u16(offset + 4), window.u16(offset + 6)];
  const pad = (length: number): number => (version === 1 ? Math.ceil(length / 8) * 8 : length);
  const nameAt = offset + (version === 3 ? 9 : 8);
  const typeAt = nameAt + pad(nameSize);
  const spaceAt = typeAt + pad(typeSize);
  const dataAt = spaceAt + pad(spaceSize);
  if (dataAt > offset + size) return undefined;
  return {
    name: text(file, nameAt, nameSize).replace(/\0.*$/s, ""),
    datatype: (flags & 1) === 0 ? readDatatype(file, typeAt, typeSize) : undefined,
    shared: typeAt,
    dimensions: (flags & 2) === 0 ? readDataspace(file, spaceAt, spaceSize) : [],
    data: { start: dataAt, end: offset + size },
  };
}

export interface ExternalFileSlot {
  readonly nameOffset: number;
  readonly size: number;
}

/** The raw data of a dataset lies in these files; names are in a local heap. */
export function readExternalFiles(
  file: Hdf5File,
  offset: number,
  size: number,
): { readonly heap: number | undefined; readonly slots: readonly ExternalFileSlot[] } {
  const { window, offsets, lengths } = file;
  const used = window.u16(offset + 6);
  const slots: ExternalFileSlot[] = [];
  let at = offset + 8 + offsets;
  for (let index = 0; index < Math.min(used, 1000) && at + 3 * lengths <= offset + size; index++, at += 3 * lengths)
    slots.push({ nameOffset: lengthAt(file, at), size: lengthAt(file, at + 2 * lengths) });
  return { heap: addressAt(file, offset + 8), slots };
}
