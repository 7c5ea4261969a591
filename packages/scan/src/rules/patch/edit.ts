/** A mechanical change of one file; plain data. What it does not find is left as it is. */
export type Edit =
  /** Sets a keyword argument of the first call of this name in the lines: `torch.load(x)` → `torch.load(x, weights_only=True)`. */
  | {
      readonly kind: "argument";
      readonly file: string;
      readonly line: number;
      readonly endLine: number;
      readonly callee: string;
      readonly name: string;
      readonly value: string;
    }
  /** Replaces the first occurrence of a text in the lines. */
  | {
      readonly kind: "text";
      readonly file: string;
      readonly line: number;
      readonly endLine: number;
      readonly from: string;
      readonly to: string;
    };

interface Piece {
  readonly text: string;
  readonly start: number;
}

/** The text after the edits, or undefined where one of them does not fit or nothing changes. */
export function applyEdits(text: string, edits: readonly Edit[]): string | undefined {
  let current = text;
  // From the end, so that the lines of earlier edits stay where they are.
  for (const edit of [...edits].sort((a, b) => b.line - a.line)) {
    const next = applyEdit(current, edit);
    if (next === undefined) return undefined;
    current = next;
  }
  return current === text ? undefined : current;
}

function applyEdit(text: string, edit: Edit): string | undefined {
  const { text: piece, start } = linesOf(text, edit.line, edit.endLine);
  const changed = edit.kind === "text" ? replaceText(piece, edit.from, edit.to) : setArgument(piece, edit.callee, edit.name, edit.value);
  return changed === undefined ? undefined : text.slice(0, start) + changed + text.slice(start + piece.length);
}

function linesOf(text: string, line: number, endLine: number): Piece {
  let start = 0;
  for (let at = 1; at < line; at++) {
    const next = text.indexOf("\n", start);
    if (next < 0) return { text: "", start: text.length };
    start = next + 1;
  }
  let end = start;
  for (let at = line; at <= endLine; at++) {
    const next = text.indexOf("\n", end);
    if (next < 0) return { text: text.slice(start), start };
    end = next + 1;
  }
  return { text: text.slice(start, end), start };
}

function replaceText(piece: string, from: string, to: string): string | undefined {
  const at = from === "" ? -1 : piece.indexOf(from);
  return at < 0 ? undefined : piece.slice(0, at) + to + piece.slice(at + from.length);
}

/** `callee` is the last name of what is called; brackets and quotes are balanced, nothing is parsed further. */
function setArgument(piece: string, callee: string, name: string, value: string): string | undefined {
  const found = new RegExp(`\\b${callee.replace(/[^\w]/g, "\\$&")}\\s*\\(`).exec(piece);
  if (found === null) return undefined;
  const open = found.index + found[0].length;
  const close = closingBracket(piece, open);
  if (close === undefined) return undefined;
  const inside = piece.slice(open, close);
  const given = new RegExp(`(^|[,(\\s])(${name}\\s*=\\s*)(True|False|None|"[^"]*"|'[^']*')`).exec(inside);
  if (given !== null) {
    const start = open + given.index + (given[1]?.length ?? 0) + (given[2]?.length ?? 0);
    return piece.slice(0, start) + value + piece.slice(start + (given[3]?.length ?? 0));
  }
  const trimmed = inside.trimEnd();
  const comma = trimmed === "" ? "" : trimmed.endsWith(",") ? " " : ", ";
  const end = open + trimmed.length;
  return `${piece.slice(0, end)}${comma}${name}=${value}${piece.slice(end)}`;
}

/** Offset of the bracket that closes the one before `from`; undefined where the text ends first. */
function closingBracket(text: string, from: number): number | undefined {
  let depth = 1;
  let quote = "";
  for (let at = from; at < text.length; at++) {
    const character = text[at] ?? "";
    if (quote !== "") {
      if (character === "\\") at++;
      else if (character === quote) quote = "";
    } else if (character === '"' || character === "'" || character === "`") quote = character;
    else if ("([{".includes(character)) depth++;
    else if (")]}".includes(character) && --depth === 0) return at;
  }
  return undefined;
}
