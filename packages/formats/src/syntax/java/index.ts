import type { Lowering } from "../lowering.ts";
import { ANNOTATION_RULES } from "./annotations.ts";
import { CLASS_STATEMENTS } from "./classes.ts";
import { EXPRESSION_RULES } from "./expressions.ts";
import { FUNCTION_EXPRESSIONS, FUNCTION_STATEMENTS } from "./functions.ts";
import { importDeclaration } from "./imports.ts";
import { STATEMENT_RULES } from "./statements.ts";
import { STRING_RULES } from "./strings.ts";
import { SWITCH_EXPRESSIONS, SWITCH_STATEMENTS } from "./switches.ts";
import { TYPE_RULES } from "./types.ts";

/** Java, by tree-sitter-java. */
export const javaLowering: Lowering = {
  language: "java",
  grammar: "java",
  rules: {
    expressions: new Map([
      ...EXPRESSION_RULES,
      ...STRING_RULES,
      ...TYPE_RULES,
      ...ANNOTATION_RULES,
      ...FUNCTION_EXPRESSIONS,
      ...SWITCH_EXPRESSIONS,
    ]),
    statements: new Map([
      ...STATEMENT_RULES,
      ...CLASS_STATEMENTS,
      ...FUNCTION_STATEMENTS,
      ...SWITCH_STATEMENTS,
      ["import_declaration", importDeclaration],
    ]),
  },
  lower(root, context) {
    const packageName = root.first("package_declaration")?.namedChildren.find((child) => child.type.endsWith("identifier"))?.text;
    const body = context.block(root);
    return { imports: context.imports, body, ...(packageName !== undefined && { packageName }) };
  },
};
