/** Names of Unicode characters that `\N{…}` takes, as far as they change what a name is; all others become U+FFFD. */
const NAMED: ReadonlyMap<string, string> = new Map([
  ["LOW LINE", "_"],
  ["FULLWIDTH LOW LINE", "＿"],
  ["SPACING UNDERSCORE", "_"],
  ["FULL STOP", "."],
]);
const SIMPLE: ReadonlyMap<string, string> = new Map([
  ["\\", "\\"],
  ["'", "'"],
  ['"', '"'],
  ["\n", ""],
  ["a", "\x07"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
]);
const CODED = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{1,3})|N\{([^{}]{1,80})\})/y;

/**
 * Decodes a string as Jinja2 does (Python's `unicode-escape`); undefined where Python refuses it.
 *
 * @see https://docs.python.org/3/reference/lexical_analysis.html#escape-sequences
 */
export function decodeString(raw: string): string | undefined {
  if (!raw.includes("\\")) return raw;
  const parts: string[] = [];
  for (let at = 0; at < raw.length; ) {
    const next = raw.indexOf("\\", at);
    if (next === -1) {
      parts.push(raw.slice(at));
      break;
    }
    parts.push(raw.slice(at, next));
    CODED.lastIndex = next;
    const coded = CODED.exec(raw);
    if (coded !== null) {
      const decoded = codedCharacter(coded);
      if (decoded === undefined) return undefined;
      parts.push(decoded);
      at = next + coded[0].length;
      continue;
    }
    const char = raw[next + 1] ?? "";
    if (/[xuUN]/.test(char) || char === "") return undefined;
    // An escape that Python does not know stays as it is.
    parts.push(SIMPLE.get(char) ?? `\\${char}`);
    at = next + 2;
  }
  return parts.join("");
}

function codedCharacter([, x, u, wide, octal, name]: RegExpExecArray): string | undefined {
  if (name !== undefined) return NAMED.get(name.toUpperCase()) ?? "\ufffd";
  const code = octal === undefined ? Number.parseInt(x ?? u ?? wide ?? "", 16) : Number.parseInt(octal, 8);
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
