import type { Evaluator } from "./evaluate.ts";
import type { CallExpression } from "./scope.ts";
import type { CallSite, Closed, Frame, Value } from "./value.ts";

/** Parameters of a function of which some were given before: by `partial(…)`, then by this call. */
export function boundBefore(
  evaluator: Evaluator,
  { scope }: Value & { kind: "function" },
  given: CallSite,
  call: CallExpression,
  frame: Frame,
): Pick<Frame, "bound"> {
  const before = evaluator.bind(scope, given.call, given.frame).bound ?? new Map<string, Closed>();
  const places = given.call.arguments.filter(({ name, spread }) => name === undefined && spread === undefined);
  const now = evaluator.bind(scope, { ...call, arguments: [...places, ...call.arguments] }, frame).bound ?? new Map<string, Closed>();
  const positional = new Set(evaluator.bind(scope, { ...given.call, arguments: places }, given.frame).bound?.keys());
  return { bound: new Map([...before, ...[...now].filter(([name]) => !positional.has(name))]) };
}
