import type { Expression, Statement } from "../ir.ts";
import { binaryAt, choiceAt, otherAt } from "../lower-expressions.ts";
import { branchAt, returnAt } from "../lower-statements.ts";
import type { ExpressionRule, LoweringContext, StatementRule } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { pattern } from "./patterns.ts";

/** What an arm does before its last expression, and that expression's node, which is its value. */
interface Arm {
  readonly first: readonly Statement[];
  readonly last: SyntaxNode | undefined;
}

interface Branching {
  readonly form: "if" | "switch";
  readonly tests: readonly Expression[];
  readonly arms: readonly Arm[];
  readonly exhaustive: boolean;
}

const LEAVING = new Set(["return_expression", "break_expression", "continue_expression"]);
const LOOPS = new Set(["loop_expression", "while_expression", "for_expression"]);
const BLOCKS = new Set(["block", "unsafe_block", "const_block", "try_block", "gen_block"]);
const STATEMENTS = /_item$|^(?:let_declaration|use_declaration|empty_statement|extern_crate_declaration|macro_definition|label)$/u;

/** Splits a block where its value begins: the last expression, unless a semicolon ends it. */
function splitBlock(block: SyntaxNode): { readonly first: readonly SyntaxNode[]; readonly last: SyntaxNode | undefined } {
  const nodes = block.namedChildren.flatMap((child) => (child.type === "block" && block.type !== "block" ? child.namedChildren : [child]));
  const end = nodes.at(-1);
  if (end === undefined || STATEMENTS.test(end.type)) return { first: nodes, last: undefined };
  if (end.type !== "expression_statement") return { first: nodes.slice(0, -1), last: end };
  const [inner] = end.namedChildren;
  // Blocks, ifs and matches are statements even where they are the value.
  if (inner === undefined || end.end !== inner.end) return { first: nodes, last: undefined };
  return { first: nodes.slice(0, -1), last: inner };
}

function armOf(node: SyntaxNode | undefined, bound: readonly Statement[], context: LoweringContext): Arm {
  if (node === undefined) return { first: bound, last: undefined };
  if (!BLOCKS.has(node.type))
    return LEAVING.has(node.type) ? { first: [...bound, ...context.statements([node])], last: undefined } : { first: bound, last: node };
  const { first, last } = splitBlock(node);
  return { first: [...bound, ...context.statements(first)], last };
}

/** `let p = v` in a condition is a test, and binds in the arm. */
export function condition(node: SyntaxNode | undefined, bound: Statement[], context: LoweringContext): Expression | undefined {
  if (node === undefined) return undefined;
  if (node.type === "let_chain") {
    const parts = node.namedChildren.map((child) => condition(child, bound, context) ?? otherAt(child));
    return parts.reduce((left, right) => binaryAt(node, "&&", left, right));
  }
  if (node.type !== "let_condition") return context.expression(node);
  const value = context.inField(node, "value");
  const matched = node.child("pattern");
  return binaryAt(node, "is", value, matched === undefined ? otherAt(node) : pattern(matched, value, bound, context));
}

function readIf(node: SyntaxNode, context: LoweringContext): Branching {
  const tests: Expression[] = [];
  const arms: Arm[] = [];
  let at: SyntaxNode | undefined = node;
  while (at?.type === "if_expression") {
    const bound: Statement[] = [];
    tests.push(condition(at.child("condition"), bound, context) ?? otherAt(at));
    arms.push(armOf(at.child("consequence"), bound, context));
    at = at.child("alternative")?.namedChildren[0];
  }
  if (at !== undefined) arms.push(armOf(at, [], context));
  return { form: "if", tests, arms, exhaustive: at !== undefined };
}

function readMatch(node: SyntaxNode, context: LoweringContext): Branching {
  const subject = context.inField(node, "value");
  const tests: Expression[] = [subject];
  const arms: Arm[] = [];
  for (const arm of node.child("body")?.namedChildren ?? []) {
    const matched = arm.child("pattern");
    if (matched === undefined) continue;
    const bound: Statement[] = [];
    const test = matched.namedChildren.length === 0 ? undefined : pattern(matched, subject, bound, context);
    const guard = matched.child("condition");
    if (test !== undefined)
      tests.push(guard === undefined ? test : binaryAt(matched, "&&", test, condition(guard, bound, context) ?? test));
    arms.push(armOf(arm.child("value"), bound, context));
  }
  return { form: "switch", tests, arms, exhaustive: true };
}

function read(node: SyntaxNode, context: LoweringContext): Branching {
  return node.type === "if_expression" ? readIf(node, context) : readMatch(node, context);
}

/** As a statement: the values of the arms are statements as well. */
const statement: StatementRule = (node, context, into) => {
  const { form, tests, arms, exhaustive } = read(node, context);
  into.push(
    branchAt(
      node,
      form,
      tests,
      arms.map(({ first, last }) => [...first, ...(last === undefined ? [] : context.statements([last]))]),
      exhaustive,
    ),
  );
};

/** As a value: a choice. What else the arms do comes to stand in front, as a branch. */
const value: ExpressionRule = (node, context) => {
  const { form, tests, arms, exhaustive } = read(node, context);
  if (arms.some(({ first }) => first.length > 0))
    context.hoist(
      branchAt(
        node,
        form,
        tests,
        arms.map(({ first }) => first),
        exhaustive,
      ),
    );
  return choiceAt(
    node,
    arms.flatMap(({ last }) => (last === undefined ? [] : [context.expression(last)])),
    tests[0],
  );
};

/** A block as a value: its statements come to stand in front. */
const block: ExpressionRule = (node, context) => {
  const { first, last } = splitBlock(node);
  for (const inner of context.statements(first)) context.hoist(inner);
  return last === undefined ? otherAt(node) : context.expression(last);
};

/** A body that gives its last expression back. In ifs and matches at the end each arm returns its own. */
export function returningBody(node: SyntaxNode, context: LoweringContext): Statement[] {
  if (BLOCKS.has(node.type) || node.type === "async_block") {
    const { first, last } = splitBlock(node);
    return [...context.statements(first), ...(last === undefined ? [] : returningBody(last, context))];
  }
  if (node.type === "if_expression" || node.type === "match_expression") {
    const { form, tests, arms, exhaustive } = read(node, context);
    return [
      branchAt(
        node,
        form,
        tests,
        arms.map(({ first, last }) => [...first, ...(last === undefined ? [] : returningBody(last, context))]),
        exhaustive,
      ),
    ];
  }
  if (LEAVING.has(node.type) || LOOPS.has(node.type)) return context.statements([node]);
  return context.expressionBody(node, (result) => returnAt(node, result));
}

export const CONTROL_EXPRESSIONS: readonly (readonly [string, ExpressionRule])[] = [
  ["if_expression", value],
  ["match_expression", value],
  ["block", block],
  ["unsafe_block", block],
  ["const_block", block],
  ["try_block", block],
  ["gen_block", block],
];

export const CONTROL_STATEMENTS: readonly (readonly [string, StatementRule])[] = [
  ["if_expression", statement],
  ["match_expression", statement],
  ["block", (node, context, into) => into.push(...context.block(node))],
  ["unsafe_block", (node, context, into) => into.push(...context.block(node.first("block")))],
];
