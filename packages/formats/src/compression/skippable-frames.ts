import type { InputBytes } from "./input-bytes.ts";

/** The first four bytes as a little-endian number; 0 where there are fewer. */
export function magicOf(bytes: Uint8Array): number {
  return bytes.length < 4 ? 0 : new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
}

/** Frames for the user's own data, which LZ4 and Zstandard have in common. @see RFC 8878, 3.1.2 */
export function isSkippable(magic: number): boolean {
  return magic >= 0x184d2a50 && magic <= 0x184d2a5f;
}

/** Goes over a skippable frame whose magic was read. */
export function skipFrame(input: InputBytes): void {
  const length = input.uint32();
  if (length > input.remaining) throw input.truncated();
  input.seek(input.position + length);
}

/** The first magic that is none of a skippable frame; the last of these where the head ends within one. */
export function firstMagic(head: Uint8Array): number {
  let at = 0;
  let magic = magicOf(head);
  while (isSkippable(magic) && at + 8 <= head.length) {
    at += 8 + magicOf(head.subarray(at + 4));
    if (at + 4 > head.length) break;
    magic = magicOf(head.subarray(at));
  }
  return magic;
}
