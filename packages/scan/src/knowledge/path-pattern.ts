/** A path in which `*` stands for any part of a name. */
export interface PathPattern {
  test(text: string): boolean;
}

/**
 * Matches in time linear in the text, whatever the pattern: knowledge files may stand in a target, and so does the
 * code that they are held against. The leftmost place of each piece is right, because a later one only asks for
 * more characters of names before it.
 */
export function pathPattern(glob: string): PathPattern {
  const pieces = glob.split("*");
  const [head = "", ...rest] = pieces;
  const tail = rest.pop() ?? "";
  return {
    test: (text) => {
      if (pieces.length === 1) return text === glob;
      if (!text.startsWith(head) || !text.endsWith(tail) || text.length < head.length + tail.length) return false;
      let at = head.length;
      for (const piece of rest) {
        const next = text.indexOf(piece, at);
        if (next < 0 || next + piece.length > text.length - tail.length || !isName(text, at, next)) return false;
        at = next + piece.length;
      }
      return isName(text, at, text.length - tail.length);
    },
  };
}

function isName(text: string, from: number, to: number): boolean {
  for (let index = from; index < to; index++) if (!/\w/.test(text[index] ?? "")) return false;
  return true;
}
