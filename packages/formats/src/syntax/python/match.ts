import type { Expression, Statement } from "../ir.ts";
import { binaryAt, callAt, choiceAt, listAt, mapAt, nameAt, numberAt, otherAt, spreadAt } from "../lower-expressions.ts";
import { assignAt, branchAt } from "../lower-statements.ts";
import type { LoweringContext, StatementRule } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";

export const matchStatements: readonly (readonly [string, StatementRule])[] = [["match_statement", lowerMatch]];

/**
 * Patterns become the expressions they look like: literals, names, calls for classes, lists, maps, choices for `|`.
 * Names that a pattern binds are assigned at the start of the arm: from the subject, or from some part of it (`other`).
 */
function lowerMatch(node: SyntaxNode, context: LoweringContext, into: Statement[]): void {
  const subjects = context.expressions(node.childrenIn("subject"));
  const [only] = subjects;
  const subject = subjects.length === 1 && only ? only : listAt(node, subjects);
  const tests: Expression[] = [subject];
  const arms: Statement[][] = [];
  let exhaustive = false;
  for (const clause of node.child("body")?.childrenIn("alternative") ?? []) {
    const patterns = clause.children.filter((child) => child.type === "case_pattern");
    const bindings: Binding[] = [];
    const lowered = patterns.map((pattern) => lowerPattern(pattern, { context, bindings, depth: patterns.length > 1 ? 1 : 0 }));
    const [single] = lowered;
    const pattern = lowered.length === 1 && single ? single : listAt(clause, lowered);
    const guard = clause.child("guard");
    const guarded = guard?.namedChildren[0];
    const irrefutable = !guarded && patterns.length === 1 && (pattern.kind === "other" || pattern.kind === "name");
    if (irrefutable) exhaustive = true;
    else tests.push(guarded ? binaryAt(clause, "and", pattern, context.expression(guarded)) : pattern);
    const assignments = bindings.map(({ name, whole }) => assignAt(name, nameAt(name), whole ? subject : otherAt(name, [subject])));
    arms.push([...assignments, ...context.block(clause.child("consequence"))]);
  }
  into.push(branchAt(node, "switch", tests, arms, exhaustive));
}

interface Binding {
  readonly name: SyntaxNode;
  /** The whole subject, not a part of it. */
  readonly whole: boolean;
}

interface PatternState {
  readonly context: LoweringContext;
  readonly bindings: Binding[];
  /** 0 where the pattern stands for the whole subject. */
  readonly depth: number;
}

function lowerPattern(node: SyntaxNode, state: PatternState): Expression {
  const inner = { ...state, depth: state.depth + 1 };
  const children = node.namedChildren;
  const [first, ...rest] = children;
  switch (node.type) {
    case "case_pattern": {
      if (!first) return otherAt(node);
      const value = lowerPattern(first, state);
      return value.kind === "number" && node.has("-") ? numberAt(node, -value.value) : value;
    }
    case "union_pattern":
      return choiceAt(
        node,
        children.map((child) => lowerPattern(child, state)),
      );
    case "dotted_name":
      // One segment binds, several name a value.
      if (children.length !== 1 || !first) return state.context.expression(node);
      state.bindings.push({ name: first, whole: state.depth === 0 });
      return nameAt(first);
    case "as_pattern": {
      const name = node.children.at(-1);
      if (!first || !name || name === first) return otherAt(node);
      state.bindings.push({ name, whole: state.depth === 0 });
      return lowerPattern(first, state);
    }
    case "list_pattern":
    case "tuple_pattern":
      return listAt(
        node,
        children.map((child) => lowerPattern(child, inner)),
      );
    case "splat_pattern":
      if (!first) return otherAt(node);
      state.bindings.push({ name: first, whole: false });
      return spreadAt(node, nameAt(first));
    case "class_pattern":
      return callAt(
        node,
        first ? state.context.expression(first) : otherAt(node),
        rest.map((child) => lowerClassArgument(child, inner)),
      );
    case "dict_pattern":
      return lowerDictionaryPattern(node, inner);
    default:
      return state.context.expression(node);
  }
}

function lowerClassArgument(node: SyntaxNode, state: PatternState): { name?: string; value: Expression } {
  const keyword = node.first("keyword_pattern");
  const [name, value] = keyword?.namedChildren ?? [];
  if (name && value) return { name: name.text, value: lowerPattern(value, state) };
  return { value: lowerPattern(node, state) };
}

function lowerDictionaryPattern(node: SyntaxNode, state: PatternState): Expression {
  const entries: { key?: Expression; value: Expression }[] = [];
  let key: Expression | undefined;
  for (const child of node.namedChildren) {
    if (child.field === "key") key = state.context.expression(child);
    else {
      const value = lowerPattern(child, state);
      entries.push({ ...(key && { key }), value: value.kind === "spread" ? value.value : value });
      key = undefined;
    }
  }
  return mapAt(node, entries);
}
