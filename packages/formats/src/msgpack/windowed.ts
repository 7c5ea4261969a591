import type { ByteSource } from "../byte-source.ts";

const WINDOW = 256 * 1024;

/** Small reads come out of one window: a file of a million values is not a million reads of the disk. */
export function windowed(source: ByteSource): ByteSource {
  let start = 0;
  let bytes: Uint8Array = new Uint8Array(0);
  return {
    size: source.size,
    read: (offset, length) => {
      if (length > WINDOW) return source.read(offset, length);
      if (offset < start || offset + length > start + bytes.length) {
        bytes = source.read(offset, WINDOW);
        start = offset;
      }
      return bytes.subarray(offset - start, offset - start + length);
    },
  };
}
