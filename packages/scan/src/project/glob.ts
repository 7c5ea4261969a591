/** Matches a glob in linear time: `*` stands for any characters, everything else for itself. */
export function globMatches(glob: string, text: string): boolean {
  const parts = glob.split(/\*+/);
  const [first = "", ...rest] = parts;
  if (rest.length === 0) return glob === text;
  if (!text.startsWith(first)) return false;
  const last = rest.pop() ?? "";
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
