/** What Python's json.loads takes bytes for: UTF-8, or UTF-16 and UTF-32 by a mark or by where the zeros stand (RFC 4627, 3). */
export function decodeJsonBytes(bytes: Uint8Array): string {
  const [a = 1, b = 1, c = 1, d = 1] = bytes;
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return utf32(bytes.subarray(4), true);
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return utf32(bytes.subarray(4), false);
  if (a === 0xff && b === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  if (bytes.length >= 4 && a === 0 && b === 0 && c === 0) return utf32(bytes, false);
  if (bytes.length >= 4 && b === 0 && c === 0 && d === 0) return utf32(bytes, true);
  if (a === 0) return new TextDecoder("utf-16be").decode(bytes);
  if (b === 0) return new TextDecoder("utf-16le").decode(bytes);
  return new TextDecoder("utf-8").decode(bytes);
}

function utf32(bytes: Uint8Array, little: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const point = view.getUint32(at, little);
    parts.push(point <= 0x10ffff ? String.fromCodePoint(point) : "\ufffd");
  }
  return parts.join("");
}

/** The first character that is not white space, whatever the encoding. */
export function firstCharacter(head: Uint8Array): string {
  for (const byte of head) if (![0, 9, 10, 13, 32, 0xef, 0xbb, 0xbf, 0xff, 0xfe].includes(byte)) return String.fromCharCode(byte);
  return "";
}

/** Spells a key so that its escapes (`cl\u0061ss_name`) are found too; linear. */
export function keyPattern(key: string): RegExp {
  const letters = [...key].map((letter) => `(?:${letter}|\\\\u00${letter.charCodeAt(0).toString(16)})`);
  return new RegExp(`"${letters.join("")}"\\s{0,100}:`, "i");
}
