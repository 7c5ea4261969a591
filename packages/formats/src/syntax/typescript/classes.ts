import type { ClassNode, Expression, Statement } from "../ir.ts";
import { nameAt } from "../lower-expressions.ts";
import type { ExpressionRule, LoweringContext, StatementRule } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { named } from "./declarations.ts";
import { lowerMethod, memberName } from "./functions.ts";
import { lowerParameters } from "./parameters.ts";

export const classExpressions: readonly (readonly [string, ExpressionRule])[] = [
  ["class", (node, context) => ({ kind: "class", class: lowerClass(node, context), ...node.span })],
];

const declareClass: StatementRule = (node, context, into) => {
  into.push({ kind: "class", class: lowerClass(node, context), ...node.span });
};

export const classStatements: readonly (readonly [string, StatementRule])[] = [
  ["class_declaration", declareClass],
  ["abstract_class_declaration", declareClass],
];

export interface ClassSyntax {
  /** The node that the doc comment stands above and the span covers (with `export`). */
  readonly whole?: SyntaxNode;
  readonly decorators?: readonly Expression[];
}

export function lowerClass(node: SyntaxNode, context: LoweringContext, more: ClassSyntax = {}): ClassNode {
  const whole = more.whole ?? node;
  const doc = context.docAbove(whole);
  const own = node.childrenIn("decorator").map((decorator) => context.expression(decorator));
  return {
    name: node.child("name")?.text ?? "",
    form: "class",
    bases: lowerBases(node.first("class_heritage"), context),
    keywords: [],
    decorators: [...(more.decorators ?? []), ...own],
    body: lowerBody(node.child("body"), context),
    ...(doc !== undefined && { doc }),
    ...whole.span,
  };
}

/** What is extended, then what is implemented; type arguments are dropped. */
function lowerBases(heritage: SyntaxNode | undefined, context: LoweringContext): Expression[] {
  const bases: Expression[] = [];
  for (const clause of heritage?.namedChildren ?? []) {
    if (clause.type === "extends_clause") bases.push(...context.expressions(clause.childrenIn("value")));
    else if (clause.type === "implements_clause") bases.push(...context.expressions(clause.namedChildren).map(withoutArguments));
    else bases.push(context.expression(clause));
  }
  return bases;
}

export function withoutArguments(type: Expression): Expression {
  return type.kind === "index" ? type.object : type;
}

function lowerBody(body: SyntaxNode | undefined, context: LoweringContext): Statement[] {
  const statements: Statement[] = [];
  let decorators: Expression[] = [];
  let decorated: SyntaxNode | undefined;
  for (const member of body?.namedChildren ?? []) {
    if (member.type === "decorator") {
      // TypeScript's grammar puts the decorators of a method in front of it.
      decorated ??= member;
      decorators.push(context.expression(member));
      continue;
    }
    lowerMember(member, decorators, decorated ?? member, context, statements);
    decorators = [];
    decorated = undefined;
  }
  return statements;
}

function lowerMember(
  node: SyntaxNode,
  before: readonly Expression[],
  first: SyntaxNode,
  context: LoweringContext,
  into: Statement[],
): void {
  const decorators = [...before, ...node.childrenIn("decorator").map((decorator) => context.expression(decorator))];
  switch (node.type) {
    case "method_definition": {
      const parameters = lowerParameters(node, context);
      into.push(...parameters.fields);
      const method = lowerMethod(node, context, { decorators, parameters });
      const doc = method.doc ?? context.docAbove(first);
      const span = { ...node.span, line: first.line };
      into.push({ kind: "function", function: { ...method, ...(doc !== undefined && { doc }), ...span }, ...span });
      return;
    }
    case "public_field_definition":
    case "field_definition":
      into.push(lowerField(node, decorators, context));
      return;
    case "class_static_block":
      into.push(...context.block(node.child("body")));
      return;
    case "abstract_method_signature":
    case "method_signature":
    case "index_signature":
      return;
    default:
      into.push(...context.statements([node]));
  }
}

function lowerField(node: SyntaxNode, decorators: readonly Expression[], context: LoweringContext): Statement {
  const name = node.child("name") ?? node.child("property") ?? node;
  const type = context.optionalInField(node, "type");
  const value = node.child("value");
  const lowered = value && named(context.expression(value), name, () => context.docAbove(node));
  return {
    kind: "assign",
    target: nameAt(name, memberName(name)),
    ...(lowered && { value: lowered }),
    ...(type && { type }),
    ...(decorators.length > 0 && { decorators }),
    ...(node.has("readonly") && { constant: true }),
    ...node.span,
  };
}
