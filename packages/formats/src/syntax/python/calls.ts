import type { Argument, Expression } from "../ir.ts";
import { callAt, otherAt } from "../lower-expressions.ts";
import type { ExpressionRule, LoweringContext } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";

export const callExpressions: readonly (readonly [string, ExpressionRule])[] = [["call", lowerCall]];

function lowerCall(node: SyntaxNode, context: LoweringContext): Expression {
  const list = node.child("arguments");
  const callee = context.inField(node, "function");
  if (!list) return callAt(node, callee, []);
  // `f(x for x in y)`: the generator is the only argument.
  const args = list.type === "generator_expression" ? [{ value: context.expression(list) }] : lowerArguments(list, context);
  return callAt(node, callee, args);
}

/** Arguments of a call, bases and keywords of a class. */
export function lowerArguments(list: SyntaxNode, context: LoweringContext): Argument[] {
  return list.namedChildren.map((child): Argument => {
    switch (child.type) {
      case "keyword_argument":
        return { name: child.child("name")?.text ?? "", value: context.inField(child, "value") };
      case "list_splat":
        return { value: lowerSplatted(child, context), spread: "positional" };
      case "dictionary_splat":
        return { value: lowerSplatted(child, context), spread: "keyword" };
      default:
        return { value: context.expression(child) };
    }
  });
}

function lowerSplatted(node: SyntaxNode, context: LoweringContext): Expression {
  const [value] = node.namedChildren;
  return value ? context.expression(value) : otherAt(node);
}
