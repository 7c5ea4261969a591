import type { Expression } from "@castellan/formats";
import type { Evaluator } from "./evaluate.ts";
import type { Closed } from "./value.ts";

/** Environment variables that a text is put together from: `f"{os.environ['A'].rstrip('/')}/v1"`. */
export function variablesIn(evaluator: Evaluator, { expression, frame }: Closed): readonly string[] {
  return partsOf(expression).flatMap((part) =>
    evaluator.evaluate(part, frame).flatMap((value) => (value.kind === "environment" ? [value.name] : [])),
  );
}

function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "template":
      return expression.parts.flatMap(partsOf);
    case "binary":
      return [...partsOf(expression.left), ...partsOf(expression.right)];
    case "call":
      return [expression, ...(expression.callee.kind === "member" ? partsOf(expression.callee.object) : [])];
    default:
      return [expression];
  }
}
