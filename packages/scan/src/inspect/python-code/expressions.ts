import type { Expression } from "@castellan/formats";

/** Modules whose every attribute by a name that is put together is a way around being read. */
const DANGEROUS = /^(?:os|posix|nt|subprocess|pty|builtins|_*builtins_*|importlib|sys|ctypes|runpy)(?:\.__dict__)?$/;

export function dottedName(object: string | undefined, name: string | undefined): string | undefined {
  return object === undefined || name === undefined ? undefined : `${object}.${name}`;
}

/** The text of an expression of constants: literals, `+`, `"".join([…])`, templates. */
export function constantText(expression: Expression, depth = 0): string | undefined {
  if (depth > 20) return undefined;
  const parts = (items: readonly Expression[], between: string): string | undefined => {
    const texts = items.map((item) => constantText(item, depth + 1));
    return texts.every((text) => text !== undefined) ? texts.join(between) : undefined;
  };
  if (expression.kind === "string") return expression.value;
  if (expression.kind === "template") return parts(expression.parts, "");
  if (expression.kind === "binary" && expression.operator === "+") return parts([expression.left, expression.right], "");
  if (expression.kind !== "call" || expression.callee.kind !== "member" || expression.callee.name !== "join") return undefined;
  const between = constantText(expression.callee.object, depth + 1);
  const list = expression.arguments[0]?.value;
  return between !== undefined && list?.kind === "list" && list.clauses === undefined ? parts(list.items, between) : undefined;
}

/** `getattr(os, name)` with a name that is computed: nobody hides a harmless one so. */
export function computedName(
  callee: string | undefined,
  expression: Extract<Expression, { kind: "call" }>,
  nameOf: (value: Expression) => string | undefined,
): string | undefined {
  const [first, second] = expression.arguments;
  if (callee !== "getattr" || first === undefined || second === undefined || constantText(second.value) !== undefined) return undefined;
  const object = nameOf(first.value);
  return object !== undefined && DANGEROUS.test(object) ? `${object}.<computed>` : undefined;
}

export function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "template":
      return expression.parts;
    case "member":
      return [expression.object];
    case "index":
      return [expression.object, expression.index];
    case "call":
      return [expression.callee, ...expression.arguments.map(({ value }) => value)];
    case "list":
      return [...expression.items, ...(expression.clauses ?? []).flatMap(({ iterable, tests }) => [iterable, ...tests])];
    case "spread":
      return [expression.value];
    case "map":
      return expression.entries.flatMap(({ key, value }) => (key === undefined ? [value] : [key, value]));
    case "binary":
      return [expression.left, expression.right];
    case "choice":
      return [...(expression.test === undefined ? [] : [expression.test]), ...expression.options];
    case "other":
      return expression.children;
    default:
      return [];
  }
}
