import type { Expression, Statement } from "../ir.ts";
import { binaryAt, indexAt, nameAt, otherAt, stringAt } from "../lower-expressions.ts";
import { assignAt } from "../lower-statements.ts";
import type { LoweringContext } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";

/** One arm: what its pattern binds, and the nodes of its statements. */
interface Arm {
  readonly bound: readonly Statement[];
  readonly nodes: readonly SyntaxNode[];
}

export interface Branching {
  readonly form: "if" | "switch";
  readonly tests: readonly Expression[];
  readonly arms: readonly Arm[];
  readonly exhaustive: boolean;
}

const BRANCHING = new Set(["if", "unless", "if_modifier", "unless_modifier", "case", "case_match"]);

export function isBranching(node: SyntaxNode): boolean {
  return BRANCHING.has(node.type);
}

export function readBranching(node: SyntaxNode, context: LoweringContext): Branching {
  return node.type.startsWith("case") ? readCase(node, context) : readIf(node, context);
}

function nodesIn(node: SyntaxNode | undefined): readonly SyntaxNode[] {
  return node === undefined ? [] : [node];
}

/** `if`, `unless`, and both behind what they guard. */
function readIf(node: SyntaxNode, context: LoweringContext): Branching {
  const tests: Expression[] = [];
  const arms: Arm[] = [];
  let at: SyntaxNode | undefined = node;
  while (at !== undefined && at.type !== "else") {
    const test = context.inField(at, "condition");
    tests.push(at.type.startsWith("unless") ? otherAt(at, [test]) : test);
    arms.push({ bound: [], nodes: nodesIn(at.child("consequence") ?? at.child("body")) });
    at = at.child("alternative");
  }
  if (at !== undefined) arms.push({ bound: [], nodes: [at] });
  return { form: "if", tests, arms, exhaustive: at !== undefined };
}

/** `case … when` and `case … in`. */
function readCase(node: SyntaxNode, context: LoweringContext): Branching {
  const subject = context.optionalInField(node, "value");
  const tests: Expression[] = subject === undefined ? [] : [subject];
  const arms: Arm[] = [];
  let exhaustive = false;
  for (const clause of node.namedChildren) {
    if (clause.type === "else") {
      exhaustive = true;
      arms.push({ bound: [], nodes: [clause] });
    } else if (clause.type === "when") {
      tests.push(...clause.childrenIn("pattern").flatMap((pattern) => context.expressions(pattern.namedChildren)));
      arms.push({ bound: [], nodes: nodesIn(clause.child("body")) });
    } else if (clause.type === "in_clause") {
      const bound: Statement[] = [];
      const pattern = clause.child("pattern");
      const guard = clause.child("guard");
      if (pattern !== undefined) bind(pattern, subject ?? otherAt(node), bound);
      const test = pattern === undefined ? otherAt(clause) : context.expression(pattern);
      tests.push(guard === undefined ? test : binaryAt(clause, "&&", test, context.inField(guard, "condition")));
      arms.push({ bound, nodes: nodesIn(clause.child("body")) });
    }
  }
  return { form: "switch", tests, arms, exhaustive };
}

/** The names of a pattern: keys of a hash are read from the subject, other parts are not followed. */
function bind(pattern: SyntaxNode, subject: Expression, bound: Statement[]): void {
  switch (pattern.type) {
    case "identifier":
      bound.push(assignAt(pattern, nameAt(pattern), subject));
      return;
    case "as_pattern": {
      const name = pattern.child("name");
      const value = pattern.child("value");
      if (name !== undefined) bound.push(assignAt(name, nameAt(name), subject));
      if (value !== undefined) bind(value, subject, bound);
      return;
    }
    case "keyword_pattern": {
      const key = pattern.child("key");
      const value = pattern.child("value");
      if (key === undefined) return;
      const part = indexAt(pattern, subject, stringAt(key, key.text));
      if (value === undefined) bound.push(assignAt(pattern, nameAt(key), part));
      else bind(value, part, bound);
      return;
    }
    default:
      for (const child of pattern.namedChildren) bind(child, child.type === "keyword_pattern" ? subject : otherAt(child, [subject]), bound);
  }
}
