import { functionOf } from "../function-forms.ts";
import type { ClassNode, Expression, Statement } from "../ir.ts";
import { callAt, memberAt, nameAt } from "../lower-expressions.ts";
import { assignAt } from "../lower-statements.ts";
import type { LoweringContext, StatementRule } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { argumentsOf } from "./arguments.ts";
import { attributesOf, hasModifier } from "./attributes.ts";
import { parametersOf } from "./functions.ts";

const FORMS: Readonly<Record<string, ClassNode["form"]>> = {
  interface_declaration: "interface",
  struct_declaration: "struct",
  enum_declaration: "enum",
};

const declaration: StatementRule = (node, context, into) => {
  const form = FORMS[node.type] ?? "class";
  const { body: members } = context.inFunction(() => context.block(node.child("body")));
  const body = [...primaryConstructor(node, context), ...members];
  const doc = context.docAbove(node);
  into.push({
    kind: "class",
    class: {
      name: node.child("name")?.text ?? "",
      form,
      bases: basesOf(node, context),
      keywords: [],
      decorators: attributesOf(node, context),
      body: form === "interface" || form === "enum" ? body.map(asPublic) : body,
      ...(doc !== undefined && { doc }),
      ...(hasModifier(node, "public") && { exported: true }),
      ...node.span,
    },
    ...node.span,
  });
};

/** Where a record passes arguments on to its base, the grammar holds both in one node. */
function basesOf(node: SyntaxNode, context: LoweringContext): readonly Expression[] {
  const bases = (node.first("base_list")?.namedChildren ?? []).filter((base) => base.type !== "argument_list");
  return bases.map((base) => context.expression(base.type === "primary_constructor_base_type" ? (base.namedChildren[0] ?? base) : base));
}

/** Everything in an interface or an enum is public. */
function asPublic(member: Statement): Statement {
  if (member.kind === "assign") return { ...member, exported: true };
  return member.kind === "function" ? { ...member, function: { ...member.function, exported: true } } : member;
}

/** `class A(T x) : B(x)`: fields, and a constructor that calls the base's and sets them. Records export them. */
function primaryConstructor(node: SyntaxNode, context: LoweringContext): readonly Statement[] {
  const list = node.first("parameter_list");
  if (list === undefined) return [];
  const exported = node.type.startsWith("record");
  const parameters = parametersOf(list, context);
  const fields = parameters.map(({ name, type, decorators }) =>
    assignAt(list, nameAt(list, name), undefined, { type, exported, ...(decorators && { decorators }) }),
  );
  const bases = node.first("base_list");
  const baseArguments = (bases?.first("primary_constructor_base_type") ?? bases)?.first("argument_list");
  const base: Statement[] =
    baseArguments === undefined
      ? []
      : [
          {
            kind: "expression",
            value: callAt(baseArguments, nameAt(baseArguments, "base"), argumentsOf(baseArguments, context)),
            ...baseArguments.span,
          },
        ];
  const sets = parameters.map(({ name }) => assignAt(list, memberAt(list, nameAt(list, "this"), name), nameAt(list, name)));
  const fn = functionOf(list.span, "constructor", { parameters, body: [...base, ...sets], exported: hasModifier(node, "public") });
  return [...fields, { kind: "function", function: fn, ...list.span }];
}

const enumMember: StatementRule = (node, context, into) => {
  const name: Expression = nameAt(node.child("name") ?? node);
  into.push(assignAt(node, name, context.optionalInField(node, "value"), { constant: true, decorators: attributesOf(node, context) }));
};

export const CLASS_STATEMENTS: readonly (readonly [string, StatementRule])[] = [
  ["class_declaration", declaration],
  ["record_declaration", declaration],
  ["struct_declaration", declaration],
  ["interface_declaration", declaration],
  ["enum_declaration", declaration],
  ["enum_member_declaration", enumMember],
];
