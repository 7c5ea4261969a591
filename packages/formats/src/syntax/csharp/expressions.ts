import type { Expression, Statement } from "../ir.ts";
import {
  binaryAt,
  booleanAt,
  callAt,
  choiceAt,
  indexAt,
  listAt,
  memberAt,
  nameAt,
  nullAt,
  numberAt,
  numberValue,
  otherAt,
} from "../lower-expressions.ts";
import { assignAt } from "../lower-statements.ts";
import type { ExpressionRule, LoweringContext } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { argumentsOf, argumentValue } from "./arguments.ts";
import { misreadCreation } from "./creation.ts";
import { simpleName, typeArguments } from "./types.ts";
import { declaredInPlace, tuplePattern } from "./variables.ts";

/** `a.B`, `a?.B`, and what is called when a name carries type arguments. */
function member(node: SyntaxNode, context: LoweringContext): Expression {
  if (node.type === "conditional_access_expression") {
    const object = context.inField(node, "condition");
    const access = node.namedChildren.at(-1);
    if (access?.type === "member_binding_expression") return memberAt(node, object, simpleName(access.child("name")));
    if (access?.type !== "element_binding_expression")
      return otherAt(node, [object, ...(access === undefined ? [] : [context.expression(access)])]);
    return indexAt(node, object, subscript(access, context));
  }
  return memberAt(node, context.inField(node, "expression"), simpleName(node.child("name")));
}

/** The name that is called, with its type arguments. */
function calledName(node: SyntaxNode | undefined): SyntaxNode | undefined {
  if (node?.type === "member_access_expression") return node.child("name");
  return node?.type === "conditional_access_expression" ? node.namedChildren.at(-1)?.child("name") : node;
}

const invocation: ExpressionRule = (node, context) => {
  const called = node.child("function");
  const callee = called?.type === "generic_name" ? nameAt(called, simpleName(called)) : context.inField(node, "function");
  const call = callAt(node, callee, argumentsOf(node.child("arguments"), context));
  const types = typeArguments(calledName(called), context);
  return call.kind === "call" && types.length > 0 ? { ...call, types } : call;
};

function subscript(list: SyntaxNode, context: LoweringContext): Expression {
  const values = list.namedChildren.map((child) => argumentValue(child, context));
  const [only] = values;
  return only !== undefined && values.length === 1 ? only : listAt(list, values);
}

const element: ExpressionRule = (node, context) => {
  const list = node.child("subscript");
  return list === undefined
    ? context.inField(node, "expression")
    : indexAt(node, context.inField(node, "expression"), subscript(list, context));
};

export function assignmentAt(node: SyntaxNode, context: LoweringContext): Statement {
  const left = node.child("left");
  const target = left?.type === "tuple_pattern" ? tuplePattern(left) : context.inField(node, "left");
  const operator = node.child("operator")?.text ?? "=";
  const value = context.inField(node, "right");
  return assignAt(node, target, value, { op: operator === "=" ? undefined : operator.slice(0, -1) });
}

/** An assignment used as a value comes to stand in front. */
const assigned: ExpressionRule = (node, context) => {
  const statement = assignmentAt(node, context);
  context.hoist(statement);
  return statement.kind === "assign" ? statement.target : otherAt(node);
};

const binary: ExpressionRule = (node, context) => {
  const operator = node.child("operator")?.text ?? "";
  const made = operator === ">" ? misreadCreation(node, context) : undefined;
  if (made !== undefined) return made;
  const left = context.inField(node, "left");
  const right = context.inField(node, "right");
  if (operator !== "??") return binaryAt(node, operator, left, right);
  if (node.child("right")?.type === "throw_expression") return hoistedThrow(node, left, right, context);
  return choiceAt(
    node,
    [left, right].flatMap((side) => (side.kind === "choice" && side.test === undefined ? side.options : [side])),
  );
};

/** `a ?? throw b` is a; what b calls stands in front. */
function hoistedThrow(node: SyntaxNode, value: Expression, thrown: Expression, context: LoweringContext): Expression {
  context.hoist({
    kind: "branch",
    form: "if",
    tests: [],
    arms: [[{ kind: "expression", value: thrown, ...node.span }]],
    exhaustive: false,
    ...node.span,
  });
  return value;
}

/** `x!` is x; `-1` a number; the rest is searched through. */
const unary: ExpressionRule = (node, context) => {
  const [operand] = node.namedChildren;
  if (operand === undefined) return otherAt(node);
  const value = context.expression(operand);
  if (node.type === "postfix_unary_expression" && node.has("!")) return value;
  if (value.kind === "number") return node.has("-") ? { ...value, value: -value.value } : value;
  return otherAt(node, [value]);
};

/** Parentheses, casts, await, ref and checked: the value is the last child. */
const last: ExpressionRule = (node, context) => {
  const value = node.child("value") ?? node.namedChildren.at(-1);
  return value === undefined ? otherAt(node) : context.expression(value);
};

const number: ExpressionRule = (node) => {
  const value = numberValue(node.text);
  return value === undefined ? otherAt(node) : numberAt(node, value);
};

const name: ExpressionRule = (node) => nameAt(node);

export const EXPRESSION_RULES: readonly (readonly [string, ExpressionRule])[] = [
  ["identifier", name],
  ["this", name],
  ["base", name],
  ["discard", name],
  ["member_access_expression", member],
  ["conditional_access_expression", member],
  ["member_binding_expression", (node) => nameAt(node, simpleName(node.child("name")))],
  ["invocation_expression", invocation],
  ["element_access_expression", element],
  ["argument", argumentValue],
  ["assignment_expression", assigned],
  ["binary_expression", binary],
  [
    "conditional_expression",
    (node, context) =>
      choiceAt(node, [context.inField(node, "consequence"), context.inField(node, "alternative")], context.inField(node, "condition")),
  ],
  ["prefix_unary_expression", unary],
  ["postfix_unary_expression", unary],
  ["as_expression", (node, context) => context.inField(node, "left")],
  ["is_expression", (node, context) => binaryAt(node, "is", context.inField(node, "left"), context.inField(node, "right"))],
  ["cast_expression", last],
  ["parenthesized_expression", last],
  ["await_expression", last],
  ["ref_expression", last],
  ["checked_expression", last],
  ["typeof_expression", last],
  ["tuple_expression", (node, context) => listAt(node, context.expressions(node.namedChildren))],
  ["declaration_expression", declaredInPlace],
  ["default_expression", (node) => nullAt(node)],
  ["null_literal", (node) => nullAt(node)],
  ["boolean_literal", (node) => booleanAt(node, node.text === "true")],
  ["integer_literal", number],
  ["real_literal", number],
];
