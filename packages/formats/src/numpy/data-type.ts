import type { PythonLiteral } from "../python-literal/index.ts";

/** What a `descr` stands for. */
export interface NumpyType {
  /** Bytes of one element; undefined where it is not known. */
  readonly bytes: number | undefined;
  /** Holds Python objects: the data are a pickle. */
  readonly object: boolean;
}

const UNKNOWN: NumpyType = { bytes: undefined, object: false };
const OBJECT: NumpyType = { bytes: 8, object: true };
const DEPTH = 8;
const FIELDS = 10_000;

/** Letters of types whose size is written behind them, in bytes. */
const SIZED = new Set(["b", "i", "u", "f", "c", "S", "a", "V", "t"]);
/** Letters that stand for a type of one size (numpy's type codes, on 64-bit Unix). */
const LETTERS: ReadonlyMap<string, number> = new Map([
  ["?", 1],
  ["b", 1],
  ["B", 1],
  ["h", 2],
  ["H", 2],
  ["e", 2],
  ["i", 4],
  ["I", 4],
  ["f", 4],
  ["l", 8],
  ["L", 8],
  ["q", 8],
  ["Q", 8],
  ["p", 8],
  ["P", 8],
  ["n", 8],
  ["N", 8],
  ["d", 8],
  ["F", 8],
  ["g", 16],
  ["D", 16],
  ["G", 32],
  ["c", 1],
  ["S", 0],
  ["U", 0],
  ["V", 0],
]);
const NAMES: ReadonlyMap<string, number> = new Map([
  ["bool", 1],
  ["int8", 1],
  ["uint8", 1],
  ["int16", 2],
  ["uint16", 2],
  ["float16", 2],
  ["bfloat16", 2],
  ["int32", 4],
  ["uint32", 4],
  ["float32", 4],
  ["int64", 8],
  ["uint64", 8],
  ["float64", 8],
  ["complex64", 8],
  ["complex128", 16],
  ["int", 8],
  ["float", 8],
  ["complex", 16],
]);

/**
 * The type that `numpy.lib.format.descr_to_dtype` makes of a `descr`.
 *
 * @see https://numpy.org/doc/stable/reference/arrays.dtypes.html
 */
export function numpyType(descr: PythonLiteral, depth = 0): NumpyType {
  if (typeof descr === "string") return simpleType(descr);
  if (typeof descr !== "object" || descr === null || depth > DEPTH) return UNKNOWN;
  if (descr.kind === "tuple") {
    const [base, shape] = descr.items;
    return descr.items.length === 2 && base !== undefined && shape !== undefined ? repeated(numpyType(base, depth + 1), shape) : UNKNOWN;
  }
  return descr.kind === "list" && descr.items.length <= FIELDS ? structure(descr.items, depth) : UNKNOWN;
}

function structure(fields: readonly PythonLiteral[], depth: number): NumpyType {
  let bytes: number | undefined = 0;
  let object = false;
  for (const field of fields) {
    if (typeof field !== "object" || field === null || field.kind !== "tuple") return { bytes: undefined, object };
    const [name, base, shape] = field.items;
    if (base === undefined || field.items.length > 3 || !isFieldName(name)) return { bytes: undefined, object };
    const element = numpyType(base, depth + 1);
    const type = shape === undefined ? element : repeated(element, shape);
    object ||= type.object;
    bytes = bytes === undefined || type.bytes === undefined ? undefined : bytes + type.bytes;
  }
  return { bytes, object };
}

/** A name, or a title and a name. */
function isFieldName(name: PythonLiteral | undefined): boolean {
  if (typeof name === "string") return true;
  return typeof name === "object" && name !== null && name.kind === "tuple" && name.items.every((part) => typeof part === "string");
}

function repeated(type: NumpyType, shape: PythonLiteral): NumpyType {
  const sizes = shapeOf(shape);
  if (sizes === undefined || type.bytes === undefined) return { ...type, bytes: undefined };
  return { ...type, bytes: sizes.reduce((product, size) => product * size, type.bytes) };
}

/** Sizes of a shape; undefined where it is none. */
export function shapeOf(shape: PythonLiteral | undefined): readonly number[] | undefined {
  if (typeof shape === "number") return isSize(shape) ? [shape] : undefined;
  if (typeof shape !== "object" || shape === null || shape.kind === "dict" || shape.kind === "bytes") return undefined;
  const sizes: number[] = [];
  for (const size of shape.items) {
    if (typeof size !== "number" || !isSize(size)) return undefined;
    sizes.push(size);
  }
  return sizes;
}

function isSize(value: number): boolean {
  return Number.isInteger(value) && value >= 0;
}

function simpleType(text: string): NumpyType {
  if (/^[<>|=]?O\d{0,2}$/.test(text) || text === "object" || text === "object_") return OBJECT;
  const named = NAMES.get(text);
  if (named !== undefined) return { bytes: named, object: false };
  const match = /^[<>|=]?([a-zA-Z?])(\d{0,15})(\[[\w/ ]{1,20}\])?$/.exec(text);
  // Types by commas ("i4,O") and what else numpy.dtype takes: whether there are objects in it is not known.
  if (match === null) return { bytes: undefined, object: /O/.test(text) };
  const [, letter = "", digits = "", unit] = match;
  if (letter === "M" || letter === "m") return digits === "" || digits === "8" ? { bytes: 8, object: false } : UNKNOWN;
  if (unit !== undefined) return UNKNOWN;
  if (digits === "") return { bytes: LETTERS.get(letter), object: false };
  if (letter === "U") return { bytes: Number(digits) * 4, object: false };
  return { bytes: SIZED.has(letter) ? Number(digits) : undefined, object: false };
}
