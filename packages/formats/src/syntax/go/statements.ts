import type { Expression, Statement } from "../ir.ts";
import { listAt, numberAt, otherAt } from "../lower-expressions.ts";
import { assignAt } from "../lower-statements.ts";
import type { LoweringContext, StatementRule } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";

/** `a, b := f()` keeps a list as its target; `a, b := x, y` is two assignments. */
function pairAssignments(
  node: SyntaxNode,
  targets: readonly Expression[],
  values: readonly Expression[],
  op: string | undefined,
  into: Statement[],
): void {
  const [value] = values;
  if (targets.length === values.length || value === undefined) {
    for (const [index, target] of targets.entries()) into.push(assignAt(node, target, values[index], { op }));
  } else into.push(assignAt(node, listAt(node, targets), values.length === 1 ? value : listAt(node, values), { op }));
}

const assignment: StatementRule = (node, context, into) => {
  const operator = node.child("operator")?.text ?? "=";
  const targets = context.expressions(node.child("left")?.namedChildren ?? []);
  const values = context.expressions(node.child("right")?.namedChildren ?? []);
  pairAssignments(node, targets, values, operator === "=" ? undefined : operator.slice(0, -1), into);
};

const ifStatement: StatementRule = (node, context, into) => {
  const tests: Expression[] = [];
  const arms: Statement[][] = [];
  let at: SyntaxNode | undefined = node;
  while (at?.type === "if_statement") {
    const first = at.child("initializer");
    if (first !== undefined) into.push(...context.statements([first]));
    tests.push(context.inField(at, "condition"));
    arms.push(context.block(at.child("consequence")));
    at = at.child("alternative");
  }
  if (at !== undefined) arms.push(context.block(at));
  into.push({ kind: "branch", form: "if", tests, arms, exhaustive: at !== undefined, ...node.span });
};

/** Switch on values and types, and select: what follows the label of a case is its arm. */
const switchStatement: StatementRule = (node, context, into) => {
  const first = node.child("initializer");
  if (first !== undefined) into.push(...context.statements([first]));
  const subject = context.optionalInField(node, "value");
  const alias = node.child("alias")?.namedChildren[0];
  if (alias !== undefined) into.push(assignAt(alias, context.expression(alias), subject));
  const tests: Expression[] = subject === undefined ? [] : [subject];
  const arms: Statement[][] = [];
  let exhaustive = false;
  for (const arm of node.children) {
    if (!arm.type.endsWith("_case")) continue;
    if (arm.type === "default_case") exhaustive = true;
    else for (const label of arm.children) if (label.field === "value" || label.field === "type") tests.push(...labels(label, context));
    arms.push(context.statements(arm.namedChildren.filter((child) => child.field === undefined || child.field === "communication")));
  }
  into.push({ kind: "branch", form: "switch", tests, arms, exhaustive, ...node.span });
};

function labels(label: SyntaxNode, context: LoweringContext): readonly Expression[] {
  if (!label.named) return [];
  return label.type === "expression_list" ? context.expressions(label.namedChildren) : [context.expression(label)];
}

const forStatement: StatementRule = (node, context, into) => {
  const body = node.child("body");
  const range = node.first("range_clause");
  if (range !== undefined) {
    const target = context.optionalInField(range, "left");
    const iterable = context.inField(range, "right");
    into.push({ kind: "loop", ...(target !== undefined && { target }), iterable, body: context.block(body), ...node.span });
    return;
  }
  const clause = node.first("for_clause");
  const first = clause?.child("initializer");
  const step = clause?.child("update");
  const condition = clause === undefined ? node.namedChildren.find((child) => child !== body) : clause.child("condition");
  if (first !== undefined) into.push(...context.statements([first]));
  const test = condition === undefined ? undefined : context.expression(condition);
  const statements = [...context.block(body), ...(step === undefined ? [] : context.statements([step]))];
  into.push({ kind: "loop", ...(test !== undefined && { test }), body: statements, ...node.span });
};

const step: StatementRule = (node, context, into) => {
  const op = node.type === "inc_statement" ? "+" : "-";
  for (const target of context.expressions(node.namedChildren)) into.push(assignAt(node, target, numberAt(node, 1), { op }));
};

const returnStatement: StatementRule = (node, context, into) => {
  const [values] = node.namedChildren;
  into.push({ kind: "return", ...(values !== undefined && { value: context.expression(values) }), ...node.span });
};

/** `m := <-ch` in a select; without a target only what is received. */
const receive: StatementRule = (node, context, into) => {
  const value = context.inField(node, "right");
  const targets = context.expressions(node.child("left")?.namedChildren ?? []);
  if (targets.length === 0) into.push({ kind: "expression", value, ...node.span });
  else pairAssignments(node, targets, [value], undefined, into);
};

const nothing: StatementRule = () => undefined;

export const STATEMENT_RULES: ReadonlyMap<string, StatementRule> = new Map<string, StatementRule>([
  ["short_var_declaration", assignment],
  ["assignment_statement", assignment],
  ["inc_statement", step],
  ["dec_statement", step],
  ["block", (node, context, into) => into.push(...context.block(node))],
  ["if_statement", ifStatement],
  ["for_statement", forStatement],
  ["expression_switch_statement", switchStatement],
  ["type_switch_statement", switchStatement],
  ["select_statement", switchStatement],
  ["receive_statement", receive],
  ["return_statement", returnStatement],
  [
    "send_statement",
    (node, context, into) => into.push({ kind: "expression", value: otherAt(node, context.expressions(node.namedChildren)), ...node.span }),
  ],
  ["label_name", nothing],
  ["break_statement", nothing],
  ["continue_statement", nothing],
  ["goto_statement", nothing],
  ["fallthrough_statement", nothing],
  ["empty_statement", nothing],
]);
