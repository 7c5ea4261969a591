import type { ByteSource } from "@castellan/formats";
import type { ArrayProfile } from "../document.ts";

const PIECE = 3 * 2 ** 20;
const MOST_COLUMNS = 100_000;

type Reader = (view: DataView, at: number) => number;

/** How numbers of a numpy type are read: bytes of one and a reader; undefined for types that hold no real numbers. */
export function numberReader(descr: string): { readonly bytes: number; readonly read: Reader } | undefined {
  const [, order = "|", kind = "", size = ""] = /^([<>|=]?)([a-z?])(\d{0,2})$/.exec(descr) ?? [];
  const little = order !== ">";
  switch (`${kind}${size}`) {
    case "b1":
    case "?":
    case "u1":
      return { bytes: 1, read: (view, at) => view.getUint8(at) };
    case "i1":
      return { bytes: 1, read: (view, at) => view.getInt8(at) };
    case "u2":
      return { bytes: 2, read: (view, at) => view.getUint16(at, little) };
    case "i2":
      return { bytes: 2, read: (view, at) => view.getInt16(at, little) };
    case "u4":
      return { bytes: 4, read: (view, at) => view.getUint32(at, little) };
    case "i4":
      return { bytes: 4, read: (view, at) => view.getInt32(at, little) };
    case "u8":
      return { bytes: 8, read: (view, at) => Number(view.getBigUint64(at, little)) };
    case "i8":
      return { bytes: 8, read: (view, at) => Number(view.getBigInt64(at, little)) };
    case "f2":
      return { bytes: 2, read: (view, at) => halfOf(view.getUint16(at, little)) };
    case "f4":
      return { bytes: 4, read: (view, at) => view.getFloat32(at, little) };
    case "f8":
      return { bytes: 8, read: (view, at) => view.getFloat64(at, little) };
    default:
      return undefined;
  }
}

/** IEEE 754 binary16. */
function halfOf(bits: number): number {
  const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023];
  const size =
    exponent === 0
      ? fraction * 2 ** -24
      : exponent === 31
        ? fraction === 0
          ? Infinity
          : Number.NaN
        : (1 + fraction / 1024) * 2 ** (exponent - 15);
  return (bits & 0x8000) === 0 ? size : -size;
}

/**
 * Counts and moments of an array in one pass over its bytes, in bounded memory (mean and deviation by Welford 1962).
 * `columns` is the length of the second dimension of a two-dimensional array in C order, else 0.
 */
export function arrayStatistics(
  source: ByteSource,
  start: number,
  end: number,
  { bytes, read }: { readonly bytes: number; readonly read: Reader },
  values: number,
  rows: number,
  columns: number,
): NonNullable<ArrayProfile["numbers"]> {
  let [count, mean, squares, notANumber, infinite, zeros, rowsWith, lastRow] = [0, 0, 0, 0, 0, 0, 0, -1];
  let [minimum, maximum] = [Infinity, -Infinity];
  const toRow = rows > 0 ? values / rows : values;
  const first = columns > 0 && columns <= MOST_COLUMNS ? new Float64Array(columns) : undefined;
  const changes = new Uint8Array(first?.length ?? 0);
  let index = 0;
  for (let at = start; at < end; at += PIECE - (PIECE % bytes)) {
    const piece = source.read(at, Math.min(PIECE - (PIECE % bytes), end - at));
    const view = new DataView(piece.buffer, piece.byteOffset, piece.byteLength);
    for (let offset = 0; offset + bytes <= piece.length; offset += bytes, index++) {
      const value = read(view, offset);
      if (first !== undefined) {
        const column = index % columns;
        if (index < columns) first[column] = value;
        else if (value !== first[column] && !(Number.isNaN(value) && Number.isNaN(first[column] ?? 0))) changes[column] = 1;
      }
      if (!Number.isFinite(value)) {
        if (Number.isNaN(value)) {
          notANumber++;
          const row = Math.floor(index / toRow);
          if (row !== lastRow) rowsWith++;
          lastRow = row;
        } else infinite++;
        continue;
      }
      count++;
      if (value === 0) zeros++;
      if (value < minimum) minimum = value;
      if (value > maximum) maximum = value;
      const gap = value - mean;
      mean += gap / count;
      squares += gap * (value - mean);
    }
  }
  const constant = index > 1 && infinite === 0 && ((count === 0 && notANumber === index) || (notANumber === 0 && minimum === maximum));
  const constantColumns = first === undefined || rows < 2 ? undefined : changes.reduce((sum, changed) => sum + 1 - changed, 0);
  return {
    ...{ notANumber, infinite, zeros, constant, rowsWithNotANumber: rowsWith },
    ...(count === 0
      ? {}
      : { minimum, maximum, mean: Number(mean.toPrecision(8)), standardDeviation: Number(Math.sqrt(squares / count).toPrecision(8)) }),
    ...(constantColumns === undefined ? {} : { constantColumns }),
  };
}
