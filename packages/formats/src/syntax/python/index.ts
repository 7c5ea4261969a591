import type { Lowering, SyntaxRules } from "../lowering.ts";
import { assignmentStatements } from "./assignments.ts";
import { callExpressions } from "./calls.ts";
import { collectionExpressions } from "./collections.ts";
import { compoundStatements } from "./compound.ts";
import { definitionExpressions, definitionStatements } from "./definitions.ts";
import { basicExpressions } from "./expressions.ts";
import { importStatements } from "./imports.ts";
import { matchStatements } from "./match.ts";
import { operatorExpressions } from "./operators.ts";
import { simpleStatements } from "./statements.ts";
import { stringExpressions } from "./strings.ts";

const rules: SyntaxRules = {
  expressions: new Map([
    ...basicExpressions,
    ...operatorExpressions,
    ...collectionExpressions,
    ...callExpressions,
    ...stringExpressions,
    ...definitionExpressions,
  ]),
  statements: new Map([
    ...simpleStatements,
    ...assignmentStatements,
    ...compoundStatements,
    ...matchStatements,
    ...definitionStatements,
    ...importStatements,
  ]),
};

/** Python 2.7 to 3.14. */
export const pythonLowering: Lowering = {
  language: "python",
  grammar: "python",
  rules,
  lower: (root, context) => {
    const body = context.block(root);
    return { imports: context.imports, body };
  },
};
