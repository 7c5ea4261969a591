import type { HclExpression } from "../facts.ts";
import type { Cursor } from "./cursor.ts";
import { readExpression } from "./expression.ts";

/*
 * Templates: quoted strings and heredocs with `${…}` and `%{…}`
 * (github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md, "Template Expressions").
 */

const ESCAPES: { readonly [letter: string]: string } = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

/** At an opening quote. */
export function readQuoted(cursor: Cursor): HclExpression {
  const line = cursor.line;
  cursor.at += 1;
  const parts = cursor.inside(true, () => readParts(cursor, true, undefined)).parts;
  if (!cursor.take('"')) cursor.fail("the string is not closed");
  return whole(parts, line);
}

/** At `<<`. */
export function readHeredoc(cursor: Cursor): HclExpression {
  const line = cursor.line;
  const opening = /^<<(-?)([\p{ID_Start}_][\p{ID_Continue}-]*)[ \t]*\r?\n/u.exec(cursor.text.slice(cursor.at, cursor.at + 300));
  const delimiter = opening?.[2];
  if (opening === null || delimiter === undefined) return cursor.fail("a heredoc needs a delimiter");
  cursor.at += opening[0].length;
  const start = cursor.at;
  const { end, next } = heredocEnd(cursor.text, start, cursor.end, delimiter);
  const outer = cursor.end;
  cursor.end = end;
  const parts = cursor.inside(true, () => readParts(cursor, false, undefined)).parts;
  cursor.end = outer;
  cursor.at = next;
  return whole(opening[1] === "-" ? unindented(parts, cursor.text.slice(start, end)) : parts, line);
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

/** `<<-` takes off the indentation that all lines share. */
function unindented(parts: readonly HclExpression[], raw: string): readonly HclExpression[] {
  let indent = Number.POSITIVE_INFINITY;
  for (const line of raw.split("\n")) if (line.trim() !== "") indent = Math.min(indent, line.length - line.trimStart().length);
  if (indent === 0 || indent === Number.POSITIVE_INFINITY) return parts;
  const margin = new RegExp(`(^|\n)[ \t]{1,${Math.min(indent, 1000)}}`, "g");
  return parts.map((part, index) => {
    if (part.kind !== "literal" || typeof part.value !== "string") return part;
    const value = part.value.replace(margin, (found, newline: string, offset: number) =>
      offset === 0 && newline === "" && index > 0 ? found : newline,
    );
    return { ...part, value };
  });
}

type Stop = "else" | "endif" | "endfor" | undefined;

/** Parts up to the closing quote, the end or the directive that closes the one being read. */
function readParts(
  cursor: Cursor,
  quoted: boolean,
  within: "if" | "for" | undefined,
): { readonly parts: readonly HclExpression[]; readonly stop: Stop } {
  const parts: HclExpression[] = [];
  let literal = "";
  let line = cursor.line;
  const flush = (): void => {
    if (literal !== "") parts.push({ kind: "literal", value: literal, line });
    literal = "";
  };
  while (!cursor.done && !(quoted && cursor.peek() === '"')) {
    if (cursor.starts("$${") || cursor.starts("%%{")) {
      literal += `${cursor.peek()}{`;
      cursor.at += 3;
    } else if (cursor.starts("${")) {
      flush();
      parts.push(interpolation(cursor));
      line = cursor.line;
    } else if (cursor.starts("%{")) {
      flush();
      const directive = readDirective(cursor, quoted);
      if (typeof directive === "string") return { parts, stop: directive };
      if (directive !== undefined) parts.push(directive);
      line = cursor.line;
    } else if (quoted && cursor.peek() === "\\") literal += escape(cursor);
    else {
      literal += cursor.peek();
      cursor.at += 1;
    }
  }
  flush();
  if (within !== undefined) cursor.fail(`%{ ${within} } is not closed`);
  return { parts, stop: undefined };
}

function escape(cursor: Cursor): string {
  const letter = cursor.peek(1);
  const unicode = letter === "u" ? /^[0-9a-fA-F]{4}/ : letter === "U" ? /^[0-9a-fA-F]{8}/ : undefined;
  const digits = unicode?.exec(cursor.text.slice(cursor.at + 2, cursor.at + 10))?.[0];
  cursor.at += 2 + (digits?.length ?? 0);
  if (digits !== undefined) {
    const point = Number.parseInt(digits, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : "\uFFFD";
  }
  return ESCAPES[letter] ?? `\\${letter}`;
}

function interpolation(cursor: Cursor): HclExpression {
  cursor.at += 2;
  cursor.take("~");
  const value = cursor.inside(true, () => readExpression(cursor));
  closeBrace(cursor);
  return value;
}

function closeBrace(cursor: Cursor): void {
  cursor.blank();
  cursor.take("~");
  if (!cursor.take("}")) cursor.fail("} expected");
}

/** The keyword of a closing directive, or the expression of a whole one. */
function readDirective(cursor: Cursor, quoted: boolean): HclExpression | Stop {
  const line = cursor.line;
  cursor.at += 2;
  cursor.take("~");
  cursor.blank();
  const keyword = cursor.identifier();
  if (keyword === "else" || keyword === "endif" || keyword === "endfor") {
    closeBrace(cursor);
    return keyword;
  }
  if (keyword === "if") {
    const test = cursor.inside(true, () => readExpression(cursor));
    closeBrace(cursor);
    const yes = cursor.inside(true, () => readParts(cursor, quoted, "if"));
    const no = yes.stop === "else" ? cursor.inside(true, () => readParts(cursor, quoted, "if")).parts : [];
    return { kind: "conditional", test, yes: whole(yes.parts, line), no: whole(no, line), line };
  }
  if (keyword !== "for") return cursor.fail("unknown template directive");
  const names = loopNames(cursor);
  const source = cursor.inside(true, () => readExpression(cursor));
  closeBrace(cursor);
  const body = cursor.inside(true, () => readParts(cursor, quoted, "for"));
  const loop: HclExpression = { kind: "for", source, ...names, result: whole(body.parts, line), line };
  // A loop in a template is the text of its rounds, one after the other.
  return { kind: "call", name: "join", arguments: [{ kind: "literal", value: "", line }, loop], line };
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
