import { DataError } from "../../errors.ts";
import type { ImageSet, StringColumn } from "../../table/table.ts";

const UNSIGNED_BYTE = 0x08;

/** Whether the bytes begin as an IDX file: two zeros, a type, one to four dimensions. */
export function looksLikeIdx(bytes: Uint8Array): boolean {
  const dimensions = bytes[3] ?? 0;
  return (
    bytes[0] === 0 && bytes[1] === 0 && [0x08, 0x09, 0x0b, 0x0c, 0x0d, 0x0e].includes(bytes[2] ?? 0) && dimensions >= 1 && dimensions <= 4
  );
}

/** Sizes and data of an IDX file (LeCun, the MNIST database, "the IDX file format"). */
function readIdx(bytes: Uint8Array, name: string): { readonly sizes: readonly number[]; readonly data: Uint8Array } {
  if (!looksLikeIdx(bytes))
    throw new DataError(
      "FORMAT_UNKNOWN",
      `${name}: not an IDX file: it does not begin with two zero bytes, a type and a number of dimensions.`,
    );
  if (bytes[2] !== UNSIGNED_BYTE)
    throw new DataError("FORMAT_UNKNOWN", `${name}: IDX of type 0x${(bytes[2] ?? 0).toString(16)}; unsigned bytes (0x08) are read.`);
  const dimensions = bytes[3] ?? 0;
  const start = 4 + 4 * dimensions;
  if (bytes.length < start) throw new DataError("FILE_UNREADABLE", `${name}: ends within its header.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sizes = Array.from({ length: dimensions }, (_, index) => view.getUint32(4 + 4 * index));
  const needed = sizes.reduce((product, size) => product * size, 1);
  if (needed !== bytes.length - start)
    throw new DataError(
      "FILE_UNREADABLE",
      `${name}: its header says ${sizes.join(" x ")} = ${needed} bytes, but ${bytes.length - start} follow.`,
    );
  return { sizes, data: bytes.subarray(start) };
}

/** Grey pictures (rows × height × width), or coloured ones with a fourth dimension of 1 or 3. @throws DataError */
export function readIdxImages(bytes: Uint8Array, name: string): ImageSet {
  const { sizes, data } = readIdx(bytes, name);
  const [rows = 0, height = 0, width = 0, channels = 1] = sizes;
  if (sizes.length < 3 || (channels !== 1 && channels !== 3))
    throw new DataError("FORMAT_UNKNOWN", `${name}: IDX of ${sizes.join(" x ")} holds no pictures; labels go to --label-file.`);
  if (rows === 0) throw new DataError("TABLE_EMPTY", `${name}: no pictures.`);
  return { rows, width, height, channels, pixels: data };
}

/** One label a picture. @throws DataError where there are not as many as pictures */
export function readIdxLabels(bytes: Uint8Array, name: string, rows: number): StringColumn {
  const { sizes, data } = readIdx(bytes, name);
  if (sizes.length !== 1) throw new DataError("FORMAT_UNKNOWN", `${name}: IDX of ${sizes.join(" x ")}; labels have one dimension.`);
  if (data.length !== rows) throw new DataError("COLUMN_INVALID", `${name}: ${data.length} labels for ${rows} pictures.`);
  const values = [...new Set(data)].sort((left, right) => left - right);
  const places = new Map(values.map((value, index) => [value, index]));
  return {
    kind: "string",
    name: "label",
    codes: Int32Array.from(data, (value) => places.get(value) ?? -1),
    dictionary: values.map(String),
  };
}
