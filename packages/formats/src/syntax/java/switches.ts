import type { Expression, Statement } from "../ir.ts";
import { binaryAt, callAt, choiceAt, nameAt, otherAt } from "../lower-expressions.ts";
import { assignAt, branchAt, returnAt } from "../lower-statements.ts";
import type { ExpressionRule, LoweringContext, StatementRule } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";

/** `Foo f` and `Point(int x, var y)`: a call of the type, and what the names are bound to. */
function pattern(node: SyntaxNode, subject: Expression, bound: Statement[], context: LoweringContext): Expression {
  const [first, second] = node.namedChildren;
  switch (node.type) {
    case "pattern":
      return first === undefined ? otherAt(node) : pattern(first, subject, bound, context);
    case "type_pattern":
    case "record_pattern_component": {
      const type = first === undefined || first.text === "var" ? otherAt(node) : context.expression(first);
      if (second !== undefined) bound.push(assignAt(second, nameAt(second), subject, type.kind === "other" ? {} : { type }));
      return type;
    }
    case "record_pattern": {
      const components = node.first("record_pattern_body")?.namedChildren ?? [];
      const args = components.map((child) => ({ value: pattern(child, otherAt(child, [subject]), bound, context) }));
      return first === undefined ? otherAt(node) : callAt(node, context.expression(first), args);
    }
    default:
      return context.expression(node);
  }
}

interface Arm {
  readonly body: Statement[];
  readonly node: SyntaxNode;
}

interface Switch {
  readonly tests: readonly Expression[];
  readonly arms: readonly Arm[];
  readonly exhaustive: boolean;
}

/** Both forms, `case x ->` and `case x:`. Labels without statements fall through to the next arm. */
function readSwitch(node: SyntaxNode, context: LoweringContext): Switch {
  const subject = context.inField(node, "condition");
  const tests: Expression[] = [subject];
  const arms: Arm[] = [];
  let exhaustive = false;
  for (const group of node.child("body")?.namedChildren ?? []) {
    const bound: Statement[] = [];
    const rest: SyntaxNode[] = [];
    for (const child of group.namedChildren) {
      if (child.type !== "switch_label") rest.push(child);
      else if (child.has("default")) exhaustive = true;
      else tests.push(...labelTests(child, subject, bound, context));
    }
    const body = rest.flatMap((child) => (child.type === "block" ? context.block(child) : context.statements([child])));
    if (rest.length > 0 || bound.length > 0) arms.push({ body: [...bound, ...body], node: group });
  }
  return { tests, arms, exhaustive };
}

function labelTests(label: SyntaxNode, subject: Expression, bound: Statement[], context: LoweringContext): readonly Expression[] {
  const patterns = label.namedChildren.filter((child) => child.type !== "guard").map((child) => pattern(child, subject, bound, context));
  const guard = label.first("guard")?.namedChildren[0];
  const [only] = patterns;
  return guard === undefined || only === undefined ? patterns : [binaryAt(label, "&&", only, context.expression(guard))];
}

const statement: StatementRule = (node, context, into) => {
  const { tests, arms, exhaustive } = readSwitch(node, context);
  into.push(
    branchAt(
      node,
      "switch",
      tests,
      arms.map(({ body }) => body),
      exhaustive,
    ),
  );
};

/** As a value: a choice of what the arms give. What else an arm does comes to stand in front, as a branch. */
const value: ExpressionRule = (node, context) => {
  const { tests, arms, exhaustive } = readSwitch(node, context);
  const options: Expression[] = [];
  const rest = arms.map(({ body, node: group }) => {
    const [only] = body;
    if (body.length === 1 && only?.kind === "expression" && !group.has(":")) {
      if (only.value.kind !== "other") options.push(only.value);
      return only.value.kind === "other" ? body : [];
    }
    return withoutResults(body, options);
  });
  if (rest.some((body) => body.length > 0)) context.hoist(branchAt(node, "switch", tests, rest, exhaustive));
  return choiceAt(node, options, tests[0]);
};

/** Takes the values of `yield` (lowered as return) out of an arm. */
function withoutResults(body: readonly Statement[], options: Expression[]): Statement[] {
  return body.flatMap((inner): Statement[] => {
    if (inner.kind === "return" && inner.value !== undefined) {
      options.push(inner.value);
      return [];
    }
    if (inner.kind === "branch") return [{ ...inner, arms: inner.arms.map((arm) => withoutResults(arm, options)) }];
    return inner.kind === "with" || inner.kind === "loop" ? [{ ...inner, body: withoutResults(inner.body, options) }] : [inner];
  });
}

const yielded: StatementRule = (node, context, into) => {
  const [result] = node.namedChildren;
  into.push(returnAt(node, result && context.expression(result)));
};

export const SWITCH_STATEMENTS: readonly (readonly [string, StatementRule])[] = [
  ["switch_expression", statement],
  ["yield_statement", yielded],
];

export const SWITCH_EXPRESSIONS: readonly (readonly [string, ExpressionRule])[] = [["switch_expression", value]];
