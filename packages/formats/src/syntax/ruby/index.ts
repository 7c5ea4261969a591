import type { Lowering } from "../lowering.ts";
import { CALL_EXPRESSIONS, CALL_STATEMENTS } from "./calls.ts";
import { CLASS_STATEMENTS } from "./classes.ts";
import { EXPRESSION_RULES } from "./expressions.ts";
import { FUNCTION_EXPRESSIONS, FUNCTION_STATEMENTS } from "./functions.ts";
import { HEREDOC_RULES, pairHeredocs } from "./heredocs.ts";
import { STATEMENT_RULES } from "./statements.ts";
import { STRING_RULES } from "./strings.ts";

/** Ruby, by tree-sitter-ruby. */
export const rubyLowering: Lowering = {
  language: "ruby",
  grammar: "ruby",
  rules: {
    expressions: new Map([...EXPRESSION_RULES, ...STRING_RULES, ...HEREDOC_RULES, ...CALL_EXPRESSIONS, ...FUNCTION_EXPRESSIONS]),
    statements: new Map([...STATEMENT_RULES, ...CALL_STATEMENTS, ...CLASS_STATEMENTS, ...FUNCTION_STATEMENTS]),
  },
  lower(root, context) {
    pairHeredocs(root, context);
    const body = context.block(root);
    return { imports: context.imports, body };
  },
};
