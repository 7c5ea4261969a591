/* Text operands as CPython's C unpickler reads them. `valid` says whether it would go on. */

export interface DecodedText {
  readonly text: string;
  readonly valid: boolean;
}

/** Longer texts go through a call out of the engine, whose cost then pays. */
const SHORT = 16;

export function latin1(bytes: Uint8Array, start: number, end: number): string {
  if (end - start > SHORT) return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("latin1");
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

/** UTF-8 that lets lone surrogates pass (`surrogatepass`); undefined where it is none. */
export function utf8(bytes: Uint8Array, start: number, end: number): string | undefined {
  if (end - start <= SHORT && isAscii(bytes, start, end)) return latin1(bytes, start, end);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("utf8");
  if (!text.includes("\ufffd")) return text;
  const { text: exact, valid } = carefully(bytes, start, end);
  return valid ? exact : undefined;
}

/** As `utf8`, with U+FFFD for what is wrong. */
export function utf8Anyhow(bytes: Uint8Array, start: number, end: number): string {
  return carefully(bytes, start, end).text;
}

function carefully(bytes: Uint8Array, start: number, end: number): DecodedText {
  const parts: string[] = [];
  let valid = true;
  for (let at = start; at < end; ) {
    const first = bytes[at] ?? 0;
    const length =
      first < 0x80 ? 1 : first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xf0 && first < 0xf5 ? 4 : 0;
    const code = length === 0 || at + length > end ? -1 : codePoint(bytes, at, length);
    if (code < 0) {
      valid = false;
      parts.push("\ufffd");
      at++;
    } else {
      parts.push(String.fromCodePoint(code));
      at += length;
    }
  }
  return { text: parts.join(""), valid };
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

/** Raw unicode escapes: only `\u` and `\U` count, behind an odd number of backslashes; the rest is latin-1. */
export function decodeRawUnicodeEscapes(line: string): DecodedText {
  if (!line.includes("\\")) return { text: line, valid: true };
  let valid = true;
  const text = line.replaceAll(
    /(\\+)(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([uU]))?/g,
    (whole, slashes: string, short?: string, long?: string, bare?: string) => {
      if (slashes.length % 2 === 0) return whole;
      if (bare !== undefined) valid = false;
      const digits = short ?? long;
      if (digits === undefined) return whole;
      const code = Number.parseInt(digits, 16);
      if (code > 0x10ffff) valid = false;
      return `${slashes.slice(1)}${code > 0x10ffff ? "\ufffd" : String.fromCodePoint(code)}`;
    },
  );
  return { text, valid };
}
