import type { Expression, FunctionNode, Parameter, Span, Statement } from "./ir.ts";

/** Builders of functions and parameters: properties without a value are left out, as the exact types ask. */

interface ParameterParts {
  readonly type?: Expression | undefined;
  readonly default?: Expression | undefined;
  readonly rest?: "positional" | "keyword" | undefined;
  readonly decorators?: readonly Expression[];
}

export function parameterOf(name: string, parts: ParameterParts = {}): Parameter {
  return {
    name,
    ...(parts.type !== undefined && { type: parts.type }),
    ...(parts.default !== undefined && { default: parts.default }),
    ...(parts.rest !== undefined && { rest: parts.rest }),
    ...(parts.decorators !== undefined && parts.decorators.length > 0 && { decorators: parts.decorators }),
  };
}

interface FunctionParts {
  readonly parameters: readonly Parameter[];
  readonly body: readonly Statement[];
  readonly decorators?: readonly Expression[];
  readonly returnType?: Expression | undefined;
  readonly doc?: string | undefined;
  readonly async?: boolean;
  readonly generator?: boolean;
  readonly receiver?: string | undefined;
  readonly receiverName?: string | undefined;
  readonly exported?: boolean;
  readonly static?: boolean;
  readonly getter?: boolean;
}

export function functionOf(span: Span, name: string, parts: FunctionParts): FunctionNode {
  return {
    name,
    parameters: parts.parameters,
    decorators: parts.decorators ?? [],
    body: parts.body,
    ...(parts.returnType !== undefined && { returnType: parts.returnType }),
    ...(parts.doc !== undefined && { doc: parts.doc }),
    ...(parts.async === true && { async: true }),
    ...(parts.generator === true && { generator: true }),
    ...(parts.receiver !== undefined && { receiver: parts.receiver }),
    ...(parts.receiverName !== undefined && { receiverName: parts.receiverName }),
    ...(parts.exported === true && { exported: true }),
    ...(parts.static === true && { static: true }),
    ...(parts.getter === true && { getter: true }),
    ...span,
  };
}
