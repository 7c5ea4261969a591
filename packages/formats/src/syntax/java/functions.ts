import { functionOf, parameterOf } from "../function-forms.ts";
import type { Parameter, Statement } from "../ir.ts";
import { memberAt, nameAt } from "../lower-expressions.ts";
import { assignAt, returnAt } from "../lower-statements.ts";
import type { ExpressionRule, LoweringContext, StatementRule } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { annotationsOf, hasModifier } from "./annotations.ts";
import { declaredType } from "./types.ts";

export function parametersOf(list: SyntaxNode | undefined, context: LoweringContext): readonly Parameter[] {
  if (list === undefined) return [];
  if (list.type === "identifier") return [parameterOf(list.text)];
  return list.namedChildren.flatMap((node): Parameter[] => {
    const decorators = annotationsOf(node, context);
    switch (node.type) {
      case "identifier":
        return [parameterOf(node.text)];
      case "formal_parameter":
        return [parameterOf(node.child("name")?.text ?? "", { type: declaredType(node, context), decorators })];
      case "spread_parameter": {
        const type = node.namedChildren.find((child) => child.type !== "modifiers" && child.type !== "variable_declarator");
        const name = node.first("variable_declarator")?.child("name")?.text ?? "";
        return [parameterOf(name, { type: type && context.expression(type), rest: "positional", decorators })];
      }
      default:
        return [];
    }
  });
}

const method: StatementRule = (node, context, into) => {
  const { body } = context.inFunction(() => context.block(node.child("body")));
  const fn = functionOf(node.span, node.child("name")?.text ?? "", {
    parameters: parametersOf(node.child("parameters"), context),
    decorators: annotationsOf(node, context),
    body,
    returnType: context.optionalInField(node, "type"),
    doc: context.docAbove(node),
    exported: hasModifier(node, "public"),
    static: hasModifier(node, "static"),
  });
  into.push({ kind: "function", function: fn, ...node.span });
};

const construct: StatementRule = (node, context, into) => {
  const { body } = context.inFunction(() => context.block(node.child("body")));
  const fn = functionOf(node.span, "constructor", {
    parameters: parametersOf(node.child("parameters"), context),
    decorators: annotationsOf(node, context),
    body,
    doc: context.docAbove(node),
    exported: hasModifier(node, "public"),
  });
  into.push({ kind: "function", function: fn, ...node.span });
};

/** A record's components are fields, and its constructor sets them after what the compact one does. */
export function recordMembers(record: SyntaxNode, context: LoweringContext): readonly Statement[] {
  const list = record.child("parameters");
  if (list === undefined) return [];
  const parameters = parametersOf(list, context);
  const compact = record.child("body")?.first("compact_constructor_declaration");
  const self = nameAt(list, "this");
  const sets = parameters.map(({ name }) => assignAt(list, memberAt(list, self, name), nameAt(list, name)));
  const { body } = context.inFunction(() => context.block(compact?.child("body")));
  const fields = parameters.map(({ name, type, decorators }) =>
    assignAt(list, nameAt(list, name), undefined, { type, constant: true, ...(decorators && { decorators }) }),
  );
  const exported = hasModifier(record, "public");
  return [
    ...fields,
    { kind: "function", function: functionOf(list.span, "constructor", { parameters, body: [...body, ...sets], exported }), ...list.span },
  ];
}

const lambda: ExpressionRule = (node, context) => {
  const parameters = parametersOf(node.child("parameters"), context);
  const body = node.child("body");
  const { body: statements } = context.inFunction(() =>
    body === undefined || body.type === "block" ? context.block(body) : context.expressionBody(body, (value) => returnAt(body, value)),
  );
  return { kind: "function", function: functionOf(node.span, "", { parameters, body: statements }), ...node.span };
};

export const FUNCTION_STATEMENTS: readonly (readonly [string, StatementRule])[] = [
  ["method_declaration", method],
  ["constructor_declaration", construct],
  ["compact_constructor_declaration", () => undefined],
];

export const FUNCTION_EXPRESSIONS: readonly (readonly [string, ExpressionRule])[] = [["lambda_expression", lambda]];
