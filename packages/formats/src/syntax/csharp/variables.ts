import { functionOf } from "../function-forms.ts";
import type { Expression, Statement } from "../ir.ts";
import { listAt, nameAt, otherAt } from "../lower-expressions.ts";
import { assignAt } from "../lower-statements.ts";
import type { LoweringContext, StatementRule } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { attributesOf, hasModifier } from "./attributes.ts";
import { typedValue } from "./creation.ts";
import { bodyOf } from "./functions.ts";
import { declaredType } from "./types.ts";

/** The names and values of a `variable_declaration`. */
export function declarators(
  node: SyntaxNode,
  context: LoweringContext,
): readonly { readonly target: Expression; readonly value: Expression | undefined; readonly type: Expression | undefined }[] {
  const type = declaredType(node, context);
  return node.namedChildren
    .filter((child) => child.type === "variable_declarator")
    .map((declarator) => {
      const name = declarator.child("name");
      const tuple = declarator.first("tuple_pattern");
      const last = declarator.namedChildren.at(-1);
      const value =
        last === name || last === tuple || last === undefined || last.type === "bracketed_argument_list"
          ? undefined
          : typedValue(last, node.child("type"), context);
      return { target: tuple === undefined ? nameAt(name ?? declarator) : tuplePattern(tuple), value, type };
    });
}

/** `(a, (b, _))`. */
export function tuplePattern(node: SyntaxNode): Expression {
  return listAt(
    node,
    node.namedChildren.map((child) => (child.type === "tuple_pattern" ? tuplePattern(child) : nameAt(child))),
  );
}

/** Fields, events and local variables. */
const variables: StatementRule = (node, context, into) => {
  const declaration = node.first("variable_declaration") ?? node;
  const constant = hasModifier(node, "const") || hasModifier(node, "readonly");
  const decorators = attributesOf(node, context);
  for (const { target, value, type } of declarators(declaration, context)) {
    into.push(assignAt(node, target, value, { type, constant, decorators, exported: hasModifier(node, "public") }));
  }
};

/** A property is a field; its value is its initialiser or what its getter returns. Longer accessors are functions. */
const property: StatementRule = (node, context, into) => {
  const name = node.child("name") ?? node;
  const given = node.child("value");
  const type = declaredType(node, context);
  const accessors = (node.child("accessors")?.namedChildren ?? []).flatMap((accessor): Statement[] => {
    const { body } = context.inFunction(() => bodyOf(accessor.child("body"), context));
    const kind = accessor.child("name")?.text ?? "get";
    return body.length === 0
      ? []
      : [
          {
            kind: "function",
            function: functionOf(accessor.span, `${kind}_${name.text}`, {
              parameters: [],
              body,
              ...(kind === "get" && { returnType: type }),
            }),
            ...accessor.span,
          },
        ];
  });
  const [getter] = accessors;
  const only =
    getter?.kind === "function" && getter.function.name.startsWith("get_") && getter.function.body.length === 1
      ? getter.function.body[0]
      : undefined;
  const returned = only?.kind === "return" ? only.value : undefined;
  const value =
    given === undefined
      ? returned
      : given.type === "arrow_expression_clause"
        ? context.expression(given.namedChildren[0] ?? given)
        : typedValue(given, node.child("type"), context);
  into.push(assignAt(node, nameAt(name), value, { type, decorators: attributesOf(node, context), exported: hasModifier(node, "public") }));
  into.push(...(returned === undefined ? accessors : accessors.slice(1)));
};

/** `out var x` in an argument: a name that is bound here. */
export function declaredInPlace(node: SyntaxNode, context: LoweringContext): Expression {
  const name = node.child("name");
  if (name === undefined) return otherAt(node);
  context.hoist(assignAt(node, nameAt(name), undefined, { type: declaredType(node, context) }));
  return nameAt(name);
}

export const VARIABLE_STATEMENTS: readonly (readonly [string, StatementRule])[] = [
  ["field_declaration", variables],
  ["event_field_declaration", variables],
  ["local_declaration_statement", variables],
  ["variable_declaration", variables],
  ["property_declaration", property],
  ["event_declaration", property],
];
