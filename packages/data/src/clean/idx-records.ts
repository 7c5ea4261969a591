import { DataError } from "../errors.ts";
import type { RawRecord } from "./records.ts";

/** Bytes of one value by the type of an IDX file. */
const WIDTHS: Readonly<Record<number, number>> = { 8: 1, 9: 1, 11: 2, 12: 4, 13: 4, 14: 8 };

/**
 * Where the pictures or labels of an IDX file lie (LeCun, the MNIST database, "the IDX file format"): as many records of
 * one size as its first dimension says.
 * @throws DataError FILE_UNREADABLE where header and length do not agree
 */
export function idxRecords(bytes: Buffer, file: string): RawRecord[] {
  const dimensions = bytes[3] ?? 0;
  const start = 4 + 4 * dimensions;
  if (bytes.length < start) throw new DataError("FILE_UNREADABLE", `${file}: ends within its header; nothing was left out.`);
  const [rows = 0, ...sizes] = Array.from({ length: dimensions }, (_, at) => bytes.readUInt32BE(4 + 4 * at));
  const size = sizes.reduce((product, each) => product * each, WIDTHS[bytes[2] ?? 0] ?? 1);
  if (rows * size !== bytes.length - start)
    throw new DataError(
      "FILE_UNREADABLE",
      `${file}: its header says ${rows} records of ${size} bytes, but ${bytes.length - start} bytes follow; nothing was left out.`,
    );
  return Array.from({ length: rows }, (_, row) => ({ start: start + row * size, end: start + (row + 1) * size }));
}

/** The same file with these records only: its header says how many there are now. */
export function idxOf(bytes: Buffer, rows: readonly RawRecord[]): Buffer {
  const header = Buffer.from(bytes.subarray(0, 4 + 4 * (bytes[3] ?? 0)));
  header.writeUInt32BE(rows.length, 4);
  return Buffer.concat([header, ...rows.map(({ start, end }) => bytes.subarray(start, end))]);
}
