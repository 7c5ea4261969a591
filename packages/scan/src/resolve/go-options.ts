import type { Expression } from "@castellan/formats";
import { textsOf } from "./constants.ts";
import type { Evaluator } from "./evaluate.ts";
import type { CallExpression } from "./scope.ts";
import { type Closed, type ExternalValue, type Frame, genericFrame, type Value } from "./value.ts";

/* Options of programs in Go: the documentation of flag, pflag, cobra, viper and urfave/cli. */

const MODULES = /^(?:flag|github\.com\/(?:spf13\/(?:pflag|cobra|viper)|urfave\/cli))(?:\/|$)/;
const READS = /^(?:GetString|String|GetStringSlice)$/;
/** Method that declares an option → places of its name and of its default. */
const DECLARES: ReadonlyMap<string, readonly [name: number, fallback: number]> = new Map([
  ["SetDefault", [0, 1]],
  ["String", [0, 1]],
  ["StringP", [0, 2]],
  ["StringVar", [1, 2]],
  ["StringVarP", [1, 3]],
]);
const declared = new WeakMap<Evaluator, ReadonlyMap<string, readonly Closed[]>>();

/** `viper.GetString("model")`, `ctx.String("model")`, `cmd.Flags().GetString("model")`: the default that it was declared with. */
export function goOption(evaluator: Evaluator, value: ExternalValue, call: CallExpression, frame: Frame): readonly Value[] | undefined {
  const method = call.callee.kind === "member" ? call.callee.name : "";
  // `flag.String("model", "m", "usage")` declares.
  if (value.language !== "go" || !READS.test(method) || call.arguments.length !== 1 || !MODULES.test(value.module)) return undefined;
  const [first] = call.arguments;
  const names = first === undefined ? [] : evaluator.evaluate(first.value, frame).flatMap(textsOf);
  const found = names
    .flatMap(({ text }) => declaredIn(evaluator).get(text) ?? [])
    .flatMap((at) => evaluator.evaluate(at.expression, at.frame));
  const [name] = names;
  if (found.length > 0 || name === undefined) return found;
  return [{ kind: "unknown", name: name.text, unit: frame.scope.unit, span: call, input: true }];
}

function declaredIn(evaluator: Evaluator): ReadonlyMap<string, readonly Closed[]> {
  const known = declared.get(evaluator);
  if (known !== undefined) return known;
  const found = new Map<string, Closed[]>();
  declared.set(evaluator, found);
  for (const scope of evaluator.program.scopes()) {
    if (scope.unit.module.language !== "go" || !scope.unit.module.imports.some(({ module }) => MODULES.test(module))) continue;
    for (const { call } of scope.calls) {
      const [name, fallback] = optionOf(call);
      if (name?.kind === "string" && fallback !== undefined)
        found.set(name.value, [...(found.get(name.value) ?? []), { expression: fallback, frame: genericFrame(scope) }]);
    }
  }
  return found;
}

function optionOf({ callee, arguments: given }: CallExpression): readonly [name: Expression | undefined, fallback: Expression | undefined] {
  const called = callee.kind === "member" || callee.kind === "name" ? callee.name : "";
  // `&cli.StringFlag{Name: "model", Value: "m"}`
  if (called === "StringFlag") return [given.find(({ name }) => name === "Name")?.value, given.find(({ name }) => name === "Value")?.value];
  const places = DECLARES.get(called);
  return places === undefined || given.length < 2 ? [undefined, undefined] : [given[places[0]]?.value, given[places[1]]?.value];
}
