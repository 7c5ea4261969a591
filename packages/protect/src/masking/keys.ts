import { createHmac, hkdfSync } from "node:crypto";
import { ProtectError } from "../errors.ts";

const BYTES = 32;

/**
 * The masking key of a file: 32 bytes as they are, or written as 64 hexadecimal digits or in base64.
 * @throws ProtectError KEY_INVALID; nothing of the content is quoted
 */
export function readMaskingKey(content: Uint8Array, file: string): Uint8Array {
  if (content.length === BYTES) return content;
  const text = content.length > 1000 ? "" : Buffer.from(content).toString("latin1").trim();
  if (/^[0-9A-Fa-f]{64}$/.test(text)) return Buffer.from(text, "hex");
  if (/^[A-Za-z0-9+/]{43}=?$/.test(text)) return Buffer.from(text, "base64");
  throw new ProtectError(
    "KEY_INVALID",
    `${file} is no masking key: it holds ${BYTES} random bytes, as openssl rand -out ${file} ${BYTES} makes them.`,
  );
}

/** A key of its own for each data set and use, so that none tells of another (HKDF-SHA-256, RFC 5869). */
export function derivedKey(key: Uint8Array, ...use: readonly string[]): Uint8Array {
  if (key.length !== BYTES) throw new ProtectError("KEY_INVALID", `A masking key has ${BYTES} bytes, not ${key.length}.`);
  return new Uint8Array(
    hkdfSync(
      "sha256",
      key,
      new Uint8Array(),
      ["castellan/masking/1", ...use].map((word) => `${Buffer.byteLength(word)}:${word}`).join(""),
      BYTES,
    ),
  );
}

const LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";

/**
 * A deterministic token: 130 bits of HMAC-SHA-256 in 26 letters (Crockford's base 32). Equal values give equal tokens
 * under one key; without the key, guesses cannot be tried.
 */
export function tokenOf(key: Uint8Array, value: string): string {
  const digest = createHmac("sha256", key).update(value, "utf8").digest();
  let [token, bits, held] = ["", 0, 0];
  for (const byte of digest) {
    held = ((held << 8) | byte) & 0xffff;
    bits += 8;
    while (bits >= 5 && token.length < 26) {
      bits -= 5;
      token += LETTERS[(held >> bits) & 31];
    }
  }
  return token;
}
