import type { Expression, Statement } from "../ir.ts";
import { listAt, nameAt } from "../lower-expressions.ts";
import { branchAt, returnAt } from "../lower-statements.ts";
import type { LoweringContext, StatementRule } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { condition } from "./control.ts";
import { assignmentAt } from "./expressions.ts";
import { externCrate, useDeclaration } from "./imports.ts";
import { bindings, pattern } from "./patterns.ts";
import { stateOf } from "./state.ts";

/** `let p: T = v else { … };`: what happens when it does not match stands in front. */
const letDeclaration: StatementRule = (node, context, into) => {
  const target = node.child("pattern");
  const type = context.optionalInField(node, "type");
  const value = context.optionalInField(node, "value");
  const otherwise = node.child("alternative");
  if (otherwise !== undefined) into.push(branchAt(otherwise, "if", [], [context.block(otherwise)], false));
  if (target !== undefined) into.push(...bindings(target, value, type, context).map((statement) => ({ ...statement, ...node.span })));
};

/** Names and tuples are targets; other patterns bind at the start of the body. */
const forExpression: StatementRule = (node, context, into) => {
  const written = node.child("pattern");
  const iterable = context.inField(node, "value");
  const bound: Statement[] = [];
  const target = written === undefined ? undefined : loopTarget(written, bound, context);
  into.push({ kind: "loop", ...(target && { target }), iterable, body: [...bound, ...context.block(node.child("body"))], ...node.span });
};

function loopTarget(written: SyntaxNode, bound: Statement[], context: LoweringContext): Expression {
  if (written.type === "identifier") return nameAt(written);
  if (written.type === "tuple_pattern" && written.namedChildren.every((child) => child.type === "identifier")) {
    return listAt(
      written,
      written.namedChildren.map((child) => nameAt(child)),
    );
  }
  return pattern(written, nameAt(written, "_"), bound, context);
}

const whileExpression: StatementRule = (node, context, into) => {
  const bound: Statement[] = [];
  const test = condition(node.child("condition"), bound, context);
  into.push({ kind: "loop", ...(test && { test }), body: [...bound, ...context.block(node.child("body"))], ...node.span });
};

const expressionStatement: StatementRule = (node, context, into) => {
  into.push(...context.statements(node.namedChildren));
};

const returned: StatementRule = (node, context, into) => {
  const [value] = node.namedChildren;
  into.push(returnAt(node, value && context.expression(value)));
};

/** `break x` gives its loop a value: kept for what it calls. */
const broken: StatementRule = (node, context, into) => {
  for (const child of node.namedChildren) {
    if (child.type !== "label") into.push({ kind: "expression", value: context.expression(child), ...node.span });
  }
};

const nothing: StatementRule = () => undefined;

export const STATEMENT_RULES: readonly (readonly [string, StatementRule])[] = [
  ["let_declaration", letDeclaration],
  ["expression_statement", expressionStatement],
  ["assignment_expression", (node, context, into) => into.push(assignmentAt(node, context))],
  ["compound_assignment_expr", (node, context, into) => into.push(assignmentAt(node, context))],
  ["for_expression", forExpression],
  ["while_expression", whileExpression],
  ["loop_expression", whileExpression],
  ["return_expression", returned],
  ["break_expression", broken],
  ["continue_expression", nothing],
  ["use_declaration", useDeclaration],
  ["extern_crate_declaration", externCrate],
  ["attribute_item", (node, context) => void stateOf(context).attributes.push(node)],
  ["inner_attribute_item", nothing],
  ["macro_definition", nothing],
  ["extern_modifier", nothing],
  ["visibility_modifier", nothing],
  ["empty_statement", nothing],
  ["label", nothing],
];
