/*
 * Reader of the git index (tracked paths), versions 2 to 4.
 * https://git-scm.com/docs/index-format
 */

export interface TrackedEntry {
  /** Relative to the work tree, "/"-separated. */
  readonly path: string;
  /** A submodule: the folder is a repository of its own. */
  readonly submodule: boolean;
}

const ENTRY_HEAD = 62;
const EXTENDED = 0x4000;
const GITLINK = 0o160000;
const TYPE_MASK = 0o170000;

/** Git's offset encoding: seven bits a byte, each continuation adds one. */
function readVarint(bytes: Buffer, at: number): { readonly value: number; readonly next: number } {
  let next = at;
  let byte = bytes[next++] ?? 0;
  let value = byte & 0x7f;
  while ((byte & 0x80) !== 0 && next < bytes.length) {
    byte = bytes[next++] ?? 0;
    value = (value + 1) * 128 + (byte & 0x7f);
  }
  return { value, next };
}

/**
 * Tracked paths of an index file, in its order. `hashBytes` is 20 for SHA-1, 32 for SHA-256 repositories.
 * Undefined where the bytes are no index that this reader knows; never throws.
 */
export function readIndex(bytes: Buffer, hashBytes: 20 | 32 = 20): readonly TrackedEntry[] | undefined {
  if (bytes.length < 12 || bytes.toString("latin1", 0, 4) !== "DIRC") return undefined;
  const version = bytes.readUInt32BE(4);
  if (version < 2 || version > 4) return undefined;
  const count = bytes.readUInt32BE(8);
  const entries: TrackedEntry[] = [];
  const head = ENTRY_HEAD - 20 + hashBytes;
  let at = 12;
  let previous: Buffer = Buffer.alloc(0);
  for (let index = 0; index < count; index++) {
    if (at + head > bytes.length) return undefined;
    const mode = bytes.readUInt32BE(at + 24);
    const flags = bytes.readUInt16BE(at + head - 2);
    const start = at + head + (version >= 3 && (flags & EXTENDED) !== 0 ? 2 : 0);
    let name: Buffer;
    if (version === 4) {
      const strip = readVarint(bytes, start);
      const end = bytes.indexOf(0, strip.next);
      if (end < 0 || strip.value > previous.length) return undefined;
      name = Buffer.concat([previous.subarray(0, previous.length - strip.value), bytes.subarray(strip.next, end)]);
      at = end + 1;
    } else {
      const end = bytes.indexOf(0, start);
      if (end < 0) return undefined;
      name = bytes.subarray(start, end);
      // Entries are padded with 1 to 8 NUL bytes to a multiple of eight.
      at += Math.floor((end - at + 8) / 8) * 8;
    }
    previous = name;
    entries.push({ path: name.toString("utf8"), submodule: (mode & TYPE_MASK) === GITLINK });
  }
  return entries;
}
