import type { Clause, Expression } from "../ir.ts";
import { listAt, mapAt, otherAt, spreadAt } from "../lower-expressions.ts";
import type { ExpressionRule, LoweringContext } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";

const lowerItems: ExpressionRule = (node, context) => listAt(node, context.expressions(node.namedChildren));
const lowerSpread: ExpressionRule = (node, context) => {
  const [value] = node.namedChildren;
  return value ? spreadAt(node, context.expression(value)) : otherAt(node);
};

/** Lists, tuples, sets, dictionaries, comprehensions; also as assignment targets. */
export const collectionExpressions: readonly (readonly [string, ExpressionRule])[] = [
  ["list", lowerItems],
  ["tuple", lowerItems],
  ["set", lowerItems],
  ["expression_list", lowerItems],
  ["pattern_list", lowerItems],
  ["tuple_pattern", lowerItems],
  ["list_pattern", lowerItems],
  ["list_splat", lowerSpread],
  ["list_splat_pattern", lowerSpread],
  ["parenthesized_list_splat", lowerSpread],
  ["dictionary", lowerDictionary],
  ["list_comprehension", lowerComprehension],
  ["set_comprehension", lowerComprehension],
  ["generator_expression", lowerComprehension],
  ["dictionary_comprehension", lowerDictionaryComprehension],
];

type Entry = { readonly key?: Expression; readonly value: Expression };

function lowerDictionary(node: SyntaxNode, context: LoweringContext): Expression {
  return mapAt(
    node,
    node.namedChildren.map((child) => lowerEntry(child, context)),
  );
}

function lowerEntry(node: SyntaxNode, context: LoweringContext): Entry {
  if (node.type === "pair") return { key: context.inField(node, "key"), value: context.inField(node, "value") };
  if (node.type === "dictionary_splat") {
    const [value] = node.namedChildren;
    return { value: value ? context.expression(value) : otherAt(node) };
  }
  return { value: context.expression(node) };
}

function lowerComprehension(node: SyntaxNode, context: LoweringContext): Expression {
  return { kind: "list", items: [context.inField(node, "body")], clauses: lowerClauses(node, context), ...node.span };
}

function lowerDictionaryComprehension(node: SyntaxNode, context: LoweringContext): Expression {
  const body = node.child("body");
  const entries = body ? [lowerEntry(body, context)] : [];
  return { kind: "map", entries, clauses: lowerClauses(node, context), ...node.span };
}

function lowerClauses(node: SyntaxNode, context: LoweringContext): Clause[] {
  const clauses: { target: Expression; iterable: Expression; tests: Expression[] }[] = [];
  for (const child of node.namedChildren) {
    if (child.type === "for_in_clause") {
      clauses.push({ target: context.inField(child, "left"), iterable: context.inField(child, "right"), tests: [] });
    } else if (child.type === "if_clause") clauses.at(-1)?.tests.push(...context.expressions(child.namedChildren));
  }
  return clauses;
}
