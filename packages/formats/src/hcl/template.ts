import type { HclExpression } from "../facts.ts";
import type { Cursor } from "./cursor.ts";
import { ESCAPED, unescaped } from "./escapes.ts";
import { readExpression } from "./expression.ts";
import { flush, type Piece, trimMarked } from "./template-pieces.ts";

/*
 * Templates: quoted strings and heredocs with `${…}` and `%{…}`
 * (github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md, "Template Expressions").
 */

/** At an opening quote. */
export function readQuoted(cursor: Cursor): HclExpression {
  const line = cursor.line;
  cursor.at += 1;
  const pieces = cursor.inside(true, () => readPieces(cursor, true));
  if (!cursor.take('"')) cursor.fail("the string is not closed");
  trimMarked(pieces);
  return whole(nested(pieces, cursor), line);
}

/** At `<<`. */
export function readHeredoc(cursor: Cursor): HclExpression {
  const line = cursor.line;
  const opening = /^<<(-?)([\p{ID_Start}_][\p{ID_Continue}-]*)[ \t]*\r?\n/u.exec(cursor.text.slice(cursor.at, cursor.at + 300));
  const delimiter = opening?.[2];
  if (opening === null || delimiter === undefined) return cursor.fail("a heredoc needs a delimiter");
  cursor.at += opening[0].length;
  const { end, next } = heredocEnd(cursor.text, cursor.at, cursor.end, delimiter);
  const outer = cursor.end;
  cursor.end = end;
  const pieces = cursor.inside(true, () => readPieces(cursor, false));
  cursor.end = outer;
  cursor.at = next;
  trimMarked(pieces);
  if (opening[1] === "-") flush(pieces);
  return whole(nested(pieces, cursor), line);
}

function heredocEnd(text: string, start: number, limit: number, delimiter: string): { readonly end: number; readonly next: number } {
  for (let at = start; at < limit; ) {
    const newline = text.indexOf("\n", at);
    const lineEnd = newline === -1 || newline > limit ? limit : newline;
    if (text.slice(at, lineEnd).trim() === delimiter) return { end: at, next: lineEnd };
    at = lineEnd + 1;
  }
  return { end: limit, next: limit };
}

/** Pieces up to the closing quote or the end; each line of a heredoc is one of its own. */
function readPieces(cursor: Cursor, quoted: boolean): Piece[] {
  const pieces: Piece[] = [];
  let text = "";
  let line = cursor.line;
  const close = (): void => {
    if (text !== "") pieces.push({ kind: "text", text: text.normalize("NFC"), line });
    text = "";
  };
  while (!cursor.done && !(quoted && cursor.peek() === '"')) {
    if (cursor.starts("$${") || cursor.starts("%%{")) {
      text += `${cursor.peek()}{`;
      cursor.at += 3;
    } else if (cursor.starts("${") || cursor.starts("%{")) {
      close();
      pieces.push(cursor.peek() === "$" ? interpolation(cursor) : directive(cursor));
      line = cursor.line;
    } else if (quoted && cursor.peek() === "\\") text += escape(cursor);
    else {
      const char = cursor.peek();
      text += char;
      cursor.at += 1;
      if (char === "\n" && !quoted) {
        close();
        line = cursor.line;
      }
    }
  }
  close();
  return pieces;
}

function escape(cursor: Cursor): string {
  ESCAPED.lastIndex = 0;
  const found = ESCAPED.exec(cursor.text.slice(cursor.at, Math.min(cursor.at + 10, cursor.end)));
  cursor.at += found?.[0].length ?? 1;
  return found?.[1] === undefined ? "\\" : unescaped(found[1]);
}

function interpolation(cursor: Cursor): Piece {
  cursor.at += 2;
  const trimsBefore = cursor.take("~");
  const value = cursor.inside(true, () => readExpression(cursor));
  return { kind: "value", value, trimsBefore, trimsAfter: closeBrace(cursor) };
}

/** Whether the bracket that closes was marked with `~`. */
function closeBrace(cursor: Cursor): boolean {
  cursor.blank();
  const marked = cursor.take("~");
  if (!cursor.take("}")) cursor.fail("} expected");
  return marked;
}

function directive(cursor: Cursor): Piece {
  const line = cursor.line;
  cursor.at += 2;
  const trimsBefore = cursor.take("~");
  cursor.blank();
  const keyword = cursor.identifier();
  if (keyword === "else" || keyword === "endif" || keyword === "endfor")
    return { kind: keyword, line, trimsBefore, trimsAfter: closeBrace(cursor) };
  if (keyword !== "if" && keyword !== "for") return cursor.fail("unknown template directive");
  const names = keyword === "for" ? loopNames(cursor) : undefined;
  const source = cursor.inside(true, () => readExpression(cursor));
  const marks = { trimsBefore, trimsAfter: closeBrace(cursor) };
  return names === undefined ? { kind: "if", test: source, line, ...marks } : { kind: "for", names, source, line, ...marks };
}

/** The pieces with what stands in `%{ if }` and `%{ for }` put into them. */
function nested(pieces: readonly Piece[], cursor: Cursor): readonly HclExpression[] {
  let at = 0;
  const closed = (piece: Piece & { readonly line: number }): never =>
    cursor.failAt(piece.line, `%{ ${piece.kind} } without its counterpart`);
  const upTo = (ends: readonly Piece["kind"][], opening: (Piece & { readonly line: number }) | undefined): readonly HclExpression[] => {
    const parts: HclExpression[] = [];
    for (;;) {
      const piece = pieces[at];
      if (piece === undefined) return opening === undefined ? parts : closed(opening);
      if (ends.includes(piece.kind)) return parts;
      at += 1;
      if (piece.kind === "text") {
        if (piece.text !== "") append(parts, piece.text, piece.line);
      } else if (piece.kind === "value") parts.push(piece.value);
      else if (piece.kind === "if") parts.push(cursor.inside(true, () => choice(piece)));
      else if (piece.kind === "for") parts.push(cursor.inside(true, () => loop(piece)));
      else closed(piece);
    }
  };
  const choice = (piece: Piece & { readonly kind: "if" }): HclExpression => {
    const yes = whole(upTo(["else", "endif"], piece), piece.line);
    const otherwise = pieces[at]?.kind === "else";
    at += 1;
    const no = whole(otherwise ? upTo(["endif"], piece) : [], piece.line);
    if (otherwise) at += 1;
    return { kind: "conditional", test: piece.test, yes, no, line: piece.line };
  };
  // A loop in a template is the text of its rounds, one after the other.
  const loop = (piece: Piece & { readonly kind: "for" }): HclExpression => {
    const { line, names, source } = piece;
    const result = whole(upTo(["endfor"], piece), line);
    at += 1;
    return {
      kind: "call",
      name: "join",
      arguments: [
        { kind: "literal", value: "", line },
        { kind: "for", source, ...names, result, line },
      ],
      line,
    };
  };
  return upTo([], undefined);
}

/** Texts next to each other are one. */
function append(parts: HclExpression[], text: string, line: number): void {
  const last = parts.at(-1);
  if (last?.kind === "literal" && typeof last.value === "string") parts[parts.length - 1] = { ...last, value: last.value + text };
  else parts.push({ kind: "literal", value: text, line });
}

/** `k, v in` or `v in`, after `for`. */
export function loopNames(cursor: Cursor): { readonly key?: string; readonly value: string } {
  cursor.blank();
  const first = cursor.identifier() ?? cursor.fail("loop variable expected");
  cursor.blank();
  let second: string | undefined;
  if (cursor.take(",")) {
    cursor.blank();
    second = cursor.identifier() ?? cursor.fail("loop variable expected");
    cursor.blank();
  }
  if (cursor.identifier() !== "in") cursor.fail("in expected");
  return second === undefined ? { value: first } : { key: first, value: second };
}

function whole(parts: readonly HclExpression[], line: number): HclExpression {
  const [first] = parts;
  if (first === undefined) return { kind: "literal", value: "", line };
  if (parts.length === 1 && first.kind === "literal") return { ...first, line };
  return { kind: "template", parts, line };
}
