import type { Import } from "../ir.ts";
import type { LoweringContext, StatementRule } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";

function joined(prefix: string, path: string): string {
  return prefix === "" || path === "" ? prefix + path : `${prefix}::${path}`;
}

/** Flattens a use tree: `a::{b, c as d, e::*, self}`. */
function useTree(node: SyntaxNode, prefix: string, reexport: boolean, context: LoweringContext): void {
  switch (node.type) {
    case "use_list":
      for (const child of node.namedChildren) useTree(child, prefix, reexport, context);
      return;
    case "scoped_use_list": {
      const list = node.child("list");
      if (list !== undefined) useTree(list, joined(prefix, pathOf(node.child("path"))), reexport, context);
      return;
    }
    case "use_as_clause":
      found(node, joined(prefix, pathOf(node.child("path"))), node.child("alias")?.text, reexport, context);
      return;
    case "use_wildcard":
      push(node, { module: joined(prefix, pathOf(node.namedChildren[0])), name: "*" }, reexport, context);
      return;
    default:
      found(node, node.type === "self" ? prefix : joined(prefix, pathOf(node)), undefined, reexport, context);
  }
}

function pathOf(node: SyntaxNode | undefined): string {
  return node?.text.replace(/\s+/gu, "").replace(/^::/u, "") ?? "";
}

function found(node: SyntaxNode, path: string, alias: string | undefined, reexport: boolean, context: LoweringContext): void {
  const whole = path.replace(/::self$/u, "");
  const cut = whole.lastIndexOf("::");
  const name = cut === -1 ? undefined : whole.slice(cut + 2);
  const local = alias === "_" ? undefined : (alias ?? name ?? whole);
  push(
    node,
    { module: cut === -1 ? whole : whole.slice(0, cut), ...(name !== undefined && { name }), ...(local !== undefined && { local }) },
    reexport,
    context,
  );
}

function push(node: SyntaxNode, parts: Pick<Import, "module" | "name" | "local">, reexport: boolean, context: LoweringContext): void {
  context.imports.push({ ...parts, ...(reexport && { reexport }), ...node.span });
}

export const useDeclaration: StatementRule = (node, context) => {
  const tree = node.child("argument");
  if (tree !== undefined) useTree(tree, "", node.has("visibility_modifier"), context);
};

export const externCrate: StatementRule = (node, context) => {
  const name = node.child("name")?.text;
  if (name !== undefined) context.imports.push({ module: name, local: node.child("alias")?.text ?? name, ...node.span });
};

/** `mod x;` names a file beside this one. */
export function moduleFile(node: SyntaxNode, name: string, context: LoweringContext): void {
  push(node, { module: `self::${name}`, local: name }, node.has("visibility_modifier"), context);
}
