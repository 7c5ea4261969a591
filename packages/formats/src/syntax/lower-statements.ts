import type { Expression, Statement } from "./ir.ts";
import type { SyntaxNode } from "./syntax-node.ts";

/** Builders of neutral statements that every language uses. They take the span from the node they stand for. */

/** `target = value`; without a value it is a declaration. */
export function assignAt(
  node: SyntaxNode,
  target: Expression,
  value: Expression | undefined,
  more: {
    readonly type?: Expression | undefined;
    readonly op?: string | undefined;
    readonly exported?: boolean;
    readonly constant?: boolean;
    readonly decorators?: readonly Expression[];
  } = {},
): Statement {
  const { type, op, exported, constant, decorators } = more;
  return {
    kind: "assign",
    target,
    ...(value && { value }),
    ...(type && { type }),
    ...(op !== undefined && { op }),
    ...(exported && { exported }),
    ...(constant && { constant }),
    ...(decorators !== undefined && decorators.length > 0 && { decorators }),
    ...node.span,
  };
}

export function expressionStatement(node: SyntaxNode, value: Expression): Statement {
  return { kind: "expression", value, ...node.span };
}

export function returnAt(node: SyntaxNode, value: Expression | undefined, isYield = false): Statement {
  return { kind: "return", ...(value && { value }), ...(isYield && { yield: true }), ...node.span };
}

export function branchAt(
  node: SyntaxNode,
  form: "if" | "switch" | "try",
  tests: readonly Expression[],
  arms: readonly (readonly Statement[])[],
  exhaustive: boolean,
): Statement {
  return { kind: "branch", form, tests, arms, exhaustive, ...node.span };
}
