import type { Expression, Statement } from "../ir.ts";
import { listAt } from "../lower-expressions.ts";
import { branchAt, returnAt } from "../lower-statements.ts";
import type { LoweringContext, StatementRule } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { plainBody, rescued } from "./bodies.ts";
import { readBranching } from "./branches.ts";
import { argumentsIn } from "./calls.ts";
import { assignmentAt } from "./expressions.ts";

const branching: StatementRule = (node, context, into) => {
  const { form, tests, arms, exhaustive } = readBranching(node, context);
  into.push(
    branchAt(
      node,
      form,
      tests,
      arms.map(({ bound, nodes }) => [...bound, ...plainBody(nodes, context)]),
      exhaustive,
    ),
  );
};

function body(node: SyntaxNode, context: LoweringContext): Statement[] {
  const written = node.child("body");
  return written === undefined ? [] : plainBody([written], context);
}

/** `while`, `until`, and both behind their body. */
const whileLoop: StatementRule = (node, context, into) => {
  into.push({ kind: "loop", test: context.inField(node, "condition"), body: body(node, context), ...node.span });
};

const forLoop: StatementRule = (node, context, into) => {
  const target = context.optionalInField(node, "pattern");
  const iterable = node.child("value")?.namedChildren[0];
  into.push({
    kind: "loop",
    ...(target && { target }),
    ...(iterable && { iterable: context.expression(iterable) }),
    body: body(node, context),
    ...node.span,
  });
};

const begin: StatementRule = (node, context, into) => {
  into.push(...rescued(node, context, plainBody));
};

/** `risky rescue fallback`. */
const rescueModifier: StatementRule = (node, context, into) => {
  const tried = node.child("body");
  const handler = node.child("handler");
  const arms = [tried, handler].map((part) => (part === undefined ? [] : context.statements([part])));
  into.push(branchAt(node, "try", [], arms, true));
};

/** Also `next`, which gives a block's value back. Several values are a list. */
const returned: StatementRule = (node, context, into) => {
  into.push(returnAt(node, given(node, context)));
};

function given(node: SyntaxNode, context: LoweringContext): Expression | undefined {
  const values = argumentsIn(node.first("argument_list"), context).map(({ value }) => value);
  return values.length > 1 ? listAt(node, values) : values[0];
}

const broken: StatementRule = (node, context, into) => {
  const value = given(node, context);
  if (value !== undefined) into.push({ kind: "expression", value, ...node.span });
};

const nothing: StatementRule = () => undefined;

export const STATEMENT_RULES: readonly (readonly [string, StatementRule])[] = [
  ["assignment", (node, context, into) => into.push(assignmentAt(node, context))],
  ["operator_assignment", (node, context, into) => into.push(assignmentAt(node, context))],
  ["if", branching],
  ["unless", branching],
  ["if_modifier", branching],
  ["unless_modifier", branching],
  ["case", branching],
  ["case_match", branching],
  ["while", whileLoop],
  ["until", whileLoop],
  ["while_modifier", whileLoop],
  ["until_modifier", whileLoop],
  ["for", forLoop],
  ["begin", begin],
  ["body_statement", begin],
  ["begin_block", begin],
  ["end_block", begin],
  ["rescue_modifier", rescueModifier],
  ["return", returned],
  ["next", returned],
  ["break", broken],
  ["redo", nothing],
  ["retry", nothing],
  ["alias", nothing],
  ["undef", nothing],
  ["heredoc_body", nothing],
  ["uninterpreted", nothing],
  ["empty_statement", nothing],
];
