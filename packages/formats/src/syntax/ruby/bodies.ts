import type { Expression, Statement } from "../ir.ts";
import { nameAt, otherAt } from "../lower-expressions.ts";
import { assignAt, branchAt, returnAt } from "../lower-statements.ts";
import type { LoweringContext } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { isBranching, readBranching } from "./branches.ts";

/** Bodies hold their statements, or one more layer that does. */
const LAYERS = new Set([
  "body_statement",
  "block_body",
  "then",
  "do",
  "else",
  "begin",
  "ensure",
  "parenthesized_statements",
  "begin_block",
  "end_block",
]);
const CLAUSES = new Set(["rescue", "else", "ensure"]);

/** The statements in these nodes, through their layers; what stands in rescue, else and ensure is not among them. */
export function flattened(nodes: readonly SyntaxNode[]): readonly SyntaxNode[] {
  return nodes.flatMap((node): readonly SyntaxNode[] => {
    if (node.type === "heredoc_body") return [];
    return LAYERS.has(node.type) && !hasClauses(node) ? flattened(node.namedChildren) : [node];
  });
}

function hasClauses(node: SyntaxNode): boolean {
  return node.namedChildren.some((child) => CLAUSES.has(child.type));
}

/** A body as plain statements. */
export function plainBody(nodes: readonly SyntaxNode[], context: LoweringContext): Statement[] {
  return context.statements(flattened(nodes));
}

/** A body that gives its last expression back; where that is a condition, each arm gives its own. */
export function returningBody(nodes: readonly SyntaxNode[], context: LoweringContext): Statement[] {
  const flat = flattened(nodes);
  const last = flat.at(-1);
  if (last === undefined) return [];
  return [...context.statements(flat.slice(0, -1)), ...returning(last, context)];
}

function returning(node: SyntaxNode, context: LoweringContext): Statement[] {
  if (LAYERS.has(node.type)) return rescued(node, context, returningBody);
  if (isBranching(node)) {
    const { form, tests, arms, exhaustive } = readBranching(node, context);
    return [
      branchAt(
        node,
        form,
        tests,
        arms.map(({ bound, nodes }) => [...bound, ...returningBody(nodes, context)]),
        exhaustive,
      ),
    ];
  }
  const statements = context.statements([node]);
  const last = statements.at(-1);
  if (last?.kind === "expression") return [...statements.slice(0, -1), returnAt(node, last.value)];
  // An assignment gives what was assigned: `@client ||= Client.new` at the end of a method.
  return last?.kind === "assign" ? [...statements, returnAt(node, last.target)] : statements;
}

/** `begin … rescue … else … ensure … end`, and methods and blocks of that form. */
export function rescued(
  node: SyntaxNode,
  context: LoweringContext,
  lower: (nodes: readonly SyntaxNode[], context: LoweringContext) => Statement[],
): Statement[] {
  const main = node.namedChildren.filter((child) => !CLAUSES.has(child.type));
  const otherwise = node.namedChildren.find((child) => child.type === "else");
  const handlers = node.namedChildren.filter((child) => child.type === "rescue");
  const after = node.namedChildren.filter((child) => child.type === "ensure");
  const body = otherwise === undefined ? lower(main, context) : [...plainBody(main, context), ...lower([otherwise], context)];
  const tests: Expression[] = [];
  const arms = handlers.map((handler): Statement[] => {
    const caught = context.expressions(handler.child("exceptions")?.namedChildren ?? []);
    tests.push(...caught);
    const name = handler.child("variable")?.namedChildren[0];
    const bound = name === undefined ? [] : [assignAt(name, nameAt(name), otherAt(name, caught))];
    const then = handler.child("body");
    return [...bound, ...lower(then === undefined ? [] : [then], context)];
  });
  const tried: readonly Statement[] = handlers.length === 0 ? body : [branchAt(node, "try", tests, [body, ...arms], true)];
  return [...tried, ...plainBody(after, context)];
}
