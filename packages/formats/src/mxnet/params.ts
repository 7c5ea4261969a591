import { ByteCursor } from "../byte-cursor.ts";
import { type ByteSource, textOf, viewOf } from "../byte-source.ts";
import { FormatError } from "../errors.ts";

export interface MxnetParams {
  readonly arrays: number;
  readonly parameters: number;
  readonly names: readonly string[];
  readonly dtypes: readonly string[];
  readonly problems: readonly { readonly offset: number; readonly message: string }[];
  readonly end: number;
}

const LIST = 0x112;
const V1 = 0xf993fac8;
const V2 = 0xf993fac9;
const V3 = 0xf993faca;
const DTYPES: readonly (readonly [string, number])[] = [
  ["F32", 4],
  ["F64", 8],
  ["F16", 2],
  ["U8", 1],
  ["I32", 4],
  ["I8", 1],
  ["I64", 8],
  ["BOOL", 1],
  ["I16", 2],
  ["U16", 2],
  ["U32", 4],
  ["U64", 8],
  ["BF16", 2],
];
const NAMES_KEPT = 100_000;

export function looksLikeMxnetParams(head: Uint8Array): boolean {
  return head.length >= 24 && viewOf(head).getUint32(0, true) === LIST && viewOf(head).getUint32(4, true) === 0;
}

/**
 * A list of arrays with names, as MXNet saves parameters.
 *
 * @throws FormatError NOT_THIS_FORMAT, TRUNCATED, MALFORMED
 * @see https://github.com/apache/mxnet/blob/v1.9.1/src/ndarray/ndarray.cc (NDArray::Load, NDArray::Save)
 */
export function readMxnetParams(source: ByteSource): MxnetParams {
  const cursor = new ByteCursor(source);
  if (cursor.u64() !== LIST) throw new FormatError("NOT_THIS_FORMAT", "no list of MXNet arrays");
  const problems: { readonly offset: number; readonly message: string }[] = [];
  if (cursor.u64() !== 0) problems.push({ offset: 8, message: "the reserved field is not zero" });
  const count = cursor.fit(cursor.u64(), 8, "arrays");
  const dtypes = new Set<string>();
  let parameters = 0;
  for (let index = 0; index < count; index++) {
    const array = readArray(cursor);
    parameters += array.elements;
    if (array.dtype !== undefined) dtypes.add(array.dtype);
  }
  const named = cursor.fit(cursor.u64(), 8, "names");
  if (named !== 0 && named !== count) problems.push({ offset: cursor.offset - 8, message: `${named} names for ${count} arrays` });
  const names: string[] = [];
  for (let index = 0; index < named; index++) {
    const length = cursor.fit(cursor.u64(), 1, "bytes of a name");
    const text = textOf(cursor.bytes(Math.min(length, 4096)));
    if (length > 4096) cursor.skip(length - 4096);
    if (names.length < NAMES_KEPT) names.push(text);
  }
  return { arrays: count, parameters, names, dtypes: [...dtypes].sort(), problems, end: cursor.offset };
}

function readArray(cursor: ByteCursor): { readonly elements: number; readonly dtype?: string } {
  const magic = cursor.u32();
  if (magic === V2 || magic === V3) return readTyped(cursor, magic === V3);
  const shape = magic === V1 ? readShape(cursor, 8) : legacyShape(cursor, magic);
  return shape.length === 0 ? { elements: 0 } : readDense(cursor, shape);
}

/** Storage types: dense, row-sparse with one table of indices, compressed rows with two. */
function readTyped(cursor: ByteCursor, scalarsAllowed: boolean): { readonly elements: number; readonly dtype?: string } {
  const storage = cursor.i32();
  if (storage < 0 || storage > 2) throw new FormatError("MALFORMED", `an array at offset ${cursor.offset} has storage type ${storage}`);
  const stored = storage === 0 ? undefined : readShape(cursor, 8);
  const shape = readShape(cursor, 8);
  if (shape.length === 0 && !scalarsAllowed) return { elements: 0 };
  if (stored === undefined) return readDense(cursor, shape);
  cursor.skip(8);
  const type = typeOf(cursor);
  const tables: number[] = [];
  for (let index = 0; index < storage; index++) {
    const [, bytes] = typeOf(cursor);
    tables.push(elementsOf(readShape(cursor, 8), cursor) * bytes);
  }
  const elements = elementsOf(stored, cursor);
  cursor.skip(elements * type[1]);
  for (const bytes of tables) cursor.skip(bytes);
  return { elements, dtype: type[0] };
}

function readDense(cursor: ByteCursor, shape: readonly number[]): { readonly elements: number; readonly dtype: string } {
  cursor.skip(8);
  const [dtype, bytes] = typeOf(cursor);
  const elements = elementsOf(shape, cursor);
  cursor.fit(elements, bytes, "elements of an array");
  cursor.skip(elements * bytes);
  return { elements, dtype };
}

function typeOf(cursor: ByteCursor): readonly [string, number] {
  const number = cursor.i32();
  const type = DTYPES[number];
  if (type === undefined) throw new FormatError("MALFORMED", `an array at offset ${cursor.offset} has the element type ${number}`);
  return type;
}

function readShape(cursor: ByteCursor, bytes: 4 | 8): readonly number[] {
  const dimensions = cursor.i32();
  if (dimensions < -1 || dimensions > 64)
    throw new FormatError("MALFORMED", `an array at offset ${cursor.offset} has ${dimensions} dimensions`);
  return Array.from({ length: Math.max(0, dimensions) }, () => (bytes === 8 ? cursor.u64() : cursor.u32()));
}

/** Before there was a magic, its place held the number of dimensions. */
function legacyShape(cursor: ByteCursor, dimensions: number): readonly number[] {
  if (dimensions > 32) throw new FormatError("MALFORMED", `an array at offset ${cursor.offset - 4} has no known beginning`);
  return Array.from({ length: dimensions }, () => cursor.u32());
}

function elementsOf(shape: readonly number[], cursor: ByteCursor): number {
  const elements = shape.reduce((product, size) => product * size, 1);
  return cursor.fit(elements, 0, "elements") >= 0 ? elements : 0;
}
