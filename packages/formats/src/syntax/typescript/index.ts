import type { Language } from "../ir.ts";
import type { Lowering, SyntaxRules } from "../lowering.ts";
import type { Grammar } from "../parser.ts";
import { assignmentExpressions, assignmentStatements } from "./assignments.ts";
import { callExpressions } from "./calls.ts";
import { classExpressions, classStatements } from "./classes.ts";
import { collectionExpressions } from "./collections.ts";
import { declarationStatements } from "./declarations.ts";
import { basicExpressions } from "./expressions.ts";
import { functionExpressions, functionStatements } from "./functions.ts";
import { jsxExpressions } from "./jsx.ts";
import { loopStatements } from "./loops.ts";
import { moduleStatements } from "./modules.ts";
import { plainStatements } from "./statements.ts";
import { stringExpressions } from "./strings.ts";
import { typeExpressions, typeStatements } from "./types.ts";

const rules: SyntaxRules = {
  expressions: new Map([
    ...basicExpressions,
    ...collectionExpressions,
    ...callExpressions,
    ...stringExpressions,
    ...functionExpressions,
    ...classExpressions,
    ...assignmentExpressions,
    ...jsxExpressions,
    ...typeExpressions,
  ]),
  statements: new Map([
    ...plainStatements,
    ...loopStatements,
    ...declarationStatements,
    ...assignmentStatements,
    ...functionStatements,
    ...classStatements,
    ...typeStatements,
    ...moduleStatements,
  ]),
};

/** The grammar does not know `export type * from "m"` of TypeScript 5. */
function withoutTypeStar(text: string): string {
  return text.replace(/^(export[ \t]+)type(?=[ \t]+\*)/gm, "$1    ");
}

function lowering(language: Language, grammar: Grammar): Lowering {
  return {
    language,
    grammar,
    rules,
    prepare: withoutTypeStar,
    lower: (root, context) => {
      const body = context.block(root);
      return { imports: context.imports, body };
    },
  };
}

/** The three grammars share their node types: one set of rules reads all. */
export const typescriptLowering: Lowering = lowering("typescript", "typescript");
export const tsxLowering: Lowering = lowering("typescript", "tsx");
/** JavaScript with JSX. */
export const javascriptLowering: Lowering = lowering("javascript", "javascript");
