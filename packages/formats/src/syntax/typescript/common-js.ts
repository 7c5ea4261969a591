import type { Expression, Statement } from "../ir.ts";
import type { SyntaxNode } from "../syntax-node.ts";

/**
 * What `module.exports = value`, `module.exports.name = value` and `exports.name = value` export. An object given to
 * `module.exports` exports its members by name as well.
 */
export function exportsOf(node: SyntaxNode, target: Expression, value: Expression): Statement[] {
  const name = exportedName(target);
  if (name === undefined) return [];
  const statements: Statement[] = [{ kind: "export", name, value, ...node.span }];
  if (name !== "default" || value.kind !== "map") return statements;
  for (const entry of value.entries) {
    if (entry.key?.kind === "string")
      statements.push({
        kind: "export",
        name: entry.key.value,
        value: entry.value,
        line: entry.value.line,
        endLine: entry.value.endLine,
        ...cellOf(node),
      });
  }
  return statements;
}

function cellOf(node: SyntaxNode): { readonly cell?: number } {
  const { cell } = node.span;
  return cell === undefined ? {} : { cell };
}

function exportedName(target: Expression): string | undefined {
  if (target.kind !== "member") return undefined;
  if (isModuleExports(target)) return "default";
  const { object } = target;
  const onExports = (object.kind === "name" && object.name === "exports") || isModuleExports(object);
  return onExports ? target.name : undefined;
}

function isModuleExports(expression: Expression): boolean {
  return (
    expression.kind === "member" &&
    expression.name === "exports" &&
    expression.object.kind === "name" &&
    expression.object.name === "module"
  );
}
