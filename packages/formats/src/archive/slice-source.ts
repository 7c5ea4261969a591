import { crc32 } from "node:zlib";
import type { ByteSource } from "../byte-source.ts";

const WINDOW = 1024 * 1024;

/** A range of a source as a source of its own; `end` beyond the source is cut. */
export function sliceSource(source: ByteSource, start: number, end: number): ByteSource {
  const first = Math.min(Math.max(0, start), source.size);
  const size = Math.max(0, Math.min(end, source.size) - first);
  const read = (offset: number, length: number): Uint8Array => {
    const from = Math.min(Math.max(0, offset), size);
    return source.read(first + from, Math.max(0, Math.min(length, size - from)));
  };
  if (source.readInto === undefined) return { size, read };
  return {
    size,
    read,
    readInto: (offset, target) => {
      const from = Math.min(Math.max(0, offset), size);
      return source.readInto?.(first + from, target.subarray(0, size - from)) ?? 0;
    },
  };
}

/** CRC-32 of all bytes of a source. */
export function crcOf(source: ByteSource): number {
  let checksum = 0;
  for (let at = 0; at < source.size; at += WINDOW) checksum = crc32(source.read(at, WINDOW), checksum);
  return checksum;
}
