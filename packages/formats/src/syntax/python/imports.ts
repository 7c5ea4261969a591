import type { Import } from "../ir.ts";
import type { LoweringContext, StatementRule } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";

export const importStatements: readonly (readonly [string, StatementRule])[] = [
  ["import_statement", lowerImport],
  ["import_from_statement", (node, context) => lowerFrom(node, moduleName(node), context)],
  ["future_import_statement", (node, context) => lowerFrom(node, "__future__", context)],
];

/** `import a.b.c, d as e`: the first binds `a`, the second `e`. */
function lowerImport(node: SyntaxNode, context: LoweringContext): void {
  for (const child of node.childrenIn("name")) {
    const module = dotted(child.child("name") ?? child);
    const local = child.child("alias")?.text ?? module.slice(0, (module.indexOf(".") + 1 || module.length + 1) - 1);
    add(context, child, { module, local });
  }
}

function lowerFrom(node: SyntaxNode, module: string, context: LoweringContext): void {
  const wildcard = node.first("wildcard_import");
  if (wildcard) add(context, node, { module, name: "*" });
  for (const child of node.childrenIn("name")) {
    const name = dotted(child.child("name") ?? child);
    add(context, child, { module, name, local: child.child("alias")?.text ?? name });
  }
}

function moduleName(node: SyntaxNode): string {
  const module = node.child("module_name");
  if (!module) return "";
  if (module.type !== "relative_import") return dotted(module);
  const dots = module.first("import_prefix")?.text.replace(/[^.]/g, "") ?? "";
  const path = module.first("dotted_name");
  return dots + (path ? dotted(path) : "");
}

/** White space and comments may stand between the parts. */
function dotted(node: SyntaxNode): string {
  return node.type === "dotted_name" ? node.namedChildren.map((part) => part.text).join(".") : node.text;
}

function add(context: LoweringContext, node: SyntaxNode, entry: Pick<Import, "module" | "name" | "local">): void {
  context.imports.push({ ...entry, ...(context.typeOnly && { typeOnly: true }), ...node.span });
}
