import type { Argument, Expression, Statement } from "../ir.ts";
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
import { made } from "./classes.ts";
import { typeArguments } from "./types.ts";

function argumentsOf(node: SyntaxNode, context: LoweringContext): readonly Argument[] {
  return context.expressions(node.child("arguments")?.namedChildren ?? []).map((value) => ({ value }));
}

const invocation: ExpressionRule = (node, context) => {
  const name = node.child("name");
  if (name === undefined) return otherAt(node, context.expressions(node.namedChildren));
  const object = context.optionalInField(node, "object");
  const callee = object === undefined ? nameAt(name) : memberAt(node, object, name.text);
  const call = callAt(node, callee, argumentsOf(node, context));
  const types = typeArguments(node, context);
  return call.kind === "call" && types.length > 0 ? { ...call, types } : call;
};

/** `new T<A>(…) { … }`. */
const creation: ExpressionRule = (node, context) => {
  const type = node.child("type");
  const generic = type?.type === "generic_type" ? type : undefined;
  const named = generic?.namedChildren[0] ?? type;
  const base = context.expression(named ?? node.namedChildren[0] ?? node);
  const call = callAt(node, made(base, node.first("class_body"), node, context), argumentsOf(node, context), "new");
  const types = typeArguments(generic, context);
  return call.kind === "call" && types.length > 0 ? { ...call, types } : call;
};

/** `this(…)` and `super(…)` at the start of a constructor. */
const delegation: ExpressionRule = (node, context) => callAt(node, context.inField(node, "constructor"), argumentsOf(node, context));

/** `Foo::bar` and `Foo::new` are members. */
const reference: ExpressionRule = (node, context) => {
  const [object, name] = node.namedChildren;
  return object === undefined ? otherAt(node) : memberAt(node, context.expression(object), name?.text ?? "new");
};

/** An assignment used as a value comes to stand in front. */
const assigned: ExpressionRule = (node, context) => {
  const statement = assignmentAt(node, context);
  context.hoist(statement);
  return statement.kind === "assign" ? statement.target : otherAt(node);
};

export function assignmentAt(node: SyntaxNode, context: LoweringContext): Statement {
  const target = context.inField(node, "left");
  const operator = node.child("operator")?.text ?? "=";
  const value = context.inField(node, "right");
  return assignAt(node, target, value, { op: operator === "=" ? undefined : operator.slice(0, -1) });
}

const unary: ExpressionRule = (node, context) => {
  const operand = context.inField(node, "operand");
  if (operand.kind !== "number") return otherAt(node, [operand]);
  return node.child("operator")?.text === "-" ? { ...operand, value: -operand.value } : operand;
};

/** Parentheses, casts and other wrappings: the value is the last child. */
const last: ExpressionRule = (node, context) => {
  const value = node.child("value") ?? node.namedChildren.at(-1);
  return value === undefined ? otherAt(node) : context.expression(value);
};

const number: ExpressionRule = (node) => {
  const value = numberValue(node.text);
  return value === undefined ? otherAt(node) : numberAt(node, value);
};

const list: ExpressionRule = (node, context) => listAt(node, context.expressions(node.namedChildren));

const name: ExpressionRule = (node) => nameAt(node);

/** `x instanceof Foo f` also declares f. */
const instance: ExpressionRule = (node, context) => {
  const value = context.inField(node, "left");
  const bound = node.child("name");
  const type = context.optionalInField(node, "right");
  if (bound !== undefined) context.hoist(assignAt(node, nameAt(bound), value, { type }));
  return binaryAt(node, "instanceof", value, type ?? context.inField(node, "pattern"));
};

const creationOfArray: ExpressionRule = (node, context) => {
  const value = node.child("value");
  return value === undefined ? otherAt(node, context.expressions(node.childrenIn("dimensions"))) : context.expression(value);
};

function member(node: SyntaxNode, object: Expression, field: SyntaxNode | undefined): Expression {
  return field === undefined ? object : memberAt(node, object, field.text);
}

export const EXPRESSION_RULES: readonly (readonly [string, ExpressionRule])[] = [
  ["identifier", name],
  ["this", name],
  ["super", name],
  ["scoped_identifier", (node, context) => member(node, context.inField(node, "scope"), node.child("name"))],
  ["field_access", (node, context) => member(node, context.inField(node, "object"), node.child("field"))],
  ["method_invocation", invocation],
  ["object_creation_expression", creation],
  ["explicit_constructor_invocation", delegation],
  ["method_reference", reference],
  ["class_literal", last],
  ["assignment_expression", assigned],
  [
    "binary_expression",
    (node, context) => binaryAt(node, node.child("operator")?.text ?? "", context.inField(node, "left"), context.inField(node, "right")),
  ],
  [
    "ternary_expression",
    (node, context) =>
      choiceAt(node, [context.inField(node, "consequence"), context.inField(node, "alternative")], context.inField(node, "condition")),
  ],
  ["instanceof_expression", instance],
  ["unary_expression", unary],
  ["cast_expression", last],
  ["parenthesized_expression", last],
  ["array_access", (node, context) => indexAt(node, context.inField(node, "array"), context.inField(node, "index"))],
  ["array_creation_expression", creationOfArray],
  ["array_initializer", list],
  ["element_value_array_initializer", list],
  ["decimal_integer_literal", number],
  ["hex_integer_literal", number],
  ["octal_integer_literal", number],
  ["binary_integer_literal", number],
  ["decimal_floating_point_literal", number],
  ["hex_floating_point_literal", number],
  ["true", (node) => booleanAt(node, true)],
  ["false", (node) => booleanAt(node, false)],
  ["null_literal", (node) => nullAt(node)],
];
