import { ProtectError } from "../../errors.ts";
import { LONGEST_ENTRY } from "./paths.ts";

/** Entries one behind another, each behind its length in two bytes, big-endian. */
export function renderBundle(entries: readonly Uint8Array[]): Buffer {
  const bytes = Buffer.alloc(entries.reduce((sum, entry) => sum + 2 + entry.length, 0));
  let at = 0;
  for (const entry of entries) {
    if (entry.length > LONGEST_ENTRY)
      throw new ProtectError("LIMIT_EXCEEDED", `An entry of ${entry.length} bytes is above ${LONGEST_ENTRY}.`);
    at = bytes.writeUInt16BE(entry.length, at);
    bytes.set(entry, at);
    at += entry.length;
  }
  return bytes;
}

/** Entries of a bundle, or what is wrong with it. @param count how many it has to hold */
export function parseBundle(bytes: Uint8Array, count: number): readonly Uint8Array[] | string {
  const entries: Uint8Array[] = [];
  let at = 0;
  while (entries.length < count) {
    const length = (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
    const end = at + 2 + length;
    if (end > bytes.length) return `it ends within entry ${entries.length} of ${count}`;
    entries.push(bytes.subarray(at + 2, end));
    at = end;
  }
  return at === bytes.length ? entries : `${bytes.length - at} bytes stand behind its ${count} entries`;
}
