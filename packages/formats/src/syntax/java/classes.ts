import { functionOf } from "../function-forms.ts";
import type { ClassNode, Expression, Statement } from "../ir.ts";
import { callAt, nameAt } from "../lower-expressions.ts";
import { assignAt } from "../lower-statements.ts";
import type { LoweringContext, StatementRule } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { annotationsOf, hasModifier } from "./annotations.ts";
import { recordMembers } from "./functions.ts";
import { declaredType } from "./types.ts";

const FORMS: Readonly<Record<string, ClassNode["form"]>> = {
  interface_declaration: "interface",
  annotation_type_declaration: "interface",
  enum_declaration: "enum",
};

const declaration: StatementRule = (node, context, into) => {
  const name = node.child("name")?.text ?? "";
  const form = FORMS[node.type] ?? "class";
  const own = [...recordMembers(node, context), ...members(node.child("body"), name, context)];
  const doc = context.docAbove(node);
  into.push({
    kind: "class",
    class: {
      name,
      form,
      bases: basesOf(node, context),
      keywords: [],
      decorators: annotationsOf(node, context),
      body: form === "interface" ? own.map(asPublic) : own,
      ...(doc !== undefined && { doc }),
      ...(hasModifier(node, "public") && { exported: true }),
      ...node.span,
    },
    ...node.span,
  });
};

/** `extends A implements B, C`. */
function basesOf(node: SyntaxNode, context: LoweringContext): readonly Expression[] {
  const clauses = node.children.filter((child) => child.type === "superclass" || child.type.endsWith("interfaces"));
  return clauses.flatMap((clause) => context.expressions((clause.first("type_list") ?? clause).namedChildren));
}

export function members(body: SyntaxNode | undefined, className: string, context: LoweringContext): readonly Statement[] {
  const { body: statements } = context.inFunction(() =>
    (body?.namedChildren ?? []).flatMap((member) => {
      if (member.type === "enum_constant") return [enumConstant(member, className, context)];
      if (member.type === "enum_body_declarations") return members(member, className, context);
      return context.statements([member]);
    }),
  );
  return statements;
}

/** `A("x") { … }` is a constant holding what the enum's constructor makes. */
function enumConstant(node: SyntaxNode, className: string, context: LoweringContext): Statement {
  const name = node.child("name") ?? node;
  const args = context.expressions(node.child("arguments")?.namedChildren ?? []).map((value) => ({ value }));
  const value = callAt(node, made(nameAt(name, className), node.child("body"), node, context), args, "new");
  return assignAt(node, nameAt(name), value, { constant: true, exported: true, decorators: annotationsOf(node, context) });
}

/** The class that `new T(…) { … }` makes one of: T, or a nameless class with T as its base. */
export function made(base: Expression, body: SyntaxNode | undefined, node: SyntaxNode, context: LoweringContext): Expression {
  if (body === undefined) return base;
  return {
    kind: "class",
    class: { name: "", form: "class", bases: [base], keywords: [], decorators: [], body: members(body, "", context), ...node.span },
    ...node.span,
  };
}

/** Everything in an interface is public. */
function asPublic(member: Statement): Statement {
  if (member.kind === "assign") return { ...member, exported: true };
  return member.kind === "function" ? { ...member, function: { ...member.function, exported: true } } : member;
}

/** Fields, constants and local variables: one assignment for each name. */
const variables: StatementRule = (node, context, into) => {
  const type = declaredType(node, context);
  const decorators = annotationsOf(node, context);
  const constant = hasModifier(node, "final") || node.type === "constant_declaration";
  const exported = hasModifier(node, "public");
  for (const declarator of node.childrenIn("declarator")) {
    const name = declarator.child("name") ?? declarator;
    into.push(assignAt(node, nameAt(name), context.optionalInField(declarator, "value"), { type, decorators, constant, exported }));
  }
};

/** `String value() default "x";` of an annotation type. */
const element: StatementRule = (node, context, into) => {
  const value = context.optionalInField(node, "value");
  const body: Statement[] = value === undefined ? [] : [{ kind: "return", value, ...node.span }];
  const returnType = context.optionalInField(node, "type");
  into.push({
    kind: "function",
    function: functionOf(node.span, node.child("name")?.text ?? "", { parameters: [], body, returnType }),
    ...node.span,
  });
};

export const CLASS_STATEMENTS: readonly (readonly [string, StatementRule])[] = [
  ["class_declaration", declaration],
  ["record_declaration", declaration],
  ["interface_declaration", declaration],
  ["annotation_type_declaration", declaration],
  ["enum_declaration", declaration],
  ["field_declaration", variables],
  ["constant_declaration", variables],
  ["local_variable_declaration", variables],
  ["annotation_type_element_declaration", element],
];
