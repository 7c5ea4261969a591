import { isUtf8 } from "node:buffer";

/* Text operands as CPython's C unpickler reads them. `valid` says whether it would go on. */

export interface DecodedText {
  readonly text: string;
  readonly valid: boolean;
}

/** Longer texts go through a call out of the engine, whose cost then pays. */
const SHORT = 16;

export function latin1(bytes: Uint8Array, start: number, end: number): string {
  if (end - start > SHORT) {
    const buffer = bytes instanceof Buffer ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return buffer.toString("latin1", start, end);
  }
  return end - start > 8 ? eight(bytes, start, 8) + eight(bytes, start + 8, end - start - 8) : eight(bytes, start, end - start);
}

/** Up to eight characters at once: names and words are most of what there is. */
function eight(bytes: Uint8Array, at: number, length: number): string {
  const a = bytes[at] ?? 0;
  if (length < 2) return length === 0 ? "" : String.fromCharCode(a);
  const b = bytes[at + 1] ?? 0;
  if (length === 2) return String.fromCharCode(a, b);
  const c = bytes[at + 2] ?? 0;
  if (length === 3) return String.fromCharCode(a, b, c);
  const d = bytes[at + 3] ?? 0;
  if (length === 4) return String.fromCharCode(a, b, c, d);
  const e = bytes[at + 4] ?? 0;
  if (length === 5) return String.fromCharCode(a, b, c, d, e);
  const f = bytes[at + 5] ?? 0;
  if (length === 6) return String.fromCharCode(a, b, c, d, e, f);
  const g = bytes[at + 6] ?? 0;
  return length === 7 ? String.fromCharCode(a, b, c, d, e, f, g) : String.fromCharCode(a, b, c, d, e, f, g, bytes[at + 7] ?? 0);
}

function isAscii(bytes: Uint8Array, start: number, end: number): boolean {
  for (let index = start; index < end; index++) if ((bytes[index] ?? 0) > 127) return false;
  return true;
}

/** UTF-8; undefined where it is none, or has surrogates. */
export function utf8(bytes: Uint8Array, start: number, end: number): string | undefined {
  if (end - start <= SHORT && isAscii(bytes, start, end)) return latin1(bytes, start, end);
  const text = utf8Anyhow(bytes, start, end);
  return text.includes("\ufffd") && !isUtf8(bytes.subarray(start, end)) ? undefined : text;
}

/** With U+FFFD for what is wrong. */
export function utf8Anyhow(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("utf8");
}

/** UTF-8 that lets surrogates pass (`surrogatepass`), as the unpickler reads texts; slow. undefined where it is none. */
export function utf8WithSurrogates(bytes: Uint8Array, start: number, end: number): string | undefined {
  const parts: string[] = [];
  for (let at = start; at < end; ) {
    const first = bytes[at] ?? 0;
    const length = sequenceLength(first);
    const code = length === 0 || at + length > end ? -1 : codePoint(bytes, at, length);
    if (code < 0) return undefined;
    parts.push(String.fromCodePoint(code));
    at += length;
  }
  return parts.join("");
}

function sequenceLength(first: number): number {
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

const LEAST = [0, 0, 0x80, 0x800, 0x10000] as const;

function codePoint(bytes: Uint8Array, at: number, length: number): number {
  let code = length === 1 ? (bytes[at] ?? 0) : (bytes[at] ?? 0) & (0x7f >> length);
  for (let index = 1; index < length; index++) {
    const byte = bytes[at + index] ?? 0;
    if ((byte & 0xc0) !== 0x80) return -1;
    code = (code << 6) | (byte & 0x3f);
  }
  return code < (LEAST[length] ?? 0) || code > 0x10ffff ? -1 : code;
}

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  "\n": "",
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/** The escapes of a bytes literal (`PyBytes_DecodeEscape`); an unknown one stands for itself. */
export function decodeEscapes(text: string): DecodedText {
  let valid = true;
  const decoded = text.replaceAll(
    /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{2})|([\s\S])|$)/g,
    (whole, octal?: string, hex?: string, simple?: string) => {
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
      if (simple === undefined || simple === "x") valid = false;
      return SIMPLE_ESCAPES[simple ?? ""] ?? whole;
    },
  );
  return { text: decoded, valid };
}

/** The operand of STRING: a quoted literal. */
export function decodeStringLiteral(line: string): DecodedText {
  const quote = line[0];
  const quoted = line.length >= 2 && (quote === "'" || quote === '"') && line.endsWith(quote);
  const decoded = decodeEscapes(quoted ? line.slice(1, -1) : line);
  return quoted ? decoded : { text: decoded.text, valid: false };
}

/** Raw unicode escapes: only `\\u` and `\\U` count, behind an odd number of backslashes; the rest is latin-1. */
export function decodeRawUnicodeEscapes(line: string): DecodedText {
  let at = line.indexOf("\\");
  if (at < 0) return { text: line, valid: true };
  let valid = true;
  let text = "";
  let copied = 0;
  for (; at >= 0; at = line.indexOf("\\", at)) {
    let end = at + 1;
    while (line.charCodeAt(end) === BACKSLASH) end++;
    const odd = (end - at) % 2 === 1;
    const kind = odd ? line.charCodeAt(end) : 0;
    at = end;
    if (kind !== SMALL_U && kind !== LARGE_U) continue;
    const digits = kind === SMALL_U ? 4 : 8;
    const code = hexadecimal(line, end + 1, digits);
    if (code < 0) {
      valid = false;
      continue;
    }
    if (code > 0x10ffff) valid = false;
    text += line.slice(copied, end - 1) + (code > 0x10ffff ? "\ufffd" : String.fromCodePoint(code));
    copied = end + 1 + digits;
    at = copied;
  }
  return { text: text + line.slice(copied), valid };
}

const BACKSLASH = 0x5c;
const SMALL_U = 0x75;
const LARGE_U = 0x55;

/** The number that so many hexadecimal digits write; -1 where there are fewer. */
function hexadecimal(text: string, at: number, digits: number): number {
  let value = 0;
  for (let index = at; index < at + digits; index++) {
    const code = text.charCodeAt(index);
    const digit = code >= 0x30 && code <= 0x39 ? code - 0x30 : (code | 0x20) >= 0x61 && (code | 0x20) <= 0x66 ? (code | 0x20) - 0x57 : -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}
