import { functionOf, parameterOf } from "../function-forms.ts";
import type { Expression, Parameter, Statement } from "../ir.ts";
import { callAt, nameAt } from "../lower-expressions.ts";
import { returnAt } from "../lower-statements.ts";
import type { ExpressionRule, LoweringContext, StatementRule } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { argumentsOf } from "./arguments.ts";
import { attributesOf, hasModifier } from "./attributes.ts";
import { typedValue } from "./creation.ts";
import { declaredType } from "./types.ts";

export function parametersOf(list: SyntaxNode | undefined, context: LoweringContext): readonly Parameter[] {
  if (list === undefined) return [];
  if (list.type === "implicit_parameter" || list.type === "identifier") return [parameterOf(list.text)];
  const parameters = list.namedChildren.filter((child) => child.type === "parameter").map((node) => parameter(node, context));
  // The grammar does not group `params T[] rest`.
  const rest = list.child("name");
  if (rest !== undefined)
    parameters.push(
      parameterOf(rest.text, { type: declaredType(list, context), rest: "positional", decorators: attributesOf(list, context) }),
    );
  return parameters;
}

function parameter(node: SyntaxNode, context: LoweringContext): Parameter {
  const type = node.child("type");
  const value = node.namedChildren.find(
    (child) => child.field === undefined && child.type !== "attribute_list" && child.type !== "modifier",
  );
  return parameterOf(node.child("name")?.text ?? "", {
    type: declaredType(node, context),
    default: value && typedValue(value, type, context),
    rest: hasModifier(node, "params") ? "positional" : undefined,
    decorators: attributesOf(node, context),
  });
}

/** A block, `=> value`, or nothing. */
export function bodyOf(body: SyntaxNode | undefined, context: LoweringContext): Statement[] {
  if (body === undefined) return [];
  if (body.type === "block") return context.block(body);
  const value = body.type === "arrow_expression_clause" ? body.namedChildren[0] : body;
  return value === undefined ? [] : context.expressionBody(value, (result) => returnAt(value, result));
}

/** Indexers are called "get_Item", as the compiled code calls them. */
function nameOf(node: SyntaxNode): string {
  if (node.type === "indexer_declaration") return "get_Item";
  return node.child("name")?.text ?? `operator ${node.child("operator")?.text ?? ""}`.trim();
}

const method: StatementRule = (node, context, into) => {
  const { body, scope } = context.inFunction(() => bodyOf(node.child("body") ?? node.child("value"), context));
  const fn = functionOf(node.span, nameOf(node), {
    parameters: parametersOf(node.child("parameters"), context),
    decorators: attributesOf(node, context),
    body,
    returnType: declaredType(node, context, "returns") ?? declaredType(node, context),
    doc: context.docAbove(node),
    async: hasModifier(node, "async"),
    generator: scope.generator,
    exported: hasModifier(node, "public"),
    static: hasModifier(node, "static"),
  });
  into.push({ kind: "function", function: fn, ...node.span });
};

/** A constructor starts with the call of another one, where it names it. */
const construct: StatementRule = (node, context, into) => {
  const other = node.first("constructor_initializer");
  const { body } = context.inFunction(() => [...delegation(other, context), ...bodyOf(node.child("body"), context)]);
  const fn = functionOf(node.span, "constructor", {
    parameters: parametersOf(node.child("parameters"), context),
    decorators: attributesOf(node, context),
    body,
    doc: context.docAbove(node),
    exported: hasModifier(node, "public"),
  });
  into.push({ kind: "function", function: fn, ...node.span });
};

function delegation(node: SyntaxNode | undefined, context: LoweringContext): Statement[] {
  if (node === undefined) return [];
  const callee: Expression = nameAt(node, node.has("this") ? "this" : "base");
  return [{ kind: "expression", value: callAt(node, callee, argumentsOf(node.first("argument_list"), context)), ...node.span }];
}

const lambda: ExpressionRule = (node, context) => {
  const parameters = parametersOf(node.child("parameters"), context);
  const { body } = context.inFunction(() => bodyOf(node.child("body") ?? node.first("block"), context));
  const fn = functionOf(node.span, "", { parameters, decorators: attributesOf(node, context), body, async: hasModifier(node, "async") });
  return { kind: "function", function: fn, ...node.span };
};

export const FUNCTION_STATEMENTS: readonly (readonly [string, StatementRule])[] = [
  ["method_declaration", method],
  ["local_function_statement", method],
  ["operator_declaration", method],
  ["conversion_operator_declaration", method],
  ["indexer_declaration", method],
  ["destructor_declaration", method],
  ["constructor_declaration", construct],
];

export const FUNCTION_EXPRESSIONS: readonly (readonly [string, ExpressionRule])[] = [
  ["lambda_expression", lambda],
  ["anonymous_method_expression", lambda],
];
