import { crc32 } from "node:zlib";
import type { ByteSource } from "../byte-source.ts";

const WINDOW = 1024 * 1024;

/** A range of a source as a source of its own; `end` beyond the source is cut. */
export function sliceSource(source: ByteSource, start: number, end: number): ByteSource {
  const first = Math.min(Math.max(0, start), source.size);
  const size = Math.max(0, Math.min(end, source.size) - first);
  return {
    size,
    read: (offset, length) => {
      const from = Math.min(Math.max(0, offset), size);
      return source.read(first + from, Math.max(0, Math.min(length, size - from)));
    },
  };
}

/** CRC-32 of all bytes of a source. */
export function crcOf(source: ByteSource): number {
  let checksum = 0;
  for (let at = 0; at < source.size; at += WINDOW) checksum = crc32(source.read(at, WINDOW), checksum);
  return checksum;
}
