import { functionOf } from "../function-forms.ts";
import type { Argument, Expression } from "../ir.ts";
import { binaryAt, callAt, indexAt, listAt, memberAt, nameAt, otherAt } from "../lower-expressions.ts";
import type { ExpressionRule, LoweringContext } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { parametersOf } from "./parameters.ts";
import { resultType, typeArguments } from "./types.ts";

function withTypes(call: Expression, types: readonly Expression[]): Expression {
  return call.kind === "call" && types.length > 0 ? { ...call, types } : call;
}

function argumentsOf(node: SyntaxNode | undefined, context: LoweringContext): readonly Argument[] {
  return (node?.namedChildren ?? []).map((argument): Argument => {
    const [inner] = argument.namedChildren;
    return argument.type === "variadic_argument" && inner !== undefined
      ? { value: context.expression(inner), spread: "positional" }
      : { value: context.expression(argument) };
  });
}

const PREDECLARED = /^(?:any|bool|byte|comparable|error|rune|string|u?int(?:8|16|32|64)?|uintptr|float(?:32|64)|complex(?:64|128))$/u;

/**
 * `f[T](x)` and `table[key](x)` look the same to the grammar, which takes the one for the other. Several
 * arguments, an exported function, capitals, predeclared types and pointers speak for types.
 */
function isType(index: SyntaxNode, holder: string): boolean {
  if (/(?:^|\.)\p{Lu}[\p{L}\p{N}_]*$/u.test(holder)) return true;
  switch (index.type) {
    case "identifier":
    case "type_identifier":
      return /^\p{Lu}/u.test(index.text) || PREDECLARED.test(index.text);
    case "selector_expression":
      return /^\p{Lu}/u.test(index.child("field")?.text ?? "");
    default:
      return index.type.endsWith("_type") || (index.type === "unary_expression" && index.text.startsWith("*"));
  }
}

const call: ExpressionRule = (node, context) => {
  const callee = node.child("function");
  const args = argumentsOf(node.child("arguments"), context);
  const index = callee?.type === "index_expression" ? callee.child("index") : undefined;
  if (callee !== undefined && index !== undefined && isType(index, callee.child("operand")?.text ?? "")) {
    return withTypes(callAt(node, context.inField(callee, "operand"), args), [context.expression(index)]);
  }
  return withTypes(callAt(node, context.inField(node, "function"), args), typeArguments(node, context));
};

/** `[]byte(x)` is x; `f[T](x)` is a call, which the grammar takes for a conversion. */
const conversion: ExpressionRule = (node, context) => {
  const type = node.child("type");
  const operand = context.inField(node, "operand");
  if (type === undefined || /^(?:slice|array|map|pointer|channel|function)_type$/u.test(type.type)) return operand;
  if (type.type !== "generic_type") return callAt(node, context.expression(type), [{ value: operand }]);
  const callee = context.inField(type, "type");
  const types = typeArguments(type, context);
  const [only] = types;
  const index = type.child("type_arguments")?.namedChildren[0]?.namedChildren[0];
  const isIndex = types.length === 1 && only !== undefined && index !== undefined && !isType(index, type.child("type")?.text ?? "");
  return isIndex
    ? callAt(node, indexAt(type, callee, only), [{ value: operand }])
    : withTypes(callAt(node, callee, [{ value: operand }]), types);
};

const unary: ExpressionRule = (node, context) => {
  const operand = context.inField(node, "operand");
  const operator = node.child("operator")?.type;
  if (operator === "&" || operator === "*" || operator === "+") return operand;
  if (operator === "-" && operand.kind === "number") return { ...operand, value: -operand.value };
  return otherAt(node, [operand]);
};

const selector: ExpressionRule = (node, context) => {
  const name = node.child("field");
  const object = context.inField(node, "operand");
  return name === undefined ? object : memberAt(node, object, name.text);
};

const only: ExpressionRule = (node, context) => {
  const [first] = node.namedChildren;
  return first === undefined ? otherAt(node) : context.expression(first);
};

/** Several values side by side are a list, one is itself. */
const values: ExpressionRule = (node, context) =>
  node.namedChildren.length === 1 ? only(node, context) : listAt(node, context.expressions(node.namedChildren));

const functionLiteral: ExpressionRule = (node, context) => {
  const { body } = context.inFunction(() => context.block(node.child("body")));
  const parameters = parametersOf(node.child("parameters"), context);
  const returnType = resultType(node.child("result"), context);
  return { kind: "function", function: functionOf(node.span, "", { parameters, body, returnType }), ...node.span };
};

export const EXPRESSION_RULES: ReadonlyMap<string, ExpressionRule> = new Map<string, ExpressionRule>([
  ["identifier", (node) => nameAt(node)],
  ["field_identifier", (node) => nameAt(node)],
  ["blank_identifier", (node) => nameAt(node)],
  ["iota", (node) => nameAt(node)],
  ["selector_expression", selector],
  ["call_expression", call],
  ["type_conversion_expression", conversion],
  ["type_instantiation_expression", (node, context) => context.inField(node, "type")],
  ["type_assertion_expression", (node, context) => context.inField(node, "operand")],
  ["unary_expression", unary],
  [
    "binary_expression",
    (node, context) => binaryAt(node, node.child("operator")?.text ?? "", context.inField(node, "left"), context.inField(node, "right")),
  ],
  ["index_expression", (node, context) => indexAt(node, context.inField(node, "operand"), context.inField(node, "index"))],
  ["parenthesized_expression", only],
  ["literal_element", only],
  ["expression_list", values],
  ["func_literal", functionLiteral],
]);
