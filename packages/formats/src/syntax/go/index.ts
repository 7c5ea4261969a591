import type { Lowering } from "../lowering.ts";
import { DECLARATION_RULES } from "./declarations.ts";
import { EXPRESSION_RULES } from "./expressions.ts";
import { importDeclaration } from "./imports.ts";
import { LITERAL_RULES } from "./literals.ts";
import { STATEMENT_RULES } from "./statements.ts";
import { TYPE_RULES } from "./types.ts";

/** Go, by tree-sitter-go. */
export const goLowering: Lowering = {
  language: "go",
  grammar: "go",
  rules: {
    expressions: new Map([...EXPRESSION_RULES, ...LITERAL_RULES, ...TYPE_RULES]),
    statements: new Map([
      ...STATEMENT_RULES,
      ...DECLARATION_RULES,
      ["import_declaration", importDeclaration],
      ["package_clause", () => undefined],
    ]),
  },
  lower(root, context) {
    const packageName = root.first("package_clause")?.namedChildren[0]?.text;
    const body = context.block(root);
    return { imports: context.imports, body, ...(packageName !== undefined && { packageName }) };
  },
};
