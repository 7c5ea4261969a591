import { shannonEntropy } from "../../randomness.ts";
import { isWeakWord, placeholderReason } from "../placeholder.ts";
import type { Found, Recogniser } from "./structure.ts";

const LONGEST_SCHEME = 41;
const isSchemeCharacter = (code: number): boolean =>
  isLetter(code) || (code >= 48 && code <= 57) || code === 43 || code === 45 || code === 46;
const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);

/** The scheme that ends in front of `at`: a letter, and one to forty more letters, digits, `+`, `.` and `-`. */
function schemeBefore(text: string, at: number): string | undefined {
  let from = at;
  while (from > 0 && at - from < LONGEST_SCHEME && isSchemeCharacter(text.charCodeAt(from - 1))) from--;
  while (from < at && !isLetter(text.charCodeAt(from))) from++;
  return at - from >= 2 ? text.slice(from, at) : undefined;
}

/** userinfo and host (RFC 3986, section 3.2); an `@` in a password is accepted when a host follows. */
const authority = /([^\s:@/?#"'`<>\\|(),;]{0,128}):([^\s/?#"'`<>\\|]{1,256})@(\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9._${}%*-]{1,255})/y;
const localHost = /^(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1?\]|host\.docker\.internal|[A-Za-z0-9_-]+)$/;
const exampleHost = /(?:^|\.)(?:example\.(?:com|org|net)|example|test|invalid)$/i;
const variableHost = /\$\{|\{|\*|^\$/;

/** `scheme://user:password@host`: the span is the password. */
export const recogniseUrlCredentials: Recogniser = (text, start, end) => {
  const scheme = schemeBefore(text, start);
  if (scheme === undefined) return undefined;
  authority.lastIndex = end;
  const match = authority.exec(text);
  if (match === null) return undefined;
  const [, user = "", password = "", host = ""] = match;
  const passwordStart = end + user.length + 1;
  const span = {
    start: passwordStart,
    end: passwordStart + password.length,
    confidence: "likely" as const,
    shown: `${scheme.toLowerCase()}://`,
  };
  const example = whyExample(user, safeDecode(password), host);
  if (example !== undefined) return { ...span, example };
  return /^(?:https?|git|ssh)$/i.test(scheme) && shannonEntropy(password) < 2 ? { ...span, example: "few-characters" } : span;
};

function whyExample(user: string, password: string, host: string): string | undefined {
  if (/^[$%{<[(*]|[{}<>$]\w|%s/.test(password) || /[{}<>$]/.test(user) || variableHost.test(host)) return "template";
  if (/(?:^|\.)localhost$/i.test(host)) return "local-host";
  if (placeholderReason(password) === "fill-in" || placeholderReason(user) === "fill-in") return "fill-in";
  if (exampleHost.test(host)) return "example-host";
  if (/^anon/i.test(user) || /anoncvs|^anonymous/i.test(password)) return "weak-word";
  if (password.toLowerCase() === user.toLowerCase() || isWeakWord(password)) return "weak-word";
  const reason = placeholderReason(password, true);
  if (reason !== undefined && reason !== "few-characters") return reason;
  if (password.length < 3 || /^\d{1,5}$/.test(password)) return "few-characters";
  return localHost.test(host) && (password.length < 8 || shannonEntropy(password) < 2.5) ? "local-host" : undefined;
}

const partEnd = /([^\s;,"'`<>&|)]{3,128})/y;
/** `…;User Id=sa;Password=…;` as ADO.NET, ODBC, JDBC and libpq write it: the span is the password. */
export const recogniseConnectionString: Recogniser = (text, start, end): Found | undefined => {
  const before = text.slice(Math.max(0, start - 200), start);
  const line = before.slice(before.lastIndexOf("\n") + 1);
  if (
    !/(?:server|data source|host|user id|uid|user|username|endpoint|database|dbname|initial catalog|driver|jdbc:\w+)\s{0,2}[=:]/i.test(
      line,
    ) ||
    !/[;&? ]\s?$/.test(line)
  )
    return undefined;
  partEnd.lastIndex = end;
  const password = partEnd.exec(text)?.[1];
  if (password === undefined) return undefined;
  const span = { start: end, end: end + password.length, confidence: "possible" as const, shown: text.slice(start, end) };
  const host = /(?:server|data source|host)\s{0,2}=\s{0,2}(?:tcp:)?([^;,\s]+)/i.exec(line)?.[1] ?? "";
  const example = whyExample("", password, host) ?? (password.length < 6 ? "few-characters" : undefined);
  if (/^[A-Za-z_][A-Za-z_.]*[[(]?/.exec(password)?.[0] === password || /^[\w.]+[[(]/.test(password)) return undefined;
  return example === undefined ? span : { ...span, example };
};

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray % is part of the password
  }
}
