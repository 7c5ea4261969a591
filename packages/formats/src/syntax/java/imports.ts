import type { StatementRule } from "../lowering.ts";

/** `import a.b.C;`, `import static a.b.C.d;`, `import a.b.*;`. */
export const importDeclaration: StatementRule = (node, context) => {
  const path = node.namedChildren.find((child) => child.type.endsWith("identifier"))?.text.replace(/\s+/gu, "");
  if (path === undefined) return;
  if (node.has("asterisk")) {
    context.imports.push({ module: path, name: "*", ...node.span });
    return;
  }
  const dot = path.lastIndexOf(".");
  const name = path.slice(dot + 1);
  context.imports.push({ module: dot === -1 ? path : path.slice(0, dot), ...(dot !== -1 && { name }), local: name, ...node.span });
};
