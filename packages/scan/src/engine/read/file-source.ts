import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { type ByteSource, bytesSource } from "@castellan/formats";

/** Files up to this size are read in one go. */
const WHOLE = 24 * 1024 * 1024;

/** Fills as much of the target as there is. */
function fill(descriptor: number, offset: number, target: Uint8Array): number {
  let filled = 0;
  while (filled < target.length) {
    const count = readSync(descriptor, target, filled, target.length - filled, offset + filled);
    if (count === 0) break;
    filled += count;
  }
  return filled;
}

function readFully(descriptor: number, offset: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  return bytes.subarray(0, fill(descriptor, offset, bytes));
}

/** Ranges of an open file, at the size that it had when it was opened. */
export function descriptorSource(descriptor: number): ByteSource {
  const { size } = fstatSync(descriptor);
  const clamp = (offset: number, length: number): number => Math.max(0, Math.min(length, size - offset));
  return {
    size,
    read: (offset, length) => readFully(descriptor, Math.min(offset, size), clamp(offset, length)),
    readInto: (offset, target) => fill(descriptor, offset, target.subarray(0, clamp(offset, target.length))),
  };
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
    return await use(descriptorSource(descriptor));
  } finally {
    closeSync(descriptor);
  }
}
