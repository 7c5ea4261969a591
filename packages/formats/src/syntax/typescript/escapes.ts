const SINGLE: Readonly<Record<string, string>> = {
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\n": "",
  "\r": "",
  "\u2028": "",
  "\u2029": "",
};

/** One escape sequence: https://tc39.es/ecma262/#prod-EscapeSequence */
export function unescaped(sequence: string): string {
  const body = sequence.slice(1);
  const hexadecimal = /^(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,8})\})$/.exec(body);
  if (hexadecimal) {
    const point = Number.parseInt(hexadecimal[1] ?? hexadecimal[2] ?? hexadecimal[3] ?? "", 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : sequence;
  }
  if (/^[0-7]{1,3}$/.test(body)) return String.fromCharCode(Number.parseInt(body, 8));
  return SINGLE[body.charAt(0)] ?? body;
}
