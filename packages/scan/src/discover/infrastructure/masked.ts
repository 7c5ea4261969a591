import type { Attributes, Json } from "@castellan/graph";

const SECRET_NAME =
  /(?:^|[_-])(?:password|passwd|pwd|secret(?:_?string|_?key)?|token|account_?key|api_?key|access_?key|private_?key|connection_?string|credentials?|sas)$|(?:Password|Secret|Token|ApiKey|AccountKey|PrivateKey|ConnectionString)$/i;
const NOT_A_SECRET = /\$\{|^\{\{|^(?:true|false|\d+|)$|^arn:|^\/|^(?:projects|https?):/;

export const MASK = "********";
/** Stands for a value that looks like a token, and like no blank to fill in: rules may say so, the value itself is gone. */
export const TOKEN_MASK = MASK.repeat(4);

/** Blanks to fill in, references, words that are no keys. */
const BLANK =
  /^$|^\$|\{\{|<|>|^(?:x+|\*+|none|null|empty|todo|dummy|fake|test|changeme|replace\w*|not[-_]?needed|no[-_]?key|sk-?x+|your\b.*|my\b.*|.*(?:placeholder|example|your[-_]|[-_]here|replace[-_]me|changeme|dummy|not-used|unused|xxxx).*)$/i;

/** Whether a value has the form of a token that somebody issued. */
export function looksLikeToken(value: string): boolean {
  // Readers mask what they take for a live token.
  if (value === TOKEN_MASK || /^[^\s•]{0,8}•{12,}/.test(value)) return true;
  return value.length >= 16 && !BLANK.test(value) && !/\s|^https?:|^\//.test(value) && /\d/.test(value) && /[A-Za-z]/.test(value);
}

/** Attributes with the values of secret-like names taken out; references and paths stay. */
export function masked(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, maskedValue(key, value)]));
}

function maskedValue(name: string, value: Json): Json {
  if (typeof value === "string") return SECRET_NAME.test(name) && !NOT_A_SECRET.test(value) ? maskFor(value) : value;
  if (Array.isArray(value)) return value.map((item: Json) => maskedValue(name, item));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  // { name: "API_KEY", value: "…" }
  const pair = entries.find(([key]) => key === "name" || key === "Name")?.[1];
  return Object.fromEntries(
    entries.map(([key, item]): [string, Json] => [key, maskedValue(/^value$/i.test(key) && typeof pair === "string" ? pair : key, item)]),
  );
}

function maskFor(value: string): string {
  return looksLikeToken(value) ? TOKEN_MASK : MASK;
}
