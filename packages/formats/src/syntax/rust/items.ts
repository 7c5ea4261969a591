import type { ClassNode, Expression, Statement } from "../ir.ts";
import { listAt, nameAt } from "../lower-expressions.ts";
import { assignAt } from "../lower-statements.ts";
import type { LoweringContext, StatementRule } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { decoratorOf, withAttributes } from "./attributes.ts";
import { functionItem } from "./functions.ts";
import { moduleFile } from "./imports.ts";
import { takeAttributes } from "./state.ts";
import { implementedName } from "./types.ts";

interface ClassParts {
  readonly name: string;
  readonly form: ClassNode["form"];
  readonly bases?: readonly Expression[];
  readonly body: readonly Statement[];
}

function classAt(node: SyntaxNode, attributes: readonly SyntaxNode[], parts: ClassParts, context: LoweringContext): Statement {
  const doc = context.docAbove(attributes[0] ?? node);
  const exported = node.has("visibility_modifier");
  return {
    kind: "class",
    class: {
      name: parts.name,
      form: parts.form,
      bases: parts.bases ?? [],
      keywords: [],
      decorators: attributes.map((attribute) => decoratorOf(attribute, context)),
      body: parts.body,
      ...(doc !== undefined && { doc }),
      ...(exported && { exported }),
      ...node.span,
    },
    ...node.span,
  };
}

/** Named fields by their names, those of tuple structs by their numbers. */
function fieldsOf(list: SyntaxNode | undefined, context: LoweringContext): readonly Statement[] {
  if (list === undefined) return [];
  const fields: Statement[] = [];
  const ordered = list.type === "ordered_field_declaration_list";
  withAttributes(list.namedChildren, (node, attributes) => {
    const decorators = attributes.map((attribute) => decoratorOf(attribute, context));
    if (ordered)
      fields.push(assignAt(node, nameAt(node, String(fields.length)), undefined, { type: context.expression(node), decorators }));
    else if (node.type === "field_declaration") {
      const type = context.optionalInField(node, "type");
      fields.push(
        assignAt(node, nameAt(node, node.child("name")?.text ?? ""), undefined, {
          type,
          decorators,
          exported: node.has("visibility_modifier"),
        }),
      );
    }
  });
  return fields;
}

const struct: StatementRule = (node, context, into) => {
  const attributes = takeAttributes(node, context);
  const body = fieldsOf(node.child("body"), context);
  into.push(classAt(node, attributes, { name: node.child("name")?.text ?? "", form: "struct", body }, context));
};

/** Variants are constants; what they hold is their type. */
const enumeration: StatementRule = (node, context, into) => {
  const attributes = takeAttributes(node, context);
  const body: Statement[] = [];
  withAttributes(node.child("body")?.namedChildren ?? [], (variant, own) => {
    const name = variant.child("name");
    if (name === undefined) return;
    const held = variant.child("body");
    const types = fieldsOf(held, context).flatMap((field) => (field.kind === "assign" && field.type !== undefined ? [field.type] : []));
    const decorators = own.map((attribute) => decoratorOf(attribute, context));
    const type = held === undefined ? undefined : listAt(held, types);
    body.push(assignAt(variant, nameAt(name), context.optionalInField(variant, "value"), { type, decorators, constant: true }));
  });
  into.push(classAt(node, attributes, { name: node.child("name")?.text ?? "", form: "enum", body }, context));
};

/** Functions of a trait or an impl know the type that they belong to. */
function membersOf(list: SyntaxNode | undefined, receiver: string, context: LoweringContext): readonly Statement[] {
  const members: Statement[] = [];
  withAttributes(list?.namedChildren ?? [], (node, attributes) => {
    if (node.type === "function_item" || node.type === "function_signature_item")
      members.push(functionItem(node, receiver, attributes, context));
    else members.push(...context.statements([node]));
  });
  return members;
}

const trait: StatementRule = (node, context, into) => {
  const attributes = takeAttributes(node, context);
  const name = node.child("name")?.text ?? "";
  const bounds = (node.child("bounds")?.namedChildren ?? []).filter((bound) => bound.type !== "lifetime");
  const bases = context.expressions(bounds);
  into.push(classAt(node, attributes, { name, form: "trait", bases, body: membersOf(node.child("body"), name, context) }, context));
};

/** An impl opens its type again; the trait is a base. */
const implementation: StatementRule = (node, context, into) => {
  const attributes = takeAttributes(node, context);
  const name = implementedName(node.child("type"));
  const bases = node.childrenIn("trait").map((child) => context.expression(child));
  into.push(classAt(node, attributes, { name, form: "struct", bases, body: membersOf(node.child("body"), name, context) }, context));
};

const module: StatementRule = (node, context, into) => {
  const attributes = takeAttributes(node, context);
  const name = node.child("name")?.text ?? "";
  const list = node.child("body");
  if (list === undefined) moduleFile(node, name, context);
  else into.push(classAt(node, attributes, { name, form: "module", body: context.block(list) }, context));
};

/** `const`, `static`, and the aliases that `type` makes. */
const constant: StatementRule = (node, context, into) => {
  const decorators = takeAttributes(node, context).map((attribute) => decoratorOf(attribute, context));
  const name = nameAt(node, node.child("name")?.text ?? "");
  const type = context.optionalInField(node, "type");
  const exported = node.has("visibility_modifier");
  const isAlias = node.type === "type_item" || node.type === "associated_type";
  const parts = { decorators, exported, constant: !node.has("mutable_specifier"), ...(!isAlias && { type }) };
  into.push(assignAt(node, name, isAlias ? type : context.optionalInField(node, "value"), parts));
};

export const ITEM_RULES: readonly (readonly [string, StatementRule])[] = [
  ["struct_item", struct],
  ["union_item", struct],
  ["enum_item", enumeration],
  ["trait_item", trait],
  ["impl_item", implementation],
  ["mod_item", module],
  ["const_item", constant],
  ["static_item", constant],
  ["type_item", constant],
  ["associated_type", constant],
];
