import type { Expression, Statement } from "../ir.ts";
import { nameAt, numberAt, otherAt } from "../lower-expressions.ts";
import { assignAt, branchAt, returnAt } from "../lower-statements.ts";
import type { LoweringContext, StatementRule } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { assignmentAt } from "./expressions.ts";
import { declarators, tuplePattern } from "./variables.ts";

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
  into.push(...context.statements(node.childrenIn("initializer").filter((child) => child.named)));
  const test = context.optionalInField(node, "condition");
  const step = context.statements(node.childrenIn("update").filter((child) => child.named));
  into.push({ kind: "loop", ...(test && { test }), body: [...arm(node.child("body"), context), ...step], ...node.span });
};

const forEach: StatementRule = (node, context, into) => {
  const left = node.child("left") ?? node;
  const target = left.type === "identifier" ? nameAt(left) : left.type === "tuple_pattern" ? tuplePattern(left) : context.expression(left);
  into.push({ kind: "loop", target, iterable: context.inField(node, "right"), body: arm(node.child("body"), context), ...node.span });
};

const tryStatement: StatementRule = (node, context, into) => {
  const tests: Expression[] = [];
  const arms = [context.block(node.child("body"))];
  for (const clause of node.children) if (clause.type === "catch_clause") arms.push(handler(clause, tests, context));
  if (arms.length === 1) into.push(...arms.flat());
  else into.push(branchAt(node, "try", tests, arms, true));
  into.push(...context.block(node.first("finally_clause")?.first("block")));
};

function handler(clause: SyntaxNode, tests: Expression[], context: LoweringContext): Statement[] {
  const declaration = clause.first("catch_declaration");
  const caught = declaration?.child("type");
  const types = caught === undefined ? [] : [context.expression(caught)];
  tests.push(...types);
  const name = declaration?.child("name");
  const bound = name === undefined ? [] : [assignAt(name, nameAt(name), otherAt(name, types))];
  return [...bound, ...context.block(clause.child("body"))];
}

/** `using (var a = b) { … }`, `lock (x)`, `fixed`. */
const using: StatementRule = (node, context, into) => {
  const body = node.child("body") ?? node.namedChildren.at(-1);
  const declaration = node.first("variable_declaration");
  const held = node.namedChildren.find((child) => child !== body);
  const items =
    declaration === undefined
      ? [{ value: held === undefined ? otherAt(node) : context.expression(held) }]
      : declarators(declaration, context).map(({ target, value }) => ({ value: value ?? otherAt(declaration), target }));
  into.push({ kind: "with", items, body: arm(body, context), ...node.span });
};

const expressionStatement: StatementRule = (node, context, into) => {
  const [value] = node.namedChildren;
  if (value === undefined) return;
  const step = value.type.endsWith("unary_expression") && (value.has("++") || value.has("--"));
  if (value.type === "assignment_expression" || step) into.push(...context.statements([value]));
  else into.push({ kind: "expression", value: context.expression(value), ...node.span });
};

/** `i++`; other unary expressions are plain ones. */
const step: StatementRule = (node, context, into) => {
  const [target] = node.namedChildren;
  const op = node.has("++") ? "+" : node.has("--") ? "-" : undefined;
  if (op === undefined || target === undefined) into.push({ kind: "expression", value: context.expression(node), ...node.span });
  else into.push(assignAt(node, context.expression(target), numberAt(node, 1), { op }));
};

const returned: StatementRule = (node, context, into) => {
  const [value] = node.namedChildren;
  into.push(returnAt(node, value && context.expression(value)));
};

const yielded: StatementRule = (node, context, into) => {
  const [value] = node.namedChildren;
  if (context.scope !== undefined) context.scope.generator = true;
  if (value !== undefined) into.push(returnAt(node, context.expression(value), true));
};

const thrown: StatementRule = (node, context, into) => {
  if (node.namedChildren.length > 0)
    into.push({ kind: "expression", value: otherAt(node, context.expressions(node.namedChildren)), ...node.span });
};

/** Both sides of `#if` are read: which one is built is not known here. */
const preprocessor: StatementRule = (node, context, into) => {
  into.push(
    ...context.statements(
      node.namedChildren.filter((child) => child.field !== "condition" && child.field !== "content" && child.type !== "preproc_arg"),
    ),
  );
};

const nothing: StatementRule = () => undefined;

export const STATEMENT_RULES: readonly (readonly [string, StatementRule])[] = [
  ["block", (node, context, into) => into.push(...context.block(node))],
  ["if_statement", ifStatement],
  ["while_statement", whileStatement],
  ["do_statement", whileStatement],
  ["for_statement", forStatement],
  ["foreach_statement", forEach],
  ["try_statement", tryStatement],
  ["using_statement", using],
  ["lock_statement", using],
  ["fixed_statement", using],
  ["expression_statement", expressionStatement],
  ["assignment_expression", (node, context, into) => into.push(assignmentAt(node, context))],
  ["prefix_unary_expression", step],
  ["postfix_unary_expression", step],
  ["return_statement", returned],
  ["yield_statement", yielded],
  ["throw_statement", thrown],
  ["labeled_statement", (node, context, into) => into.push(...context.statements(node.namedChildren.slice(1)))],
  ["preproc_if", preprocessor],
  ["preproc_elif", preprocessor],
  ["preproc_else", preprocessor],
  ["preproc_region", nothing],
  ["preproc_endregion", nothing],
  ["preproc_define", nothing],
  ["preproc_pragma", nothing],
  ["preproc_nullable", nothing],
  ["shebang_directive", nothing],
  ["extern_alias_directive", nothing],
  ["delegate_declaration", nothing],
  ["break_statement", nothing],
  ["continue_statement", nothing],
  ["goto_statement", nothing],
  ["empty_statement", nothing],
];
