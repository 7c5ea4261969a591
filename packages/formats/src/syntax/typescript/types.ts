import type { ClassNode, Expression, Statement } from "../ir.ts";
import { binaryAt, indexAt, listAt, mapAt, memberAt, nameAt, otherAt } from "../lower-expressions.ts";
import { assignAt } from "../lower-statements.ts";
import type { ExpressionRule, LoweringContext, StatementRule } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { withoutArguments } from "./classes.ts";
import { keyAt } from "./expressions.ts";
import { lowerMethod, memberName } from "./functions.ts";

const lowerInner: ExpressionRule = (node, context) => {
  const [child, ...more] = node.namedChildren;
  return child && more.length === 0 ? context.expression(child) : otherAt(node, context.expressions(node.namedChildren));
};

/** Nothing in them is ever called or built. */
const lowerToNothing: ExpressionRule = (node) => otherAt(node);

/** Types as expressions: names, members, subscripts for arguments, "|" and "&" as binary. */
export const typeExpressions: readonly (readonly [string, ExpressionRule])[] = [
  ["type_identifier", (node) => nameAt(node)],
  ["predefined_type", (node) => nameAt(node)],
  ["type_annotation", lowerInner],
  ["parenthesized_type", lowerInner],
  ["readonly_type", lowerInner],
  ["literal_type", lowerInner],
  ["type_query", lowerInner],
  ["optional_type", lowerInner],
  ["opting_type_annotation", lowerInner],
  ["omitting_type_annotation", lowerInner],
  ["this_type", (node) => nameAt(node)],
  ["lookup_type", lowerLookup],
  ["function_type", lowerToNothing],
  ["constructor_type", lowerToNothing],
  ["conditional_type", lowerToNothing],
  ["infer_type", lowerToNothing],
  ["type_predicate", lowerToNothing],
  ["type_predicate_annotation", lowerToNothing],
  ["asserts_annotation", lowerToNothing],
  ["nested_type_identifier", (node, context) => memberAt(node, context.inField(node, "module"), node.child("name")?.text ?? "")],
  ["array_type", (node, context) => indexAt(node, nameAt(node, "Array"), lowerInner(node, context))],
  ["generic_type", lowerGeneric],
  ["union_type", (node, context) => lowerJoined(node, "|", context)],
  ["intersection_type", (node, context) => lowerJoined(node, "&", context)],
  ["tuple_type", (node, context) => listAt(node, context.expressions(node.namedChildren))],
  ["object_type", (node, context) => mapAt(node, lowerProperties(node, context))],
];

export const typeStatements: readonly (readonly [string, StatementRule])[] = [
  ["interface_declaration", lowerInterface],
  ["type_alias_declaration", lowerAlias],
  ["enum_declaration", lowerEnum],
];

/** `T["key"]`. */
function lowerLookup(node: SyntaxNode, context: LoweringContext): Expression {
  const [object, index] = node.namedChildren;
  return object && index ? indexAt(node, context.expression(object), context.expression(index)) : otherAt(node);
}

function lowerGeneric(node: SyntaxNode, context: LoweringContext): Expression {
  const types = context.expressions(node.child("type_arguments")?.namedChildren ?? []);
  const [only] = types;
  return indexAt(node, context.inField(node, "name"), types.length === 1 && only ? only : listAt(node, types));
}

function lowerJoined(node: SyntaxNode, operator: string, context: LoweringContext): Expression {
  const [first, ...rest] = node.namedChildren;
  if (!first) return otherAt(node);
  let joined = context.expression(first);
  for (const next of rest) joined = binaryAt(node, operator, joined, context.expression(next));
  return joined;
}

function lowerProperties(node: SyntaxNode, context: LoweringContext): { key?: Expression; value: Expression }[] {
  return node.namedChildren.map((child) => {
    const name = child.child("name");
    const value = context.optionalInField(child, "type") ?? otherAt(child);
    return { ...(name && { key: keyAt(name, context) }), value };
  });
}

function lowerInterface(node: SyntaxNode, context: LoweringContext, into: Statement[]): void {
  const extended = node.first("extends_type_clause")?.childrenIn("type") ?? [];
  const body = node.child("body");
  pushClass(
    node,
    "interface",
    context.expressions(extended).map(withoutArguments),
    lowerMembers(body?.namedChildren ?? [], context),
    context,
    into,
  );
}

/** `type T = { … }` is an interface; other aliases are assignments of the type. */
function lowerAlias(node: SyntaxNode, context: LoweringContext, into: Statement[]): void {
  const value = node.child("value");
  if (value?.type === "object_type") pushClass(node, "interface", [], lowerMembers(value.namedChildren, context), context, into);
  else if (value) into.push(assignAt(node, nameAt(node, node.child("name")?.text ?? ""), context.expression(value), { constant: true }));
}

function lowerMembers(members: readonly SyntaxNode[], context: LoweringContext): Statement[] {
  const statements: Statement[] = [];
  for (const member of members) {
    const name = member.child("name");
    if (member.type === "method_signature") statements.push({ kind: "function", function: lowerMethod(member, context), ...member.span });
    else if (member.type === "property_signature" && name) {
      statements.push(assignAt(member, nameAt(name, memberName(name)), undefined, { type: context.optionalInField(member, "type") }));
    }
  }
  return statements;
}

function lowerEnum(node: SyntaxNode, context: LoweringContext, into: Statement[]): void {
  const members = (node.child("body")?.namedChildren ?? []).map((member): Statement => {
    const name = member.child("name") ?? member;
    return assignAt(member, nameAt(name, memberName(name)), context.optionalInField(member, "value"), { constant: true });
  });
  pushClass(node, "enum", [], members, context, into);
}

function pushClass(
  node: SyntaxNode,
  form: ClassNode["form"],
  bases: readonly Expression[],
  body: readonly Statement[],
  context: LoweringContext,
  into: Statement[],
): void {
  const doc = context.docAbove(node);
  const name = node.child("name")?.text ?? "";
  into.push({
    kind: "class",
    class: { name, form, bases, keywords: [], decorators: [], body, ...(doc !== undefined && { doc }), ...node.span },
    ...node.span,
  });
}
