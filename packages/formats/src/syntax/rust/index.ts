import type { Lowering } from "../lowering.ts";
import { CONTROL_EXPRESSIONS, CONTROL_STATEMENTS } from "./control.ts";
import { EXPRESSION_RULES } from "./expressions.ts";
import { FUNCTION_EXPRESSIONS, FUNCTION_STATEMENTS } from "./functions.ts";
import { ITEM_RULES } from "./items.ts";
import { LITERAL_RULES } from "./literals.ts";
import { MACRO_RULES } from "./macros.ts";
import { STATEMENT_RULES } from "./statements.ts";
import { TYPE_RULES } from "./types.ts";

/** Rust, by tree-sitter-rust. */
export const rustLowering: Lowering = {
  language: "rust",
  grammar: "rust",
  rules: {
    expressions: new Map([
      ...EXPRESSION_RULES,
      ...LITERAL_RULES,
      ...TYPE_RULES,
      ...MACRO_RULES,
      ...FUNCTION_EXPRESSIONS,
      ...CONTROL_EXPRESSIONS,
    ]),
    statements: new Map([...STATEMENT_RULES, ...ITEM_RULES, ...FUNCTION_STATEMENTS, ...CONTROL_STATEMENTS]),
  },
  lower(root, context) {
    const body = context.block(root);
    return { imports: context.imports, body };
  },
};
