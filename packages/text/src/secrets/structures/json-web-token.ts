import type { Found, Recogniser } from "./structure.ts";

const compact = /eyJ[A-Za-z0-9_-]{10,4000}\.eyJ?[A-Za-z0-9_-]{4,12000}\.(?:[A-Za-z0-9_/\\+-]{10,2000}={0,2})?/y;
const twice = /ZXlK[A-Za-z0-9+/]{60,8000}={0,2}/y;

/** JSON Web Token (RFC 7519) in compact form whose first part decodes to a header with `alg`. */
export const recogniseJsonWebToken: Recogniser = (text, start) => {
  if (isTokenCharacter(text, start - 1)) return undefined;
  compact.lastIndex = start;
  const match = compact.exec(text);
  if (match === null) return undefined;
  const [head = "", payload = ""] = match[0].split(".");
  if (!/"alg"\s*:\s*"/.test(decode(head)) && !/"typ"|"kid"|"alg/.test(decode(head))) return undefined;
  const found: Found = { start, end: compact.lastIndex, confidence: "likely", shown: "eyJ" };
  return isTutorialToken(decode(payload)) ? { ...found, example: "placeholder-word" } : found;
};

/** A token encoded in base64 once more, as Kubernetes secrets hold it. */
export const recogniseEncodedToken: Recogniser = (text, start) => {
  if (isTokenCharacter(text, start - 1)) return undefined;
  twice.lastIndex = start;
  const match = twice.exec(text);
  if (match === null) return undefined;
  const inner = decode(match[0]);
  const found = recogniseJsonWebToken(inner, 0, 3);
  return found === undefined ? undefined : { ...found, start, end: twice.lastIndex, shown: "ZXlK" };
};

/** The payloads tutorials copy: the introduction at jwt.io and the first example of PyJWT. */
function isTutorialToken(payload: string): boolean {
  if (payload === '{"some":"payload"}' || payload === '{"foo":"bar"}' || payload === '{"hello":"world"}') return true;
  return payload.length < 120 && /"sub"\s*:\s*"1234567890"/.test(payload) && /"name"\s*:\s*"John Doe"/.test(payload);
}

function decode(part: string): string {
  return Buffer.from(part, "base64").toString("latin1");
}

function isTokenCharacter(text: string, at: number): boolean {
  // A letter behind a backslash is an escape (`\n`), not part of the token.
  return at >= 0 && /[A-Za-z0-9_]/.test(text.charAt(at)) && text[at - 1] !== "\\";
}
