import { patternedShare } from "../../randomness.ts";
import type { Found, Recogniser } from "./structure.ts";

const LONGEST_BODY = 20_000;
/** Fewest base64 characters of a real key: an Ed25519 key in PKCS#8 has 64, an encrypted PGP fragment a little more. */
const SHORTEST_BODY = 60;
const header = /^-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----$/;

/** PEM and PGP private key blocks (RFC 7468, RFC 9580), raw or with `\n` escapes, body included. */
export const recognisePrivateKey: Recogniser = (text, start, end) => {
  const begin = text.lastIndexOf("-----BEGIN ", start);
  if (begin < 0 || start - begin > 60 || !header.test(text.slice(begin, end))) return undefined;
  const limit = Math.min(text.length, end + LONGEST_BODY);
  const close = text.indexOf("-----", end);
  const bodyEnd = close < 0 || close > limit ? limit : close;
  const body = text.slice(end, bodyEnd);
  const key = keyCharacters(body);
  if (key.length < SHORTEST_BODY || new Set(key).size < 16) return undefined;
  const footer = close >= 0 && close <= limit ? /^-----END [A-Z0-9 ]{1,60}-----/.exec(text.slice(close, close + 80)) : null;
  if (footer === null && key.length < 100) return undefined;
  const found: Found = {
    start: begin,
    end: footer === null ? bodyEnd : close + footer[0].length,
    confidence: "likely",
    shown: text.slice(begin, end),
  };
  return isCutShort(key) || patternedShare(key) > 0.3 || /\.{3}|\*{3}|<[a-z]/i.test(body) ? { ...found, example: "patterned" } : found;
};

/** The GCP service account rule: the same block inside a service account document. */
export const recogniseServiceAccount: Recogniser = (text, start, end) => {
  const found = recognisePrivateKey(text, start, end);
  if (found === undefined) return undefined;
  const around = text.slice(Math.max(0, found.start - 600), found.start) + text.slice(found.end, found.end + 600);
  return around.includes("service_account") && /client_email|project_id|private_key_id/.test(around) ? found : undefined;
};

/** A DER structure (ITU-T X.690) that announces more bytes than there are: documentation, not a key. */
function isCutShort(key: string): boolean {
  const bytes = Buffer.from(key, "base64");
  if (bytes[0] !== 0x30) return false;
  const first = bytes[1] ?? 0;
  const announced = first < 0x80 ? first : first === 0x81 ? (bytes[2] ?? 0) : (bytes[2] ?? 0) * 256 + (bytes[3] ?? 0);
  return bytes.length < announced * 0.9;
}

/** Base64 characters of the body, without escapes, armour headers and white space. */
function keyCharacters(body: string): string {
  return body
    .replace(/\\+[nr]/g, "\n")
    .split("\n")
    .map((line) => line.trim().replace(/^["'+\s]+|["'+,\\\s]+$/g, ""))
    .filter((line) => !line.includes(":") && /^[A-Za-z0-9+/=\s]*$/.test(line))
    .join("");
}
