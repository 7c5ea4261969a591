/** https://docs.python.org/3/reference/lexical_analysis.html#escape-sequences */
const ESCAPE = /\\(?:(\r\n|[\s\S])|$)/g;
const SINGLE: Readonly<Record<string, string>> = {
  "\n": "",
  "\r\n": "",
  "\r": "",
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
const NUMERIC = /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/y;

export interface StringForm {
  readonly raw: boolean;
  readonly formatted: boolean;
  readonly bytes: boolean;
}

/**
 * The text that a literal's inside stands for. Unknown escapes stay as written, as Python does; so do `\N{…}` names,
 * whose table is not carried along.
 */
export function unescaped(text: string, form: StringForm): string {
  const braces = form.formatted ? text.replace(/\{\{|\}\}/g, (pair) => pair.charAt(0)) : text;
  if (form.raw || !braces.includes("\\")) return braces;
  let result = "";
  let at = 0;
  for (;;) {
    ESCAPE.lastIndex = at;
    const match = ESCAPE.exec(braces);
    if (!match) return result + braces.slice(at);
    result += braces.slice(at, match.index);
    const single = match[1] === undefined ? undefined : SINGLE[match[1]];
    if (single !== undefined) {
      result += single;
      at = ESCAPE.lastIndex;
      continue;
    }
    NUMERIC.lastIndex = match.index;
    const numeric = NUMERIC.exec(braces);
    const decoded = numeric && character(numeric, form.bytes);
    if (numeric && decoded !== undefined && decoded !== null) {
      result += decoded;
      at = NUMERIC.lastIndex;
    } else {
      result += match[0];
      at = ESCAPE.lastIndex;
    }
  }
}

function character(match: RegExpExecArray, bytes: boolean): string | undefined {
  const [, octal, hexadecimal, short, long] = match;
  if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
  if (hexadecimal !== undefined) return String.fromCharCode(Number.parseInt(hexadecimal, 16));
  if (bytes) return undefined;
  const point = Number.parseInt(short ?? long ?? "", 16);
  return point <= 0x10ffff ? String.fromCodePoint(point) : undefined;
}
