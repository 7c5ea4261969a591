/** Space, tab, line feed, carriage return (RFC 8259 section 2). */
export function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** Bytes that numbers and the words are made of. */
export const NUMBER_BYTE: Uint8Array = (() => {
  const table = new Uint8Array(256);
  for (const char of "+-.0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_") table[char.charCodeAt(0)] = 1;
  return table;
})();

export const WORDS: ReadonlySet<string> = new Set(["true", "false", "null"]);

/** Bytes that end the plain run of a string: quote, backslash, control characters. */
export const STRING_STOP: Uint8Array = (() => {
  const table = new Uint8Array(256);
  table.fill(1, 0, 0x20);
  table[0x22] = 1;
  table[0x5c] = 1;
  return table;
})();

const ESCAPES: ReadonlyMap<number, string> = new Map([
  [0x22, '"'],
  [0x5c, "\\"],
  [0x2f, "/"],
  [0x62, "\b"],
  [0x66, "\f"],
  [0x6e, "\n"],
  [0x72, "\r"],
  [0x74, "\t"],
]);

/** What a backslash and this byte stand for; undefined for `u` and for what JSON does not know. */
export function escaped(byte: number): string | undefined {
  return ESCAPES.get(byte);
}
