import { functionOf, parameterOf } from "../function-forms.ts";
import type { Parameter, Statement } from "../ir.ts";
import { otherAt } from "../lower-expressions.ts";
import type { ExpressionRule, LoweringContext, StatementRule } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { decoratorOf, withAttributes } from "./attributes.ts";
import { returningBody } from "./control.ts";
import { pattern } from "./patterns.ts";
import { takeAttributes } from "./state.ts";

interface Parameters {
  readonly list: readonly Parameter[];
  /** Names that patterns among the parameters bind, assigned at the start of the body. */
  readonly bound: readonly Statement[];
  readonly self: boolean;
}

function parametersOf(node: SyntaxNode | undefined, context: LoweringContext): Parameters {
  const list: Parameter[] = [];
  const bound: Statement[] = [];
  let self = false;
  withAttributes(node?.namedChildren ?? [], (child, attributes) => {
    if (child.type === "self_parameter") self = true;
    else list.push(parameter(child, attributes, bound, context));
  });
  return { list, bound, self };
}

/** `Parameters(request): Parameters<Add>` is called request; patterns with several names are taken apart in the body. */
function parameter(node: SyntaxNode, attributes: readonly SyntaxNode[], bound: Statement[], context: LoweringContext): Parameter {
  const type = context.optionalInField(node, "type");
  const decorators = attributes.map((attribute) => decoratorOf(attribute, context));
  const written = node.type === "parameter" ? node.child("pattern") : node;
  const single = written === undefined ? undefined : singleName(written);
  if (written !== undefined && single === undefined) pattern(written, otherAt(written), bound, context);
  return parameterOf(single ?? "", { type, decorators });
}

function singleName(node: SyntaxNode): string | undefined {
  if (node.type === "identifier" || node.type === "self") return node.text;
  const inner = node.namedChildren.filter((child) => child.field !== "type" && child.type !== "mutable_specifier");
  const [only] = inner;
  const wraps =
    node.type === "tuple_struct_pattern" || node.type === "mut_pattern" || node.type === "ref_pattern" || node.type === "reference_pattern";
  return wraps && only !== undefined && inner.length === 1 ? singleName(only) : undefined;
}

/** A function, in an `impl` with the type that it belongs to. */
export function functionItem(
  node: SyntaxNode,
  receiver: string | undefined,
  attributes: readonly SyntaxNode[],
  context: LoweringContext,
): Statement {
  const { list, bound, self } = parametersOf(node.child("parameters"), context);
  const block = node.child("body");
  const returns = node.child("return_type");
  const { body } = context.inFunction(() =>
    block === undefined ? [] : returns === undefined ? context.block(block) : returningBody(block, context),
  );
  const fn = functionOf(node.span, node.child("name")?.text ?? "", {
    parameters: list,
    decorators: attributes.map((attribute) => decoratorOf(attribute, context)),
    body: [...bound, ...body],
    returnType: returns && context.expression(returns),
    doc: context.docAbove(attributes[0] ?? node),
    async: /\basync\b/u.test(node.first("function_modifiers")?.text ?? ""),
    receiver,
    receiverName: self ? "self" : undefined,
    exported: node.has("visibility_modifier"),
    static: receiver !== undefined && !self,
  });
  return { kind: "function", function: fn, ...node.span };
}

const item: StatementRule = (node, context, into) => {
  into.push(functionItem(node, undefined, takeAttributes(node, context), context));
};

const closure: ExpressionRule = (node, context) => {
  const { list, bound } = parametersOf(node.child("parameters"), context);
  const written = node.child("body");
  const { body } = context.inFunction(() => (written === undefined ? [] : returningBody(written, context)));
  const isAsync = written?.type === "async_block" || node.has("async");
  return {
    kind: "function",
    function: functionOf(node.span, "", { parameters: list, body: [...bound, ...body], async: isAsync }),
    ...node.span,
  };
};

/** `async { … }` runs later: a function without parameters. */
const asyncBlock: ExpressionRule = (node, context) => {
  const { body } = context.inFunction(() => returningBody(node, context));
  return { kind: "function", function: functionOf(node.span, "", { parameters: [], body, async: true }), ...node.span };
};

export const FUNCTION_STATEMENTS: readonly (readonly [string, StatementRule])[] = [
  ["function_item", item],
  ["function_signature_item", item],
];

export const FUNCTION_EXPRESSIONS: readonly (readonly [string, ExpressionRule])[] = [
  ["closure_expression", closure],
  ["async_block", asyncBlock],
];
