import { functionOf } from "../function-forms.ts";
import type { Expression, Statement } from "../ir.ts";
import { nameAt } from "../lower-expressions.ts";
import { assignAt } from "../lower-statements.ts";
import type { LoweringContext, StatementRule } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { parametersOf } from "./parameters.ts";
import { resultType } from "./types.ts";

/** A capital letter exports (the Go specification, "Exported identifiers"). */
function isExported(name: string): boolean {
  return /^\p{Lu}/u.test(name);
}

/** `const` and `var`, alone or in a block. */
const values: StatementRule = (node, context, into) => {
  const constant = node.type === "const_declaration";
  for (const spec of specsOf(node)) {
    const names = spec.childrenIn("name").filter((name) => name.named);
    const given = spec.child("value");
    const type = context.optionalInField(spec, "type");
    const list = context.expressions(given?.namedChildren ?? []);
    const exported = names.some((name) => isExported(name.text));
    if (names.length !== list.length && list[0] !== undefined && given !== undefined) {
      const target: Expression = { kind: "list", items: names.map((name) => nameAt(name)), ...spec.span };
      into.push(assignAt(spec, target, list[0], { type, exported, constant }));
    } else {
      for (const [index, name] of names.entries()) {
        into.push(assignAt(spec, nameAt(name), list[index], { type, exported: isExported(name.text), constant }));
      }
    }
  }
};

/** `const_spec`, or `var_spec` in a `var_spec_list`. */
function specsOf(node: SyntaxNode): readonly SyntaxNode[] {
  return node.namedChildren
    .flatMap((child) => (child.type.endsWith("_list") ? child.namedChildren : [child]))
    .filter((child) => child.type.endsWith("_spec"));
}

const types: StatementRule = (node, context, into) => {
  const specs = node.namedChildren;
  for (const spec of specs) {
    const name = spec.child("name");
    const type = spec.child("type");
    if (name === undefined || type === undefined) continue;
    const doc = context.docAbove(spec) ?? (specs.length === 1 ? context.docAbove(node) : undefined);
    const exported = isExported(name.text);
    if (type.type !== "struct_type" && type.type !== "interface_type") {
      into.push(assignAt(spec, nameAt(name), context.expression(type), { exported, constant: true }));
      continue;
    }
    const bases: Expression[] = [];
    const body: Statement[] = [];
    if (type.type === "struct_type") structMembers(type, context, bases, body);
    else interfaceMembers(type, context, bases, body);
    into.push({
      kind: "class",
      class: {
        name: name.text,
        form: type.type === "struct_type" ? "struct" : "interface",
        bases,
        keywords: [],
        decorators: [],
        body,
        ...(doc !== undefined && { doc }),
        ...(exported && { exported }),
        ...spec.span,
      },
      ...spec.span,
    });
  }
};

/** Named fields are assignments without a value, embedded ones are bases. */
function structMembers(type: SyntaxNode, context: LoweringContext, bases: Expression[], body: Statement[]): void {
  for (const field of type.first("field_declaration_list")?.namedChildren ?? []) {
    const fieldType = context.optionalInField(field, "type");
    const names = field.childrenIn("name").filter((name) => name.named);
    if (names.length === 0 && fieldType !== undefined) bases.push(fieldType);
    for (const name of names) body.push(assignAt(field, nameAt(name), undefined, { type: fieldType, exported: isExported(name.text) }));
  }
}

function interfaceMembers(type: SyntaxNode, context: LoweringContext, bases: Expression[], body: Statement[]): void {
  for (const element of type.namedChildren) {
    const name = element.child("name");
    if (name === undefined) bases.push(context.expression(element));
    else
      body.push({
        kind: "function",
        function: functionOf(element.span, name.text, signature(element, name.text, context)),
        ...element.span,
      });
  }
}

function signature(node: SyntaxNode, name: string, context: LoweringContext): Parameters<typeof functionOf>[2] {
  return {
    parameters: parametersOf(node.child("parameters"), context),
    body: context.inFunction(() => context.block(node.child("body"))).body,
    returnType: resultType(node.child("result"), context),
    doc: context.docAbove(node),
    exported: isExported(name),
  };
}

/** Functions, and methods with the type that they belong to. */
const functions: StatementRule = (node, context, into) => {
  const name = node.child("name")?.text ?? "";
  const holder = node.child("receiver")?.namedChildren[0];
  const receiver = receiverType(holder?.child("type"));
  const receiverName = holder?.child("name")?.text;
  into.push({
    kind: "function",
    function: functionOf(node.span, name, { ...signature(node, name, context), receiver, receiverName }),
    ...node.span,
  });
};

/** `*Server[T]` is Server. */
function receiverType(type: SyntaxNode | undefined): string | undefined {
  let at = type;
  while (at !== undefined && at.type !== "type_identifier") at = at.child("type") ?? at.namedChildren[0];
  return at?.text;
}

export const DECLARATION_RULES: ReadonlyMap<string, StatementRule> = new Map<string, StatementRule>([
  ["const_declaration", values],
  ["var_declaration", values],
  ["type_declaration", types],
  ["function_declaration", functions],
  ["method_declaration", functions],
]);
