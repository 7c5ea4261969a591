import type { Argument, Expression, Span } from "./ir.ts";
import type { SyntaxNode } from "./syntax-node.ts";

/** Builders of neutral expressions that every language uses. They take the span from the node they stand for. */

export function nameAt(node: SyntaxNode, name: string = node.text): Expression {
  return { kind: "name", name, ...node.span };
}

export function stringAt(node: SyntaxNode, value: string): Expression {
  return { kind: "string", value, ...node.span };
}

export function numberAt(node: SyntaxNode, value: number): Expression {
  return { kind: "number", value, ...node.span };
}

export function booleanAt(node: SyntaxNode, value: boolean): Expression {
  return { kind: "boolean", value, ...node.span };
}

export function nullAt(node: SyntaxNode): Expression {
  return { kind: "null", ...node.span };
}

export function memberAt(node: SyntaxNode, object: Expression, name: string): Expression {
  return { kind: "member", object, name, ...node.span };
}

export function indexAt(node: SyntaxNode, object: Expression, index: Expression): Expression {
  return { kind: "index", object, index, ...node.span };
}

export function callAt(node: SyntaxNode, callee: Expression, args: readonly Argument[], form?: "new" | "literal" | "macro"): Expression {
  return form === undefined
    ? { kind: "call", callee, arguments: args, ...node.span }
    : { kind: "call", callee, arguments: args, form, ...node.span };
}

export function listAt(node: SyntaxNode, items: readonly Expression[]): Expression {
  return { kind: "list", items, ...node.span };
}

export function mapAt(node: SyntaxNode, entries: readonly { readonly key?: Expression; readonly value: Expression }[]): Expression {
  return { kind: "map", entries, ...node.span };
}

export function binaryAt(node: SyntaxNode, operator: string, left: Expression, right: Expression): Expression {
  return { kind: "binary", operator, left, right, ...node.span };
}

export function choiceAt(node: SyntaxNode, options: readonly Expression[], test?: Expression): Expression {
  return test === undefined ? { kind: "choice", options, ...node.span } : { kind: "choice", test, options, ...node.span };
}

export function otherAt(node: SyntaxNode, children: readonly Expression[] = []): Expression {
  return { kind: "other", children, ...node.span };
}

/** A dotted name ("a.b.c", "a::b") as members; `separator` splits it. */
export function dottedName(span: Span, path: string, separator = "."): Expression {
  const [head = "", ...rest] = path.split(separator);
  let expression: Expression = { kind: "name", name: head.trim(), ...span };
  for (const name of rest) expression = { kind: "member", object: expression, name: name.trim(), ...span };
  return expression;
}

/**
 * Strings and templates side by side become one: text grows together, expressions stay between.
 * A result without expressions is a string.
 */
export function joinedStrings(node: SyntaxNode, pieces: readonly Expression[]): Expression {
  const parts: Expression[] = [];
  for (const piece of pieces) {
    for (const part of piece.kind === "template" && piece.tag === undefined ? piece.parts : [piece]) {
      const last = parts.at(-1);
      if (part.kind === "string" && last?.kind === "string")
        parts[parts.length - 1] = { ...last, value: last.value + part.value, endLine: part.endLine };
      else parts.push(part);
    }
  }
  if (parts.length === 0) return stringAt(node, "");
  if (parts.length === 1 && parts[0]?.kind === "string") return stringAt(node, parts[0].value);
  return { kind: "template", parts, ...node.span };
}

/** A number literal's value with digit separators and suffixes dropped; undefined when it is none. */
export function numberValue(text: string): number | undefined {
  const digits = text.replace(/_/g, "").toLowerCase();
  const literal = /^0[xob]/.test(digits)
    ? digits
    : digits.replace(/^0+(?=\d)/, "").replace(/(?:[iu](?:8|16|32|64|128|size)|f32|f64|[a-z]+)$/, "");
  const value = Number(literal.replace(/^(0x[0-9a-f]+|0[ob]\d+).*$/, "$1"));
  return literal === "" || Number.isNaN(value) ? undefined : value;
}

export function spreadAt(node: SyntaxNode, value: Expression): Expression {
  return { kind: "spread", value, ...node.span };
}
