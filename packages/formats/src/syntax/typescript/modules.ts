import type { Expression, Import, Statement } from "../ir.ts";
import { nameAt } from "../lower-expressions.ts";
import { assignAt } from "../lower-statements.ts";
import type { LoweringContext, StatementRule } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { lowerClass } from "./classes.ts";
import { lowerFunction } from "./functions.ts";
import { stringValue } from "./strings.ts";

export const moduleStatements: readonly (readonly [string, StatementRule])[] = [
  ["import_statement", lowerImport],
  ["import_alias", lowerImportAlias],
  ["export_statement", lowerExport],
];

function lowerImport(node: SyntaxNode, context: LoweringContext): void {
  const clause = node.first("import_clause");
  const required = node.first("import_require_clause");
  const source = node.child("source") ?? required?.child("source");
  const module = source ? stringValue(source) : "";
  const typeOnly = node.has("type") || node.has("typeof");
  if (required) add(context, required, { module, local: required.namedChildren[0]?.text ?? "" }, typeOnly);
  if (!clause && !required) add(context, node, { module }, typeOnly);
  for (const child of clause?.namedChildren ?? []) {
    if (child.type === "identifier") add(context, child, { module, name: "default", local: child.text }, typeOnly);
    else if (child.type === "namespace_import") add(context, child, { module, local: child.namedChildren[0]?.text ?? "" }, typeOnly);
    else {
      for (const specifier of child.namedChildren) {
        const name = specifierName(specifier.child("name"));
        add(context, specifier, { module, name, local: specifier.child("alias")?.text ?? name }, typeOnly || specifier.has("type"));
      }
    }
  }
}

function specifierName(node: SyntaxNode | undefined): string {
  return node === undefined ? "" : node.type === "string" ? stringValue(node) : node.text;
}

function add(
  context: LoweringContext,
  node: SyntaxNode,
  entry: Pick<Import, "module" | "name" | "local" | "reexport">,
  typeOnly: boolean,
): void {
  context.imports.push({ ...entry, ...(typeOnly && { typeOnly: true }), ...node.span });
}

/** `import a = B.c`. */
function lowerImportAlias(node: SyntaxNode, context: LoweringContext, into: Statement[]): void {
  const [target, value] = node.namedChildren;
  if (target && value) into.push(assignAt(node, nameAt(target), context.expression(value), { constant: true }));
}

function lowerExport(node: SyntaxNode, context: LoweringContext, into: Statement[]): void {
  const source = node.child("source");
  const declaration = node.child("declaration");
  const value = node.child("value") ?? (node.has("=") ? node.namedChildren.at(-1) : undefined);
  if (source) lowerReexport(node, stringValue(source), context);
  else if (declaration) lowerExported(node, declaration, context, into);
  else if (value) {
    const lowered = value.type === "class" ? classValue(node, value, context) : context.expression(value);
    into.push({ kind: "export", name: "default", value: lowered, ...node.span });
  } else {
    for (const specifier of node.first("export_clause")?.namedChildren ?? []) {
      const name = specifier.child("name");
      if (name)
        into.push({ kind: "export", name: specifierName(specifier.child("alias") ?? name), value: nameAt(name), ...specifier.span });
    }
  }
}

function lowerReexport(node: SyntaxNode, module: string, context: LoweringContext): void {
  const typeOnly = node.has("type") || /^export\s+type\b/.test(context.slice(node.start, node.start + 30));
  const namespace = node.first("namespace_export");
  const clause = node.first("export_clause");
  if (namespace) add(context, namespace, { module, local: specifierName(namespace.namedChildren[0]), reexport: true }, typeOnly);
  else if (!clause) add(context, node, { module, name: "*", reexport: true }, typeOnly);
  for (const specifier of clause?.namedChildren ?? []) {
    const name = specifierName(specifier.child("name"));
    const alias = specifier.child("alias");
    add(
      context,
      specifier,
      { module, name, local: alias ? specifierName(alias) : name, reexport: true },
      typeOnly || specifier.has("type"),
    );
  }
}

function classValue(whole: SyntaxNode, node: SyntaxNode, context: LoweringContext): Expression {
  return { kind: "class", class: lowerClass(node, context, { whole }), ...node.span };
}

/** `export` in front of a declaration: it is marked, and `export default` exports its name as well. */
function lowerExported(node: SyntaxNode, declaration: SyntaxNode, context: LoweringContext, into: Statement[]): void {
  const decorators = node.childrenIn("decorator").map((decorator) => context.expression(decorator));
  for (const statement of lowerDeclaration(node, declaration, decorators, context)) into.push(exported(statement));
  if (!node.has("default")) return;
  const name = declaration.child("name");
  if (name) into.push({ kind: "export", name: "default", value: nameAt(name), ...node.span });
}

function lowerDeclaration(
  whole: SyntaxNode,
  node: SyntaxNode,
  decorators: readonly Expression[],
  context: LoweringContext,
): readonly Statement[] {
  switch (node.type) {
    case "class_declaration":
    case "abstract_class_declaration":
      return [{ kind: "class", class: lowerClass(node, context, { whole, decorators }), ...whole.span }];
    case "function_declaration":
    case "generator_function_declaration":
      return [{ kind: "function", function: lowerFunction(node, context, { whole }), ...whole.span }];
    default:
      return context.statements([node]);
  }
}

function exported(statement: Statement): Statement {
  switch (statement.kind) {
    case "function":
      return { ...statement, function: { ...statement.function, exported: true } };
    case "class":
      return { ...statement, class: { ...statement.class, exported: true } };
    case "assign":
      return { ...statement, exported: true };
    default:
      return statement;
  }
}
