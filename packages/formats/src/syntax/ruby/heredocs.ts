import type { Expression } from "../ir.ts";
import { joinedStrings, otherAt, stringAt } from "../lower-expressions.ts";
import type { ExpressionRule, LoweringContext } from "../lowering.ts";
import { dedent } from "../string-escapes.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { decoded } from "./escapes.ts";

/** Bodies by the offset of their opening mark. */
const bodies = new WeakMap<LoweringContext, ReadonlyMap<number, SyntaxNode>>();

/** The name between the marks: `<<~"SYS"` is SYS. */
function nameOf(beginning: string): string {
  return beginning.replace(/^<<[~-]?/u, "").replace(/^(["'`])(.*)\1$/su, "$2");
}

/** The grammar puts the body of a here-document behind the line that opens it: finds each one's body, by order and name. */
export function pairHeredocs(root: SyntaxNode, context: LoweringContext): void {
  const beginnings: SyntaxNode[] = [];
  const waiting: SyntaxNode[] = [];
  const open: SyntaxNode[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === "heredoc_beginning") beginnings.push(node);
    else if (node.type === "heredoc_body") waiting.push(node);
    for (let index = node.children.length - 1; index >= 0; index--) {
      const child = node.children[index];
      if (child !== undefined) open.push(child);
    }
  }
  if (beginnings.length === 0) return;
  const found = new Map<number, SyntaxNode>();
  let next = 0;
  for (const beginning of beginnings) {
    const name = nameOf(beginning.text);
    const at = waiting.findIndex(
      (body, index) => index >= next && index < next + 20 && body.start >= beginning.end && body.first("heredoc_end")?.text.trim() === name,
    );
    const body = waiting[at];
    if (body === undefined) continue;
    found.set(beginning.start, body);
    next = at + 1;
  }
  bodies.set(context, found);
}

const MARK = "\u0000";

/** The text of a here-document: `<<~` without the shared indentation, `<<'X'` without escapes. */
const heredoc: ExpressionRule = (node, context) => {
  const body = bodies.get(context)?.get(node.start);
  if (body === undefined) return otherAt(node);
  const opening = node.text;
  const values: Expression[] = [];
  let raw = "";
  for (const child of body.namedChildren) {
    if (child.type === "interpolation") {
      values.push(otherOr(child, context));
      raw += MARK;
    } else if (child.type !== "heredoc_end") raw += child.text.replaceAll(MARK, "");
  }
  const text = raw.replace(/^\r?\n/u, "").replace(/(?<=\n)[ \t]*$/u, "");
  const lines = opening.startsWith("<<~") ? dedent(text) : text;
  const pieces = lines.split(MARK).map((piece) => (opening.includes("'") ? piece : decoded(piece)));
  const parts = pieces.flatMap((piece, index): Expression[] => {
    const value = values[index];
    return [stringAt(body, piece), ...(value === undefined ? [] : [value])];
  });
  const joined = joinedStrings(
    body,
    parts.filter((part) => part.kind !== "string" || part.value !== ""),
  );
  return { ...joined, line: node.line };
};

/** What `#{…}` gives: its last expression. */
export function otherOr(interpolation: SyntaxNode, context: LoweringContext): Expression {
  const value = interpolation.namedChildren.at(-1);
  return value === undefined ? otherAt(interpolation) : context.expression(value);
}

export const HEREDOC_RULES: readonly (readonly [string, ExpressionRule])[] = [["heredoc_beginning", heredoc]];
