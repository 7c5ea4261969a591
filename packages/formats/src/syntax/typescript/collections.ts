import type { Expression } from "../ir.ts";
import { choiceAt, listAt, mapAt, nameAt, otherAt, spreadAt } from "../lower-expressions.ts";
import type { ExpressionRule, LoweringContext } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { keyAt } from "./expressions.ts";
import { lowerMethod } from "./functions.ts";

/** Arrays, objects, and the patterns that look like them. */
export const collectionExpressions: readonly (readonly [string, ExpressionRule])[] = [
  ["array", (node, context) => listAt(node, lowerItems(node, context))],
  ["array_pattern", (node, context) => listAt(node, lowerItems(node, context))],
  ["spread_element", lowerSpread],
  ["rest_pattern", lowerSpread],
  [
    "object",
    (node, context) =>
      mapAt(
        node,
        node.namedChildren.map((child) => lowerEntry(child, context)),
      ),
  ],
  [
    "object_pattern",
    (node, context) =>
      mapAt(
        node,
        node.namedChildren.map((child) => lowerEntry(child, context)),
      ),
  ],
  ["assignment_pattern", lowerDefault],
  ["object_assignment_pattern", lowerDefault],
  ["sequence_expression", (node, context) => otherAt(node, context.expressions(node.namedChildren))],
];

function lowerSpread(node: SyntaxNode, context: LoweringContext): Expression {
  const [value] = node.namedChildren;
  return value ? spreadAt(node, context.expression(value)) : otherAt(node);
}

/** Items with holes kept (`[, second]`), so that positions stay right. */
function lowerItems(node: SyntaxNode, context: LoweringContext): Expression[] {
  const items: Expression[] = [];
  let end = node.start + 1;
  for (const child of node.namedChildren) {
    const commas = child.start > end ? context.slice(end, child.start).split(",").length - 1 : 0;
    for (let hole = items.length === 0 ? 0 : 1; hole < commas; hole += 1) items.push(otherAt(child));
    items.push(context.expression(child));
    end = child.end;
  }
  return items;
}

type Entry = { readonly key?: Expression; readonly value: Expression };

function lowerEntry(node: SyntaxNode, context: LoweringContext): Entry {
  switch (node.type) {
    case "pair":
    case "pair_pattern": {
      const key = node.child("key");
      return { ...(key && { key: keyAt(key, context) }), value: context.inField(node, "value") };
    }
    case "shorthand_property_identifier":
    case "shorthand_property_identifier_pattern":
      return { key: keyAt(node, context), value: nameAt(node) };
    case "object_assignment_pattern": {
      const left = node.child("left");
      return { ...(left && { key: keyAt(left, context) }), value: lowerDefault(node, context) };
    }
    case "method_definition": {
      const name = node.child("name");
      const method = lowerMethod(node, context);
      return { ...(name && { key: keyAt(name, context) }), value: { kind: "function", function: method, ...node.span } };
    }
    case "spread_element":
    case "rest_pattern": {
      const [value] = node.namedChildren;
      return { value: value ? context.expression(value) : otherAt(node) };
    }
    default:
      return { value: context.expression(node) };
  }
}

/** `target = default` inside a pattern. */
function lowerDefault(node: SyntaxNode, context: LoweringContext): Expression {
  return choiceAt(node, [context.inField(node, "left"), context.inField(node, "right")]);
}
