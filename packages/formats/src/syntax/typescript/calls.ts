import type { Argument, Expression } from "../ir.ts";
import { callAt, nameAt, otherAt } from "../lower-expressions.ts";
import type { ExpressionRule, LoweringContext } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { lowerParts, stringValue } from "./strings.ts";

export const callExpressions: readonly (readonly [string, ExpressionRule])[] = [
  ["call_expression", lowerCall],
  ["new_expression", lowerNew],
];

function lowerCall(node: SyntaxNode, context: LoweringContext): Expression {
  const list = node.child("arguments");
  if (list?.type === "template_string") {
    return { kind: "template", parts: lowerParts(list, context), tag: context.inField(node, "function"), ...node.span };
  }
  const module = requiredModule(node);
  if (module !== undefined) return lowerRequired(node, module, context);
  return withTypes(callAt(node, context.inField(node, "function"), list ? lowerArguments(list, context) : []), node, context);
}

function lowerNew(node: SyntaxNode, context: LoweringContext): Expression {
  const list = node.child("arguments");
  return withTypes(callAt(node, context.inField(node, "constructor"), list ? lowerArguments(list, context) : [], "new"), node, context);
}

function withTypes(call: Expression, node: SyntaxNode, context: LoweringContext): Expression {
  const types = node.child("type_arguments");
  return types && call.kind === "call" ? { ...call, types: context.expressions(types.namedChildren) } : call;
}

function lowerArguments(list: SyntaxNode, context: LoweringContext): Argument[] {
  return list.namedChildren.map((child): Argument => {
    if (child.type !== "spread_element") return { value: context.expression(child) };
    const [value] = child.namedChildren;
    return { value: value ? context.expression(value) : otherAt(child), spread: "positional" };
  });
}

/** The module that `require("m")` or `import("m")` loads, when it is a literal. */
export function requiredModule(node: SyntaxNode): string | undefined {
  if (node.type !== "call_expression") return undefined;
  const callee = node.child("function");
  if (callee?.type !== "import" && !(callee?.type === "identifier" && callee.text === "require")) return undefined;
  const [argument] = node.child("arguments")?.namedChildren ?? [];
  if (argument?.type === "string") return stringValue(argument);
  const [fragment, ...more] = argument?.type === "template_string" ? argument.namedChildren : [];
  return fragment?.type === "string_fragment" && more.length === 0 ? fragment.text : undefined;
}

/** A module loaded inside an expression has a local name that no program can write. */
function lowerRequired(node: SyntaxNode, module: string, context: LoweringContext): Expression {
  const local = `import(${JSON.stringify(module)})`;
  context.imports.push({ module, local, ...node.span });
  return nameAt(node, local);
}
