import type { StatementRule } from "../lowering.ts";

/** `using X;` and `using static X;` are wildcards; `using A = X.Y;` is an alias. */
export const usingDirective: StatementRule = (node, context) => {
  const alias = node.child("name")?.text;
  const path = node.namedChildren
    .find((child) => child.field !== "name")
    ?.text.replace(/\s+/gu, "")
    .replace(/^global::/u, "");
  if (path === undefined) return;
  if (alias === undefined) {
    context.imports.push({ module: path, name: "*", ...node.span });
    return;
  }
  const dot = /^[\w.]+$/u.test(path) ? path.lastIndexOf(".") : -1;
  context.imports.push({
    module: dot === -1 ? path : path.slice(0, dot),
    ...(dot !== -1 && { name: path.slice(dot + 1) }),
    local: alias,
    ...node.span,
  });
};
