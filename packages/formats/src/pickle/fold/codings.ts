import { gunzipSync, inflateSync } from "node:zlib";
import { asAscii, asBytes, asText, type Constant } from "./constants.ts";

/* The codings of Python's codecs, base64, binascii and zlib that hide names and payloads in pickles. */

type Decoder = (input: Constant | undefined, most: number) => Constant | undefined;

const BASE64 = /^[A-Za-z0-9+/=_\-\s]*$/;

export const decodeBase64: Decoder = (input) => {
  const text = asAscii(input);
  return text === undefined || !BASE64.test(text) ? undefined : new Uint8Array(Buffer.from(text, "base64"));
};

export const decodeHex: Decoder = (input) => {
  const digits = asAscii(input)?.replaceAll(/\s/g, "");
  return digits === undefined || digits.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(digits)
    ? undefined
    : new Uint8Array(Buffer.from(digits, "hex"));
};

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** RFC 4648, section 6. */
export const decodeBase32: Decoder = (input) => {
  const text = asAscii(input)?.toUpperCase().replace(/=*$/, "");
  if (text === undefined) return undefined;
  const bytes: number[] = [];
  let [bits, held] = [0, 0];
  for (const character of text) {
    const digit = BASE32.indexOf(character);
    if (digit < 0) return undefined;
    bits = ((bits << 5) | digit) & 0xfff;
    held += 5;
    if (held >= 8) bytes.push((bits >> (held -= 8)) & 0xff);
  }
  return Uint8Array.from(bytes);
};

const BASE85 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~";

/** The alphabet of base64.b85decode (RFC 1924). */
export const decodeBase85: Decoder = (input) => {
  const text = asAscii(input);
  if (text === undefined) return undefined;
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 5) {
    const group = text.slice(at, at + 5).padEnd(5, "~");
    let value = 0;
    for (const character of group) {
      const digit = BASE85.indexOf(character);
      if (digit < 0) return undefined;
      value = value * 85 + digit;
    }
    const count = Math.min(5, text.length - at) - 1;
    for (let index = 0; index < count; index++) bytes.push(Math.floor(value / 256 ** (3 - index)) & 0xff);
  }
  return Uint8Array.from(bytes);
};

export const decodeRot13: Decoder = (input) =>
  asText(input)?.replaceAll(/[a-zA-Z]/g, (letter) => {
    const base = letter <= "Z" ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });

/** zlib.decompress with its default window, and gzip.decompress: bounded by what may be folded. */
function inflater(inflate: (bytes: Uint8Array, options: { maxOutputLength: number }) => Buffer): Decoder {
  return (input, most) => {
    const bytes = asBytes(input);
    if (bytes === undefined) return undefined;
    try {
      return new Uint8Array(inflate(bytes, { maxOutputLength: Math.max(1, most) }));
    } catch {
      // Not compressed, or too much of it: nothing is known of the result.
      return undefined;
    }
  };
}

export const decodeZlib = inflater(inflateSync);
export const decodeGzip = inflater(gunzipSync);

/** Names of codecs without case, hyphens and underscores. */
function codecName(encoding: Constant | undefined): string {
  return (asText(encoding) ?? "utf-8").toLowerCase().replaceAll(/[-_ ]/g, "");
}

/** `codecs.decode(input, encoding)`, `bytes.decode(encoding)`. */
export function decodeWith(input: Constant | undefined, encoding: Constant | undefined, most: number): Constant | undefined {
  const bytes = asBytes(input);
  switch (codecName(encoding)) {
    case "utf8":
    case "ascii":
    case "usascii":
      return bytes === undefined ? undefined : Buffer.from(bytes).toString("utf8");
    case "latin1":
    case "iso88591":
    case "l1":
      return bytes === undefined ? undefined : Buffer.from(bytes).toString("latin1");
    case "utf16":
    case "utf16le":
      return bytes === undefined
        ? undefined
        : Buffer.from(bytes)
            .toString("utf16le")
            .replace(/^\ufeff/, "");
    case "hex":
    case "hexcodec":
      return decodeHex(input, most);
    case "base64":
    case "base64codec":
      return decodeBase64(input, most);
    case "zlib":
    case "zip":
    case "zlibcodec":
      return decodeZlib(input, most);
    case "rot13":
      return decodeRot13(input, most);
    default:
      return undefined;
  }
}

/** `codecs.encode(input, encoding)`, `str.encode(encoding)`. */
export function encodeWith(input: Constant | undefined, encoding: Constant | undefined): Constant | undefined {
  const text = asText(input);
  const bytes = asBytes(input);
  switch (codecName(encoding)) {
    case "utf8":
    case "ascii":
    case "usascii":
      return text === undefined ? undefined : new Uint8Array(Buffer.from(text, "utf8"));
    case "latin1":
    case "iso88591":
    case "l1":
      return text === undefined ? undefined : new Uint8Array(Buffer.from(text, "latin1"));
    case "hex":
    case "hexcodec":
      return bytes === undefined ? undefined : new Uint8Array(Buffer.from(Buffer.from(bytes).toString("hex")));
    case "base64":
    case "base64codec":
      return bytes === undefined ? undefined : new Uint8Array(Buffer.from(`${Buffer.from(bytes).toString("base64")}\n`));
    case "rot13":
      return decodeRot13(text, 0);
    default:
      return undefined;
  }
}
