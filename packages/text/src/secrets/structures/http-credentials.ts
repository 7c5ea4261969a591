import { shannonEntropy } from "../../randomness.ts";
import { readsLikeWords } from "../checks.ts";
import { isWeakWord, placeholderReason } from "../placeholder.ts";
import type { Found, Recogniser } from "./structure.ts";

const headerValue =
  /\\?["']?[ \t]{0,3}[:=,][ \t]{0,4}\\?["']?(?:(?:bearer|basic|token|apikey|key|digest)[ \t]{1,3})?([A-Za-z0-9_+/.=~:@-]{8,1024})/iy;
const basic = /basic[ \t]{1,3}$/i;

/** `Authorization: Bearer …`, `X-Api-Key: …` as commands, request files and code write them. */
export const recogniseAuthorization: Recogniser = (text, start, end) => {
  headerValue.lastIndex = text[end - 1] === ":" ? end - 1 : end;
  const match = headerValue.exec(text);
  const value = match?.[1];
  if (value === undefined) return undefined;
  const valueStart = headerValue.lastIndex - value.length;
  const closing = text.charAt(headerValue.lastIndex);
  // Plain code (`authorization: getToken()`, `token: string`) has no quote around name and value.
  const inHeader = /["'`\\]/.test(closing) || /\s|^$/.test(closing);
  if (!inHeader || (text[end - 1] === ":" && !/["'\s]/.test(text.charAt(start - 1)))) return undefined;
  const isBasic = basic.test(text.slice(Math.max(0, valueStart - 9), valueStart));
  const found: Found = { start: valueStart, end: valueStart + value.length, confidence: "possible", shown: "" };
  if (isBasic) return judgeBasic(value, found);
  const example = placeholderReason(value, true);
  if (!/[0-9]/.test(value) || value.length < 16 || shannonEntropy(value) < 2.8 || readsLikeWords(value) || isPlainReference(value))
    return undefined;
  return example === undefined ? found : { ...found, example };
};

function isPlainReference(value: string): boolean {
  return (
    value.includes("://") ||
    /^[A-Za-z_]+(?:\.[A-Za-z_]\w*)+$/.test(value) ||
    /^[\d.:-]+$/.test(value) ||
    /^application\/|^AWS4-|^(?:hmac|sha)[-_]?\d(?!\d{2}~)|^[\w.-]+@[\w.-]+$/.test(value)
  );
}

/** RFC 7617: base64 of `user:password`. */
function judgeBasic(value: string, found: Found): Found | undefined {
  if (!/^[A-Za-z0-9+/]{8,}={0,2}$/.test(value)) return undefined;
  const decoded = Buffer.from(value, "base64").toString("latin1");
  const colon = decoded.indexOf(":");
  if (colon < 0 || /[^\x20-\x7e]/.test(decoded)) return undefined;
  const password = decoded.slice(colon + 1) || decoded.slice(0, colon);
  return isWeakWord(password) || placeholderReason(password, true) !== undefined || password === decoded.slice(0, colon)
    ? { ...found, example: "weak-word" }
    : found;
}

const userPassword = /[ \t]{0,3}(?:(["'])([^"'\n]{1,200})\1(?::(["'])([^"'\n]{1,200})\3)?|([^\s"':]{1,100}):(["']?)([^\s"']{3,200})\6)/y;

/** `curl -u user:password`: the span is the password (or the token when one side is empty). */
export const recogniseCurl: Recogniser = (text, start, end) => {
  const before = text.slice(Math.max(0, start - 200), start);
  const line = before.slice(before.search(/[^\n]*(?:\\\n[^\n]*)*$/));
  if (!/\bcurl\b/.test(line)) return undefined;
  userPassword.lastIndex = end;
  const match = userPassword.exec(text);
  if (match === null) return undefined;
  const whole = match[4] !== undefined ? `${match[2]}:${match[4]}` : (match[2] ?? `${match[5]}:${match[7]}`);
  const colon = whole.indexOf(":");
  if (colon < 0) return undefined;
  const password = whole.slice(colon + 1) || whole.slice(0, colon);
  const bare = password.replace(/^[{]|[}]$/g, "");
  const offset = text.indexOf(password, end);
  const found: Found = { start: offset, end: offset + password.length, confidence: "possible", shown: "" };
  if (/\$|\{\{|^\[|<|^%/.test(whole)) return undefined;
  const example = password.length < 6 || isWeakWord(bare) ? "weak-word" : placeholderReason(bare, true);
  return example === undefined ? found : { ...found, example };
};
