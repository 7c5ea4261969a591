/** Part of a pattern: text that must stand there, or `undefined` for any text. */
export type PatternPart = string | undefined;

/** Does the whole text match? Greedy from the left with the last part at the end: linear in text times parts. */
export function matches(text: string, parts: readonly PatternPart[]): boolean {
  const pieces: string[] = [""];
  for (const part of parts)
    if (part === undefined) pieces.push("");
    else pieces[pieces.length - 1] += part;
  const [first = "", ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  const end = text.length - last.length;
  let at = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found === -1 || found + piece.length > end) return false;
    at = found + piece.length;
  }
  return true;
}
