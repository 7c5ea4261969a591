import { existsSync, readFileSync, statSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { DataError } from "../../errors.ts";

const LIMIT = 2 ** 31;

/** A whole file, unpacked where it is gzip. @throws DataError FILE_MISSING, FILE_UNREADABLE */
export function readBytes(path: string): Uint8Array {
  if (!existsSync(path)) throw new DataError("FILE_MISSING", `${path}: there is no such file.`);
  if (statSync(path).size > LIMIT)
    throw new DataError("FILE_UNREADABLE", `${path}: more than 2 GB; split it into shards and check them one by one.`);
  try {
    const bytes = readFileSync(path);
    return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes, { maxOutputLength: LIMIT }) : bytes;
  } catch (cause) {
    throw new DataError("FILE_UNREADABLE", `${path}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
