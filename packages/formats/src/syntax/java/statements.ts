import type { Expression, Statement } from "../ir.ts";
import { nameAt, numberAt, otherAt } from "../lower-expressions.ts";
import { assignAt, branchAt, returnAt } from "../lower-statements.ts";
import type { LoweringContext, StatementRule } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { assignmentAt } from "./expressions.ts";
import { declaredType } from "./types.ts";

/** The statements of a block, or the one statement that stands for it. */
function arm(node: SyntaxNode | undefined, context: LoweringContext): Statement[] {
  if (node === undefined) return [];
  return node.type === "block" ? context.block(node) : context.statements([node]);
}

const ifStatement: StatementRule = (node, context, into) => {
  const tests: Expression[] = [];
  const arms: Statement[][] = [];
  let at: SyntaxNode | undefined = node;
  while (at?.type === "if_statement") {
    tests.push(context.inField(at, "condition"));
    arms.push(arm(at.child("consequence"), context));
    at = at.child("alternative");
  }
  if (at !== undefined) arms.push(arm(at, context));
  into.push(branchAt(node, "if", tests, arms, at !== undefined));
};

const whileStatement: StatementRule = (node, context, into) => {
  into.push({ kind: "loop", test: context.inField(node, "condition"), body: arm(node.child("body"), context), ...node.span });
};

const forStatement: StatementRule = (node, context, into) => {
  into.push(...context.statements(node.childrenIn("init").filter((child) => child.named)));
  const test = context.optionalInField(node, "condition");
  const step = context.statements(node.childrenIn("update").filter((child) => child.named));
  into.push({ kind: "loop", ...(test && { test }), body: [...arm(node.child("body"), context), ...step], ...node.span });
};

const forEach: StatementRule = (node, context, into) => {
  const name = node.child("name") ?? node;
  into.push({
    kind: "loop",
    target: nameAt(name),
    iterable: context.inField(node, "value"),
    body: arm(node.child("body"), context),
    ...node.span,
  });
};

const tryStatement: StatementRule = (node, context, into) => {
  const items = (node.child("resources")?.namedChildren ?? []).map((resource) => {
    const value = resource.child("value");
    const name = resource.child("name");
    if (value === undefined)
      return { value: resource.namedChildren[0] === undefined ? otherAt(resource) : context.expression(resource.namedChildren[0]) };
    return { value: context.expression(value), ...(name !== undefined && { target: nameAt(name) }) };
  });
  const tests: Expression[] = [];
  const body = context.block(node.child("body"));
  const handlers = node.children.filter((child) => child.type === "catch_clause").map((clause) => handler(clause, tests, context));
  const tried: readonly Statement[] = handlers.length === 0 ? body : [branchAt(node, "try", tests, [body, ...handlers], true)];
  if (items.length > 0) into.push({ kind: "with", items, body: tried, ...node.span });
  else into.push(...tried);
  into.push(...context.block(node.first("finally_clause")?.first("block")));
};

function handler(clause: SyntaxNode, tests: Expression[], context: LoweringContext): Statement[] {
  const parameter = clause.first("catch_formal_parameter");
  const caught = context.expressions(parameter?.first("catch_type")?.namedChildren ?? []);
  tests.push(...caught);
  const name = parameter?.child("name");
  const bound = name === undefined ? [] : [assignAt(name, nameAt(name), otherAt(name, caught))];
  return [...bound, ...context.block(clause.child("body"))];
}

const expressionStatement: StatementRule = (node, context, into) => {
  const [value] = node.namedChildren;
  if (value === undefined) return;
  if (value.type === "assignment_expression" || value.type === "update_expression" || value.type === "switch_expression") {
    into.push(...context.statements([value]));
  } else into.push({ kind: "expression", value: context.expression(value), ...node.span });
};

const step: StatementRule = (node, context, into) => {
  const [target] = node.namedChildren;
  if (target === undefined) return;
  const op = node.has("--") ? "-" : "+";
  into.push(assignAt(node, context.expression(target), numberAt(node, 1), { op }));
};

const returned: StatementRule = (node, context, into) => {
  const [value] = node.namedChildren;
  into.push(returnAt(node, value && context.expression(value)));
};

const thrown: StatementRule = (node, context, into) => {
  into.push({ kind: "expression", value: otherAt(node, context.expressions(node.namedChildren)), ...node.span });
};

const locked: StatementRule = (node, context, into) => {
  const value = node.namedChildren.find((child) => child.field !== "body");
  into.push({
    kind: "with",
    items: value === undefined ? [] : [{ value: context.expression(value) }],
    body: context.block(node.child("body")),
    ...node.span,
  });
};

const labelled: StatementRule = (node, context, into) => {
  into.push(...context.statements(node.namedChildren.slice(1)));
};

/** Patterns bind names of a type: `Foo f`, `Point(int x, var y)`. */
const pattern: StatementRule = (node, context, into) => {
  const name = node.namedChildren.at(-1);
  if (name?.type === "identifier" && node.namedChildren.length > 1)
    into.push(assignAt(node, nameAt(name), undefined, { type: declaredType(node, context) }));
};

const nothing: StatementRule = () => undefined;

export const STATEMENT_RULES: readonly (readonly [string, StatementRule])[] = [
  ["block", (node, context, into) => into.push(...context.block(node))],
  ["if_statement", ifStatement],
  ["while_statement", whileStatement],
  ["do_statement", whileStatement],
  ["for_statement", forStatement],
  ["enhanced_for_statement", forEach],
  ["try_statement", tryStatement],
  ["try_with_resources_statement", tryStatement],
  ["expression_statement", expressionStatement],
  ["assignment_expression", (node, context, into) => into.push(assignmentAt(node, context))],
  ["update_expression", step],
  ["return_statement", returned],
  ["throw_statement", thrown],
  ["synchronized_statement", locked],
  ["labeled_statement", labelled],
  ["record_pattern_component", pattern],
  ["break_statement", nothing],
  ["continue_statement", nothing],
  ["package_declaration", nothing],
];
