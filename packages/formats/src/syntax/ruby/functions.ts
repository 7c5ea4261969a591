import { functionOf, parameterOf } from "../function-forms.ts";
import type { Expression, Parameter, Statement } from "../ir.ts";
import { listAt, nameAt } from "../lower-expressions.ts";
import { assignAt } from "../lower-statements.ts";
import type { ExpressionRule, LoweringContext, StatementRule } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { returningBody } from "./bodies.ts";

interface Parameters {
  readonly list: readonly Parameter[];
  /** `(a, b)` among the parameters, taken apart at the start of the body. */
  readonly bound: readonly Statement[];
}

function parametersOf(node: SyntaxNode | undefined, context: LoweringContext): Parameters {
  const bound: Statement[] = [];
  const list = (node?.namedChildren ?? []).flatMap((child): Parameter[] => {
    const name = child.child("name")?.text ?? "";
    switch (child.type) {
      case "identifier":
        return [parameterOf(child.text)];
      case "optional_parameter":
      case "keyword_parameter":
        return [parameterOf(name, { default: context.optionalInField(child, "value") })];
      case "splat_parameter":
        return [parameterOf(name, { rest: "positional" })];
      case "hash_splat_parameter":
        return [parameterOf(name, { rest: "keyword" })];
      case "block_parameter":
        return [parameterOf(name === "" ? "&" : name)];
      case "destructured_parameter":
        bound.push(assignAt(child, listAt(child, context.expressions(child.namedChildren)), nameAt(child, child.text)));
        return [parameterOf(child.text)];
      default:
        return [];
    }
  });
  return { list, bound };
}

const method: StatementRule = (node, context, into) => {
  const { list, bound } = parametersOf(node.child("parameters"), context);
  const written = node.child("body");
  const { body } = context.inFunction(() => returningBody(written === undefined ? [] : [written], context));
  const doc = context.docAbove(node);
  const fn = functionOf(node.span, node.child("name")?.text ?? "", {
    parameters: list,
    body: [...bound, ...body],
    doc,
    static: node.type === "singleton_method",
  });
  into.push({ kind: "function", function: fn, ...node.span });
};

/** `do |x| … end` and `{ |x| … }` behind a call. */
export function blockFunction(node: SyntaxNode, context: LoweringContext): Expression {
  const { list, bound } = parametersOf(node.child("parameters"), context);
  const { body } = context.inFunction(() =>
    returningBody(
      node.namedChildren.filter((child) => child.field !== "parameters"),
      context,
    ),
  );
  return { kind: "function", function: functionOf(node.span, "", { parameters: list, body: [...bound, ...body] }), ...node.span };
}

/** `->(x) { … }`. */
const lambda: ExpressionRule = (node, context) => {
  const { list, bound } = parametersOf(node.child("parameters"), context);
  const block = node.child("body");
  const { body } = context.inFunction(() => returningBody(block?.namedChildren ?? [], context));
  return { kind: "function", function: functionOf(node.span, "", { parameters: list, body: [...bound, ...body] }), ...node.span };
};

export const FUNCTION_STATEMENTS: readonly (readonly [string, StatementRule])[] = [
  ["method", method],
  ["singleton_method", method],
];

export const FUNCTION_EXPRESSIONS: readonly (readonly [string, ExpressionRule])[] = [
  ["lambda", lambda],
  ["block", blockFunction],
  ["do_block", blockFunction],
];
