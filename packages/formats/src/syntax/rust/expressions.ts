import type { Argument, Expression, Statement } from "../ir.ts";
import { binaryAt, callAt, indexAt, listAt, memberAt, nameAt, otherAt } from "../lower-expressions.ts";
import { assignAt } from "../lower-statements.ts";
import type { ExpressionRule, LoweringContext } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { argumentsIn } from "./arguments.ts";
import { typeArguments } from "./types.ts";

/** `a::b::C`; type arguments inside the path are dropped, a call keeps them in `types`. */
const scoped: ExpressionRule = (node, context) => {
  const path = node.child("path");
  const name = node.child("name")?.text ?? "";
  if (path === undefined) return nameAt(node, name);
  const object = path.type === "generic_type" ? context.inField(path, "type") : context.expression(path);
  return memberAt(node, object, name);
};

const call: ExpressionRule = (node, context) => {
  const called = node.child("function");
  const generic = called?.type === "generic_function" ? called : undefined;
  const path = (generic?.child("function") ?? called)?.child("path");
  const callee = generic === undefined ? context.inField(node, "function") : context.inField(generic, "function");
  const types = [...(path?.type === "generic_type" ? typeArguments(path, context) : []), ...typeArguments(generic, context)];
  const made = callAt(node, callee, argumentsIn(node.child("arguments"), context));
  return made.kind === "call" && types.length > 0 ? { ...made, types } : made;
};

/** `Point { x: 1, y, ..rest }`. */
const struct: ExpressionRule = (node, context) => {
  const args = (node.child("body")?.namedChildren ?? []).flatMap((field): Argument[] => {
    const [first] = field.namedChildren;
    switch (field.type) {
      case "field_initializer":
        return [{ name: field.child("field")?.text ?? "", value: context.inField(field, "value") }];
      case "shorthand_field_initializer":
        return [{ name: field.text, value: nameAt(field) }];
      case "base_field_initializer":
        return first === undefined ? [] : [{ value: context.expression(first), spread: "keyword" }];
      default:
        return [];
    }
  });
  const name = node.child("name");
  const generic = name?.type.startsWith("generic_type") ? name : undefined;
  const made = callAt(node, generic === undefined ? context.inField(node, "name") : context.inField(generic, "type"), args, "literal");
  const types = typeArguments(generic, context);
  return made.kind === "call" && types.length > 0 ? { ...made, types } : made;
};

const index: ExpressionRule = (node, context) => {
  const [object, key] = context.expressions(node.namedChildren);
  return object === undefined || key === undefined ? otherAt(node) : indexAt(node, object, key);
};

export function assignmentAt(node: SyntaxNode, context: LoweringContext): Statement {
  const operator = node.child("operator")?.text;
  return assignAt(node, context.inField(node, "left"), context.inField(node, "right"), { op: operator?.slice(0, -1) });
}

/** An assignment used as a value comes to stand in front. */
const assigned: ExpressionRule = (node, context) => {
  context.hoist(assignmentAt(node, context));
  return otherAt(node);
};

const unary: ExpressionRule = (node, context) => {
  const [operand] = node.namedChildren;
  if (operand === undefined) return otherAt(node);
  const value = context.expression(operand);
  if (node.has("*")) return value;
  return value.kind === "number" && node.has("-") ? { ...value, value: -value.value } : otherAt(node, [value]);
};

/** `x?`, `x.await`, `&mut x`, `(x)` and `x as T` are x. */
const same: ExpressionRule = (node, context) => {
  const value: SyntaxNode | undefined = node.child("value") ?? node.namedChildren.find((child) => child.type !== "mutable_specifier");
  return value === undefined ? otherAt(node) : context.expression(value);
};

const list: ExpressionRule = (node, context) => {
  const items = node.namedChildren.filter((child) => child.field !== "length" && child.type !== "attribute_item");
  return listAt(node, context.expressions(items));
};

const name: ExpressionRule = (node) => nameAt(node, node.text.replace(/^r#/u, ""));

/** `return x` and `break x` where a value is expected: the value is not known. */
const leaving: ExpressionRule = (node, context) => {
  const values: Expression[] = context.expressions(node.namedChildren.filter((child) => child.type !== "label"));
  return otherAt(node, values);
};

export const EXPRESSION_RULES: readonly (readonly [string, ExpressionRule])[] = [
  ["identifier", name],
  ["field_identifier", name],
  ["shorthand_field_identifier", name],
  ["metavariable", name],
  ["self", name],
  ["super", name],
  ["crate", name],
  ["scoped_identifier", scoped],
  ["generic_function", (node, context) => context.inField(node, "function")],
  ["field_expression", (node, context) => memberAt(node, context.inField(node, "value"), node.child("field")?.text ?? "")],
  ["call_expression", call],
  ["struct_expression", struct],
  ["index_expression", index],
  ["assignment_expression", assigned],
  ["compound_assignment_expr", assigned],
  [
    "binary_expression",
    (node, context) => binaryAt(node, node.child("operator")?.text ?? "", context.inField(node, "left"), context.inField(node, "right")),
  ],
  ["unary_expression", unary],
  ["try_expression", same],
  ["await_expression", same],
  ["reference_expression", same],
  ["parenthesized_expression", same],
  ["type_cast_expression", same],
  ["tuple_expression", list],
  ["array_expression", list],
  ["unit_expression", (node) => listAt(node, [])],
  ["return_expression", leaving],
  ["break_expression", leaving],
  ["continue_expression", leaving],
];
