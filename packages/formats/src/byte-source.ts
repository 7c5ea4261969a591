/** A file as ranges, so that the head and the tail of a 10 GB file are cheap. */
export interface ByteSource {
  readonly size: number;
  /** At most `length` bytes from `offset`; fewer at the end, none past it. Never throws for a range. */
  read(offset: number, length: number): Uint8Array;
  /** The same into bytes of the caller's, where that is cheaper; returns how many were read. */
  readInto?(offset: number, target: Uint8Array): number;
}

export function bytesSource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read: (offset, length) => {
      const start = Math.min(Math.max(0, offset), bytes.length);
      return bytes.subarray(start, Math.min(bytes.length, start + Math.max(0, length)));
    },
  };
}

/** Little-endian view on a range. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const UTF8 = new TextDecoder("utf-8", { fatal: false });

/** Text of a range; invalid sequences become U+FFFD. */
export function textOf(bytes: Uint8Array): string {
  return UTF8.decode(bytes);
}

export function ascii(bytes: Uint8Array, start = 0, end: number = bytes.length): string {
  let out = "";
  for (let index = start; index < Math.min(end, bytes.length); index++) out += String.fromCharCode(bytes[index] ?? 0);
  return out;
}
