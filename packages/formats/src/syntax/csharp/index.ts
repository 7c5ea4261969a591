import type { Lowering, StatementRule } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { ATTRIBUTE_RULES } from "./attributes.ts";
import { CLASS_STATEMENTS } from "./classes.ts";
import { CREATION_RULES } from "./creation.ts";
import { EXPRESSION_RULES } from "./expressions.ts";
import { FUNCTION_EXPRESSIONS, FUNCTION_STATEMENTS } from "./functions.ts";
import { usingDirective } from "./imports.ts";
import { PATTERN_EXPRESSIONS, PATTERN_STATEMENTS } from "./patterns.ts";
import { STATEMENT_RULES } from "./statements.ts";
import { STRING_RULES } from "./strings.ts";
import { TYPE_RULES } from "./types.ts";
import { VARIABLE_STATEMENTS } from "./variables.ts";

/** What stands in a namespace is read as if it stood in the file. */
const namespace: StatementRule = (node, context, into) => {
  into.push(...context.block(node.child("body")));
};

/** The first namespace of the file, which may stand below a condition. */
function namespaceOf(root: SyntaxNode): string | undefined {
  const found = root.namedChildren.find((child) => child.type.endsWith("namespace_declaration"));
  return found?.child("name")?.text.replace(/\s+/gu, "");
}

/** `#:package X` and its like, at the top of programs of one file (.NET 10), are not known to the grammar. */
function withoutFileDirectives(text: string): string {
  return text.includes("#:") ? text.replace(/^#:.*$/gmu, (line) => " ".repeat(line.length)) : text;
}

/** C#, by tree-sitter-c-sharp. */
export const csharpLowering: Lowering = {
  language: "csharp",
  grammar: "c-sharp",
  prepare: withoutFileDirectives,
  rules: {
    expressions: new Map([
      ...EXPRESSION_RULES,
      ...CREATION_RULES,
      ...STRING_RULES,
      ...TYPE_RULES,
      ...ATTRIBUTE_RULES,
      ...FUNCTION_EXPRESSIONS,
      ...PATTERN_EXPRESSIONS,
    ]),
    statements: new Map([
      ...STATEMENT_RULES,
      ...VARIABLE_STATEMENTS,
      ...CLASS_STATEMENTS,
      ...FUNCTION_STATEMENTS,
      ...PATTERN_STATEMENTS,
      ["using_directive", usingDirective],
      ["namespace_declaration", namespace],
      ["file_scoped_namespace_declaration", namespace],
    ]),
  },
  lower(root, context) {
    const packageName = namespaceOf(root);
    const body = context.block(root);
    return { imports: context.imports, body, ...(packageName !== undefined && { packageName }) };
  },
};
