import type { Expression, Import, Statement } from "../ir.ts";
import { assignAt } from "../lower-statements.ts";
import type { LoweringContext, StatementRule } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { requiredModule } from "./calls.ts";
import { keyAt } from "./expressions.ts";

export const declarationStatements: readonly (readonly [string, StatementRule])[] = [
  ["lexical_declaration", lowerVariables],
  ["variable_declaration", lowerVariables],
  ["using_declaration", lowerVariables],
];

/** `const`, `let`, `var`: one assignment a declarator. `const x = require("m")` is an import. */
function lowerVariables(node: SyntaxNode, context: LoweringContext, into: Statement[]): void {
  const constant = node.child("kind")?.type === "const";
  for (const declarator of node.namedChildren) {
    if (declarator.type !== "variable_declarator") continue;
    const target = declarator.child("name");
    const value = declarator.child("value");
    if (!target || (value && lowerRequire(target, value, context))) continue;
    const lowered = value && named(context.expression(value), target, () => context.docAbove(node));
    into.push(assignAt(declarator, context.expression(target), lowered, { type: context.optionalInField(declarator, "type"), constant }));
  }
}

/** A function or class takes the name that it is given to, and the doc comment above the declaration. */
export function named(value: Expression, target: SyntaxNode, doc: () => string | undefined): Expression {
  if (value.kind === "function") {
    const text = value.function.doc ?? doc();
    return {
      ...value,
      function: { ...value.function, name: value.function.name || target.text, ...(text !== undefined && { doc: text }) },
    };
  }
  if (value.kind === "class" && value.class.name === "") return { ...value, class: { ...value.class, name: target.text } };
  return value;
}

/**
 * `const x = require("m")`, `const { a, b: c } = await import("m")`, `const x = require("m").y` bind names of the
 * module. False when it is something else.
 */
function lowerRequire(target: SyntaxNode, value: SyntaxNode, context: LoweringContext): boolean {
  const loaded = value.type === "await_expression" || value.type === "parenthesized_expression" ? value.namedChildren[0] : value;
  if (!loaded) return false;
  if (loaded.type === "member_expression") {
    const object = loaded.child("object");
    const module = object && requiredModule(unwrapped(object));
    const name = loaded.child("property")?.text;
    if (module === undefined || name === undefined || target.type !== "identifier") return false;
    add(context, target, { module, name, local: target.text });
    return true;
  }
  const module = requiredModule(loaded);
  if (module === undefined) return false;
  if (target.type === "identifier") add(context, target, { module, local: target.text });
  else if (!bindPattern(target, module, context)) return false;
  return true;
}

/** `(await import("m"))` around the call. */
function unwrapped(node: SyntaxNode): SyntaxNode {
  const [inner] = node.type === "parenthesized_expression" || node.type === "await_expression" ? node.namedChildren : [];
  return inner ? unwrapped(inner) : node;
}

/** Only plain patterns: names, renamed names, names with a default. */
function bindPattern(pattern: SyntaxNode, module: string, context: LoweringContext): boolean {
  if (pattern.type !== "object_pattern") return false;
  const bindings: (readonly [SyntaxNode, string, string])[] = [];
  for (const child of pattern.namedChildren) {
    const target = child.type === "pair_pattern" ? child.child("value") : child;
    const local = target?.type === "assignment_pattern" || target?.type === "object_assignment_pattern" ? target.child("left") : target;
    const key = child.type === "pair_pattern" ? child.child("key") : local;
    const name = key && keyAt(key, context);
    if (!local || !NAMES.has(local.type) || name?.kind !== "string") return false;
    bindings.push([child, name.value, local.text]);
  }
  for (const [node, name, local] of bindings) add(context, node, { module, name, local });
  return true;
}

const NAMES = new Set(["identifier", "shorthand_property_identifier_pattern"]);

function add(context: LoweringContext, node: SyntaxNode, entry: Pick<Import, "module" | "name" | "local">): void {
  context.imports.push({ ...entry, ...node.span });
}
