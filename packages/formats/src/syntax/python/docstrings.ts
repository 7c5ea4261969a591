import type { LoweringContext } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";

/** The docstring of a body, trimmed as PEP 257 says, and the statements that follow it. */
export function docstringOf(
  block: SyntaxNode | undefined,
  context: LoweringContext,
): { readonly doc?: string; readonly rest: readonly SyntaxNode[] } {
  const children = block?.namedChildren ?? [];
  const [first, ...rest] = children;
  const literal = first?.type === "expression_statement" && first.children.length === 1 ? first.children[0] : undefined;
  if (literal?.type !== "string" && literal?.type !== "concatenated_string") return { rest: children };
  const lowered = context.expression(literal);
  return lowered.kind === "string" ? { doc: trimmed(lowered.value), rest } : { rest: children };
}

/** https://peps.python.org/pep-0257/#handling-docstring-indentation */
function trimmed(doc: string): string {
  if (!doc.includes("\n")) return doc.trim();
  const [first = "", ...lines] = doc.replace(/\t/g, "        ").split("\n");
  const indents = lines.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length);
  const indent = indents.reduce((least, next) => Math.min(least, next), Number.POSITIVE_INFINITY);
  const kept = lines.map((line) => line.slice(Math.min(indent, line.length)).trimEnd());
  return [first.trim(), ...kept].join("\n").trim();
}
