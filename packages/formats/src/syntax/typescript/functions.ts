import { functionOf } from "../function-forms.ts";
import type { Expression, FunctionNode, Statement } from "../ir.ts";
import { returnAt } from "../lower-statements.ts";
import type { ExpressionRule, LoweringContext, StatementRule } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { type LoweredParameters, lowerParameters } from "./parameters.ts";
import { stringValue } from "./strings.ts";

export const functionExpressions: readonly (readonly [string, ExpressionRule])[] = [
  ["arrow_function", functionAt],
  ["function_expression", functionAt],
  ["generator_function", functionAt],
];

const declareFunction: StatementRule = (node, context, into) => {
  into.push({ kind: "function", function: lowerFunction(node, context), ...node.span });
};

export const functionStatements: readonly (readonly [string, StatementRule])[] = [
  ["function_declaration", declareFunction],
  ["generator_function_declaration", declareFunction],
  // Overloads and ambient functions have no body to know.
  ["function_signature", () => undefined],
];

function functionAt(node: SyntaxNode, context: LoweringContext): Expression {
  return { kind: "function", function: lowerFunction(node, context), ...node.span };
}

export interface FunctionSyntax {
  /** The node that the doc comment stands above and the span covers (with `export`, decorators). */
  readonly whole?: SyntaxNode;
  readonly decorators?: readonly Expression[];
  /** For what has no name of its own. */
  readonly name?: string;
  readonly parameters?: LoweredParameters;
}

export function lowerFunction(node: SyntaxNode, context: LoweringContext, more: FunctionSyntax = {}): FunctionNode {
  const whole = more.whole ?? node;
  const { parameters, prologue } = more.parameters ?? lowerParameters(node, context);
  const body = node.child("body");
  const lowered = context.inFunction(() => lowerBody(body, context));
  return functionOf(whole.span, more.name ?? node.child("name")?.text ?? "", {
    parameters,
    body: prologue.length === 0 ? lowered.body : [...prologue, ...lowered.body],
    decorators: more.decorators ?? [],
    returnType: context.optionalInField(node, "return_type"),
    doc: context.docAbove(whole),
    async: node.has("async"),
    generator: node.has("*") || lowered.scope.generator,
    static: node.has("static"),
    getter: node.has("get"),
  });
}

/** An expression body is one return statement. */
function lowerBody(body: SyntaxNode | undefined, context: LoweringContext): Statement[] {
  if (body === undefined || body.type === "statement_block") return context.block(body);
  return context.expressionBody(body, (value) => returnAt(body, value));
}

/** A method of a class or an object literal. */
export function lowerMethod(node: SyntaxNode, context: LoweringContext, more: FunctionSyntax = {}): FunctionNode {
  return lowerFunction(node, context, { ...more, name: memberName(node.child("name") ?? node.child("property")) });
}

/** `name`, `#name`, `"name"` and `["name"]`; other computed names as written. */
export function memberName(node: SyntaxNode | undefined): string {
  if (node === undefined) return "";
  if (node.type === "string") return stringValue(node);
  const [inner] = node.type === "computed_property_name" ? node.namedChildren : [];
  return inner?.type === "string" ? stringValue(inner) : node.text;
}
