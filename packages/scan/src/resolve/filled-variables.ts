import type { Expression } from "@castellan/formats";

/** `flag.StringVar(&model, "model", "m", "usage")`, `flags.StringVarP(&model, "model", "m", "m", "usage")`: the place of the default. */
const FILLS: ReadonlyMap<string, number> = new Map([
  ["StringVar", 2],
  ["StringVarP", 3],
]);

/** Go: the variable that a flag fills, and with what. */
export function filledVariable({
  callee,
  arguments: given,
}: Extract<Expression, { kind: "call" }>): readonly [target: Expression, value: Expression] | undefined {
  const place = callee.kind === "member" ? FILLS.get(callee.name) : undefined;
  const target = given[0]?.value;
  const value = place === undefined ? undefined : given[place]?.value;
  return target === undefined || value === undefined ? undefined : [target, value];
}
