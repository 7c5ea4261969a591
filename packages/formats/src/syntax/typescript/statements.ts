import type { Expression, Statement } from "../ir.ts";
import { choiceAt, otherAt } from "../lower-expressions.ts";
import { assignAt, branchAt, expressionStatement, returnAt } from "../lower-statements.ts";
import type { LoweringContext, StatementRule } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { requiredModule } from "./calls.ts";

const nothing: StatementRule = () => undefined;
const lowerBlock: StatementRule = (node, context, into) => into.push(...context.block(node));

export const plainStatements: readonly (readonly [string, StatementRule])[] = [
  ["expression_statement", lowerExpressionStatement],
  ["return_statement", (node, context, into) => into.push(returnAt(node, firstChild(node, context)))],
  [
    "throw_statement",
    (node, context, into) => into.push(expressionStatement(node, otherAt(node, context.expressions(node.namedChildren)))),
  ],
  ["statement_block", lowerBlock],
  ["ambient_declaration", lowerBlock],
  ["labeled_statement", (node, context, into) => into.push(...bodyOf(node.child("body"), context))],
  ["with_statement", (node, context, into) => into.push(...bodyOf(node.child("body"), context))],
  ["module", lowerNamespace],
  ["internal_module", lowerNamespace],
  ["if_statement", lowerIf],
  ["switch_statement", lowerSwitch],
  ["try_statement", lowerTry],
  ["empty_statement", nothing],
  ["break_statement", nothing],
  ["continue_statement", nothing],
  ["debugger_statement", nothing],
  ["hash_bang_line", nothing],
];

/** A block, or the single statement that stands for one. */
export function bodyOf(node: SyntaxNode | undefined, context: LoweringContext): Statement[] {
  if (!node) return [];
  return node.type === "statement_block" ? context.block(node) : context.statements([node]);
}

function firstChild(node: SyntaxNode, context: LoweringContext): Expression | undefined {
  const [child] = node.namedChildren;
  return child && context.expression(child);
}

function lowerExpressionStatement(node: SyntaxNode, context: LoweringContext, into: Statement[]): void {
  const [child] = node.namedChildren;
  if (!child) return;
  const module = requiredModule(child);
  if (module !== undefined) context.imports.push({ module, ...child.span });
  else if (child.type === "yield_expression") {
    if (context.scope) context.scope.generator = true;
    into.push(returnAt(node, firstChild(child, context), true));
  } else if (child.type === "sequence_expression") into.push(...context.statements(child.namedChildren));
  else into.push(...context.statements([child]));
}

function lowerNamespace(node: SyntaxNode, context: LoweringContext, into: Statement[]): void {
  const name = node.child("name")?.text.replace(/^["']|["']$/g, "") ?? "";
  const body = context.block(node.child("body"));
  into.push({ kind: "class", class: { name, form: "module", bases: [], keywords: [], decorators: [], body, ...node.span }, ...node.span });
}

/** A chain of else-ifs is one branch. */
function lowerIf(node: SyntaxNode, context: LoweringContext, into: Statement[]): void {
  const tests: Expression[] = [];
  const arms: Statement[][] = [];
  let exhaustive = false;
  let current: SyntaxNode | undefined = node;
  while (current) {
    tests.push(context.inField(current, "condition"));
    arms.push(bodyOf(current.child("consequence"), context));
    const alternative: SyntaxNode | undefined = current.child("alternative")?.namedChildren[0];
    current = alternative?.type === "if_statement" ? alternative : undefined;
    if (alternative && !current) {
      exhaustive = true;
      arms.push(bodyOf(alternative, context));
    }
  }
  into.push(branchAt(node, "if", tests, arms, exhaustive));
}

/** Labels that share statements are one choice; the default arm goes last. */
function lowerSwitch(node: SyntaxNode, context: LoweringContext, into: Statement[]): void {
  const tests: Expression[] = [context.inField(node, "value")];
  const arms: Statement[][] = [];
  let fallback: Statement[] | undefined;
  let labels: Expression[] = [];
  let defaulted = false;
  const cases = node.child("body")?.namedChildren ?? [];
  for (const [index, label] of cases.entries()) {
    if (label.type === "switch_default") defaulted = true;
    else labels.push(context.inField(label, "value"));
    const statements = label.childrenIn("body");
    if (statements.length === 0 && index < cases.length - 1) continue;
    const arm = context.statements(statements);
    const [only, ...more] = labels;
    if (defaulted) fallback = arm;
    else if (only) {
      tests.push(more.length === 0 ? only : choiceAt(label, labels));
      arms.push(arm);
    }
    labels = [];
    defaulted = false;
  }
  if (fallback) arms.push(fallback);
  into.push(branchAt(node, "switch", tests, arms, fallback !== undefined));
}

function lowerTry(node: SyntaxNode, context: LoweringContext, into: Statement[]): void {
  const arms: Statement[][] = [bodyOf(node.child("body"), context)];
  const handler = node.child("handler");
  const parameter = handler?.child("parameter");
  if (handler) {
    const bound = parameter ? [assignAt(parameter, context.expression(parameter), otherAt(parameter))] : [];
    arms.push([...bound, ...bodyOf(handler.child("body"), context)]);
  }
  into.push(branchAt(node, "try", [], arms, true));
  into.push(...bodyOf(node.child("finalizer")?.child("body"), context));
}
