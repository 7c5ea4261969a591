import type { Import } from "../ir.ts";
import type { LoweringContext, StatementRule } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";

/**
 * The package name that a path most likely declares. It stands in the package itself, which is not read here;
 * by convention it is the last segment without version, and without "go" and "sdk" around it. Of the names
 * that this leaves, the one that the file uses is taken.
 */
export function packageNameOf(path: string, isUsed: (name: string) => boolean): string {
  const segments = path.split("/").filter((segment) => segment !== "");
  if (segments.length > 1 && /^v\d+$/u.test(segments.at(-1) ?? "")) segments.pop();
  const last = (segments.at(-1) ?? path).replace(/\.v\d+$/u, "").replace(/\.(?:go|git)$/u, "");
  const bare = last
    .replace(/^go[-_.]/u, "")
    .replace(/(?:[-_.](?:go|golang))+$/u, "")
    .replace(/[-_](?:sdk|api)(?:[-_]go)?$/u, "");
  const pieces = last.split(/[-.]/u);
  const candidates = [last, bare, bare.replaceAll("-", ""), bare.replaceAll("-", "_"), pieces.at(-1) ?? "", pieces[0] ?? ""];
  const names = candidates.filter((name) => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name));
  return names.find(isUsed) ?? names[0] ?? last;
}

/** Every `import "x"`, `import k "x"` and line of an import block. */
export const importDeclaration: StatementRule = (node, context) => {
  for (const child of node.namedChildren) {
    if (child.type === "import_spec") pushImport(child, context);
    else if (child.type === "import_spec_list") for (const spec of child.namedChildren) pushImport(spec, context);
  }
};

function pushImport(spec: SyntaxNode, context: LoweringContext): void {
  const path = spec.child("path");
  if (path === undefined) return;
  const module = path.text.slice(1, path.text.endsWith(path.text[0] ?? "") ? -1 : undefined);
  const alias = spec.child("name");
  context.imports.push({ module, ...binding(module, alias, context), ...spec.span });
}

function binding(module: string, alias: SyntaxNode | undefined, context: LoweringContext): Partial<Pick<Import, "name" | "local">> {
  if (alias?.type === "dot") return { name: "*" };
  if (alias?.type === "blank_identifier") return {};
  return { local: alias?.text ?? packageNameOf(module, (name) => mentions(context, name)) };
}

/** Does the file say `name.` anywhere, as a word of its own? */
function mentions(context: LoweringContext, name: string): boolean {
  const source = context.slice(0, Number.MAX_SAFE_INTEGER);
  for (let at = source.indexOf(`${name}.`); at !== -1; at = source.indexOf(`${name}.`, at + 1)) {
    if (!/[\p{L}\p{N}_./-]/u.test(source[at - 1] ?? " ")) return true;
  }
  return false;
}
