import { bytesSource, looksLikeNumpy, readNumpy } from "@castellan/formats";
import { DataError } from "../../errors.ts";
import { readTable } from "../../table/read-table.ts";
import type { Matrix } from "../../table/table.ts";
import { readBytes } from "./read-bytes.ts";

/**
 * Vectors of the rows: a two-dimensional numpy array of f4 or f8, or a table whose columns are all numbers.
 * @throws DataError where the rows are not as many as the data set's, or a value is no number
 */
export async function readEmbedding(path: string, rows: number): Promise<Matrix> {
  const matrix = /\.npy(?:\.gz)?$/i.test(path) ? numpyMatrix(readBytes(path), path) : await tableMatrix(path);
  if (matrix.rows !== rows)
    throw new DataError("COLUMN_INVALID", `${path}: ${matrix.rows} vectors for ${rows} rows; give one vector a row, in the same order.`);
  const bad = matrix.values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0)
    throw new DataError(
      "COLUMN_INVALID",
      `${path}: the vector of row ${Math.floor(bad / matrix.columns)} has no number in column ${bad % matrix.columns}.`,
    );
  return matrix;
}

function numpyMatrix(bytes: Uint8Array, path: string): Matrix {
  if (!looksLikeNumpy(bytes)) throw new DataError("FORMAT_UNKNOWN", `${path}: not a numpy array.`);
  const { shape, descr, dataStart, dataEnd, fortranOrder, problems } = readNumpy(bytesSource(bytes));
  const [problem] = problems;
  if (problem !== undefined) throw new DataError("FILE_UNREADABLE", `${path}: ${problem.message}.`);
  const [rows = 0, columns = 0] = shape;
  const wide = descr === "<f8";
  if (shape.length !== 2 || columns === 0 || dataEnd === undefined || (!wide && descr !== "<f4"))
    throw new DataError(
      "FORMAT_UNKNOWN",
      `${path}: an array ${shape.join(" x ")} of ${descr}; save rows x columns as little-endian float32 or float64.`,
    );
  const view = new DataView(bytes.buffer, bytes.byteOffset + dataStart, dataEnd - dataStart);
  const values = new Float32Array(rows * columns);
  for (let index = 0; index < values.length; index++) {
    const place = fortranOrder ? (index % rows) * columns + Math.floor(index / rows) : index;
    values[place] = wide ? view.getFloat64(8 * index, true) : view.getFloat32(4 * index, true);
  }
  return { rows, columns, values };
}

async function tableMatrix(path: string): Promise<Matrix> {
  const { rows, columns } = await readTable(path);
  const values = new Float32Array(rows * columns.length);
  for (const [index, column] of columns.entries()) {
    if (column.kind === "string")
      throw new DataError("COLUMN_INVALID", `${path}: column ${column.name} holds text; vectors are numbers only.`);
    for (let row = 0; row < rows; row++) values[row * columns.length + index] = column.values[row] ?? Number.NaN;
  }
  return { rows, columns: columns.length, values };
}
