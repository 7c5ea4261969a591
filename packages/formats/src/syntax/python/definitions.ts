import type { Expression, FunctionNode, Parameter, Statement } from "../ir.ts";
import { returnAt } from "../lower-statements.ts";
import type { ExpressionRule, LoweringContext, StatementRule } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { lowerArguments } from "./calls.ts";
import { docstringOf } from "./docstrings.ts";
import { lowerParameters } from "./parameters.ts";

export const definitionStatements: readonly (readonly [string, StatementRule])[] = [
  ["function_definition", (node, context, into) => lowerFunction(node, node, [], context, into)],
  ["class_definition", (node, context, into) => lowerClass(node, node, [], context, into)],
  ["decorated_definition", lowerDecorated],
];

export const definitionExpressions: readonly (readonly [string, ExpressionRule])[] = [["lambda", lowerLambda]];

/** A decorated definition starts at its first decorator. */
function lowerDecorated(node: SyntaxNode, context: LoweringContext, into: Statement[]): void {
  const decorators = node.children
    .filter((child) => child.type === "decorator")
    .flatMap((child) => context.expressions(child.namedChildren));
  const definition = node.child("definition");
  if (definition?.type === "class_definition") lowerClass(definition, node, decorators, context, into);
  else if (definition) lowerFunction(definition, node, decorators, context, into);
  else for (const value of decorators) into.push({ kind: "expression", value, ...node.span });
}

function lowerFunction(
  node: SyntaxNode,
  whole: SyntaxNode,
  decorators: readonly Expression[],
  context: LoweringContext,
  into: Statement[],
): void {
  const parameters = lowerParameters(node.child("parameters"), context);
  const returnType = context.optionalInField(node, "return_type");
  const block = node.child("body");
  const { doc, rest } = docstringOf(block, context);
  const { body, scope } = context.inFunction(() => context.statements(rest));
  const fn: FunctionNode = {
    name: node.child("name")?.text ?? "",
    parameters,
    decorators,
    body,
    ...(returnType && { returnType }),
    ...(doc !== undefined && { doc }),
    ...(node.has("async") && { async: true }),
    ...(scope.generator && { generator: true }),
    ...(scope.outerNames.length > 0 && { outerNames: scope.outerNames }),
    ...(decorators.some((decorator) => decorator.kind === "name" && decorator.name === "staticmethod") && { static: true }),
    ...whole.span,
  };
  into.push({ kind: "function", function: fn, ...whole.span });
}

function lowerClass(
  node: SyntaxNode,
  whole: SyntaxNode,
  decorators: readonly Expression[],
  context: LoweringContext,
  into: Statement[],
): void {
  const list = node.child("superclasses");
  const args = list ? lowerArguments(list, context) : [];
  const { doc, rest } = docstringOf(node.child("body"), context);
  // A class body is no function: its names are the class's own.
  const { body } = context.inFunction(() => context.statements(rest));
  into.push({
    kind: "class",
    class: {
      name: node.child("name")?.text ?? "",
      form: "class",
      bases: args.filter((argument) => argument.name === undefined && argument.spread === undefined).map((argument) => argument.value),
      keywords: args.filter((argument) => argument.name !== undefined || argument.spread !== undefined),
      decorators,
      body,
      ...(doc !== undefined && { doc }),
      ...whole.span,
    },
    ...whole.span,
  });
}

function lowerLambda(node: SyntaxNode, context: LoweringContext): Expression {
  const parameters: readonly Parameter[] = lowerParameters(node.child("parameters"), context);
  const value = node.child("body");
  const { body, scope } = context.inFunction(() => (value ? context.expressionBody(value, (result) => returnAt(value, result)) : []));
  return {
    kind: "function",
    function: { name: "", parameters, decorators: [], body, ...(scope.generator && { generator: true }), ...node.span },
    ...node.span,
  };
}
