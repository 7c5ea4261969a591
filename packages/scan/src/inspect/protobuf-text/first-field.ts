import type { Subject } from "../interpreter.ts";

const WINDOW = 65_536;

/** The first field name behind white space and comments, however long; undefined where something else stands there. */
export function firstField({ source, head }: Subject): string | undefined {
  // White space, a comment, a letter or a byte order mark: everything else is not looked at.
  if (!/^[\s#a-z_\xef]/.test(String.fromCharCode(head[0] ?? 0))) return undefined;
  let comment = false;
  for (let at = 0; at < source.size; at += WINDOW) {
    const bytes = source.read(at, WINDOW);
    for (let index = 0; index < bytes.length; index++) {
      const byte = bytes[index] ?? 0;
      if (byte === 0x0a) comment = false;
      else if (comment || byte === 0x20 || byte === 0x09 || byte === 0x0d || (at === 0 && index < 3 && byte >= 0xbb)) continue;
      else if (byte === 0x23) comment = true;
      else return /^([a-z_]{1,40})\s{0,100}(?::|\{|<)/.exec(new TextDecoder("latin1").decode(source.read(at + index, 200)))?.[1];
    }
  }
  return undefined;
}
