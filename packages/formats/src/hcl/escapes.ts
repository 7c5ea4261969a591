const LETTERS: { readonly [letter: string]: string } = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

/** What stands behind a backslash: one letter, or the number of a character. */
export const ESCAPED = /\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[^])/gu;

/** The text of an escape, given without its backslash; an unknown one stays as it is written. */
export function unescaped(escape: string): string {
  if (escape.length === 1) return LETTERS[escape] ?? `\\${escape}`;
  const point = Number.parseInt(escape.slice(1), 16);
  return point <= 0x10ffff && (point < 0xd800 || point > 0xdfff) ? String.fromCodePoint(point) : "\uFFFD";
}
