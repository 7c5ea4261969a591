import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { type ByteSource, bytesSource } from "@castellan/formats";

/** Files up to this size are read in one go. */
const WHOLE = 24 * 1024 * 1024;

function readFully(descriptor: number, offset: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const count = readSync(descriptor, bytes, filled, length - filled, offset + filled);
    if (count === 0) break;
    filled += count;
  }
  return bytes.subarray(0, filled);
}

/**
 * Opens a regular file for the readers; never through a link, never waiting on a pipe. The source is valid inside
 * `use` only.
 * @throws the error of the file system, or Error for what is not a regular file.
 */
export async function withFile<T>(path: string, use: (source: ByteSource) => Promise<T>): Promise<T> {
  const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  try {
    const status = fstatSync(descriptor);
    if (!status.isFile()) throw new Error("not a regular file");
    const { size } = status;
    if (size <= WHOLE) return await use(bytesSource(readFully(descriptor, 0, size)));
    return await use({
      size,
      read: (offset, length) => readFully(descriptor, Math.min(offset, size), Math.max(0, Math.min(length, size - offset))),
    });
  } finally {
    closeSync(descriptor);
  }
}
