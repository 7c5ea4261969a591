import type { Expression, Statement } from "../ir.ts";
import {
  binaryAt,
  booleanAt,
  choiceAt,
  indexAt,
  listAt,
  mapAt,
  memberAt,
  nameAt,
  nullAt,
  numberAt,
  numberValue,
  otherAt,
  spreadAt,
} from "../lower-expressions.ts";
import { assignAt, branchAt } from "../lower-statements.ts";
import type { ExpressionRule, LoweringContext } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { flattened, rescued } from "./bodies.ts";
import { readBranching } from "./branches.ts";
import { argumentsIn, calleeOf, entryOf } from "./calls.ts";

/** `||` and `or` choose; `&&` and the rest are binary. */
const binary: ExpressionRule = (node, context) => {
  const operator = node.child("operator")?.text ?? "";
  const left = context.inField(node, "left");
  const right = context.inField(node, "right");
  if (operator !== "||" && operator !== "or") return binaryAt(node, operator, left, right);
  return choiceAt(
    node,
    [left, right].flatMap((side) => (side.kind === "choice" && side.test === undefined ? side.options : [side])),
  );
};

const unary: ExpressionRule = (node, context) => {
  const operand = context.inField(node, "operand");
  return operand.kind === "number" && node.child("operator")?.text === "-"
    ? { ...operand, value: -operand.value }
    : otherAt(node, [operand]);
};

const hash: ExpressionRule = (node, context) => {
  const entries = node.namedChildren
    .filter((child) => child.type !== "heredoc_body")
    .map((child) => (child.type === "pair" ? entryOf(child, context) : { value: context.expression(child.namedChildren[0] ?? child) }));
  return mapAt(node, entries);
};

const list: ExpressionRule = (node, context) =>
  listAt(node, context.expressions(node.namedChildren.filter((child) => child.type !== "heredoc_body")));

/** `*a` in a list or among targets. */
const spread: ExpressionRule = (node, context) => {
  const inner = node.child("name") ?? node.namedChildren[0];
  return spreadAt(node, inner === undefined ? nameAt(node, "_") : context.expression(inner));
};

const element: ExpressionRule = (node, context) => {
  const keys = argumentsIn(node, context).slice(1);
  const [only] = keys;
  const key: Expression =
    only !== undefined && keys.length === 1 && only.name === undefined
      ? only.value
      : listAt(
          node,
          keys.map(({ value }) => value),
        );
  return indexAt(node, context.inField(node, "object"), key);
};

/** `config.key = x` sets a member, where reading `config.key` calls it. */
function target(node: SyntaxNode | undefined, holder: SyntaxNode, context: LoweringContext): Expression {
  if (node === undefined) return otherAt(holder);
  if (node.type === "call" && node.child("arguments") === undefined) return calleeOf(node, context);
  if (node.type === "left_assignment_list" || node.type === "destructured_left_assignment")
    return listAt(
      node,
      node.namedChildren.map((child) => target(child, node, context)),
    );
  return context.expression(node);
}

/** `a = x` and `a ||= x`; constants are marked. */
export function assignmentAt(node: SyntaxNode, context: LoweringContext): Statement {
  const left = node.child("left");
  const operator = node.child("operator")?.text;
  const value = context.inField(node, "right");
  const constant = left?.type === "constant" || left?.type === "scope_resolution";
  return assignAt(node, target(left, node, context), value, { constant, op: operator?.slice(0, -1) });
}

/** An assignment used as a value comes to stand in front. */
const assigned: ExpressionRule = (node, context) => {
  const statement = assignmentAt(node, context);
  context.hoist(statement);
  return statement.kind === "assign" ? statement.target : otherAt(node);
};

/** A condition as a value: a choice. What else its arms do comes to stand in front, as a branch. */
const branching: ExpressionRule = (node, context) => {
  const { form, tests, arms, exhaustive } = readBranching(node, context);
  const split = arms.map(({ bound, nodes }) => {
    const flat = flattened(nodes);
    return { first: [...bound, ...context.statements(flat.slice(0, -1))], last: flat.at(-1) };
  });
  if (split.some(({ first }) => first.length > 0))
    context.hoist(
      branchAt(
        node,
        form,
        tests,
        split.map(({ first }) => first),
        exhaustive,
      ),
    );
  return choiceAt(
    node,
    split.flatMap(({ last }) => (last === undefined ? [] : [context.expression(last)])),
    tests[0],
  );
};

/** `begin … end` and `(a; b)` as values: the last expression of each way through; the rest comes to stand in front. */
const sequence: ExpressionRule = (node, context) => {
  const flat = flattened([node]);
  const last = flat.at(-1);
  if (last === undefined) return otherAt(node);
  if (last !== node) {
    for (const statement of context.statements(flat.slice(0, -1))) context.hoist(statement);
    return context.expression(last);
  }
  const options: Expression[] = [];
  const statements = rescued(node, context, (nodes) => {
    const inner = flattened(nodes);
    const value = inner.at(-1);
    if (value !== undefined) options.push(context.expression(value));
    return context.statements(inner.slice(0, -1));
  });
  for (const statement of statements) context.hoist(statement);
  return choiceAt(node, options);
};

const number: ExpressionRule = (node) => {
  const value = numberValue(node.text);
  return value === undefined ? otherAt(node) : numberAt(node, value);
};

const name: ExpressionRule = (node) => nameAt(node);

/** `@x` and `@@x` are members of self. */
const variable: ExpressionRule = (node) => memberAt(node, nameAt(node, "self"), node.text.replace(/^@+/u, ""));

const scoped: ExpressionRule = (node, context) => {
  const scope = node.child("scope");
  const text = node.child("name")?.text ?? "";
  return scope === undefined ? nameAt(node, text) : memberAt(node, context.expression(scope), text);
};

export const EXPRESSION_RULES: readonly (readonly [string, ExpressionRule])[] = [
  ["identifier", name],
  ["constant", name],
  ["self", name],
  ["global_variable", name],
  ["instance_variable", variable],
  ["class_variable", variable],
  ["scope_resolution", scoped],
  ["element_reference", element],
  ["assignment", assigned],
  ["operator_assignment", assigned],
  ["binary", binary],
  ["unary", unary],
  [
    "conditional",
    (node, context) =>
      choiceAt(node, [context.inField(node, "consequence"), context.inField(node, "alternative")], context.inField(node, "condition")),
  ],
  ["rescue_modifier", (node, context) => choiceAt(node, [context.inField(node, "body"), context.inField(node, "handler")])],
  ["if", branching],
  ["unless", branching],
  ["if_modifier", branching],
  ["unless_modifier", branching],
  ["case", branching],
  ["case_match", branching],
  ["begin", sequence],
  ["parenthesized_statements", sequence],
  ["array", list],
  ["right_assignment_list", list],
  ["left_assignment_list", (node, context) => target(node, node, context)],
  ["splat_argument", spread],
  ["rest_assignment", spread],
  ["splat_parameter", spread],
  ["hash", hash],
  ["pair", (node, context) => mapAt(node, [entryOf(node, context)])],
  ["integer", number],
  ["float", number],
  ["nil", (node) => nullAt(node)],
  ["true", (node) => booleanAt(node, true)],
  ["false", (node) => booleanAt(node, false)],
];
