/** Lines of Python at which a statement can start: not inside brackets, strings or after a backslash. */
export function statementStarts(source: string): readonly { readonly start: number; readonly end: number }[] {
  const lines: { start: number; end: number }[] = [];
  let depth = 0;
  let quote = "";
  let start = 0;
  let open = true;
  for (let at = 0; at <= source.length; at += 1) {
    const character = source[at];
    if (character === undefined || character === "\n") {
      if (open) lines.push({ start, end: at });
      if (quote.length === 1 && source[at - 1] !== "\\") quote = "";
      open = depth === 0 && quote === "" && source[at - 1] !== "\\";
      start = at + 1;
      // What a magic holds is no Python: its brackets and quotes do not count.
      if (open && isMagic(source, start)) at = endOfMagic(source, start) - 1;
    } else if (at === 0 && isMagic(source, 0)) at = endOfMagic(source, 0) - 1;
    else if (quote !== "") {
      if (character === "\\") at += source[at + 1] === "\n" ? 0 : 1;
      else if (source.startsWith(quote, at)) {
        at += quote.length - 1;
        quote = "";
      }
    } else if (character === "#") at = lineEnd(source, at) - 1;
    else if (character === '"' || character === "'") {
      quote = source.startsWith(character.repeat(3), at) ? character.repeat(3) : character;
      at += quote.length - 1;
    } else if ("([{".includes(character)) depth += 1;
    else if (")]}".includes(character)) depth = Math.max(0, depth - 1);
  }
  return lines;
}

const MAGIC = /[ \t]*(?:[%!?]|[A-Za-z_][\w., \t]*=[ \t]*[%!](?!=))/y;

function isMagic(source: string, at: number): boolean {
  MAGIC.lastIndex = at;
  return MAGIC.test(source);
}

/** A magic ends with its line; a backslash continues it. */
export function endOfMagic(source: string, at: number): number {
  let end = lineEnd(source, at);
  while (source[end - 1] === "\\" && end < source.length) end = lineEnd(source, end + 1);
  return end;
}

function lineEnd(source: string, at: number): number {
  const end = source.indexOf("\n", at);
  return end === -1 ? source.length : end;
}
